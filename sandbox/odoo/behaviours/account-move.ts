/**
 * Journal entries and their lines. A document (bill, invoice, credit note) works out balances from price and
 * quantity and adds its own payable or receivable line; an entry brings its balances along and must add up to 0.
 */
import type { Env } from '../engine/access.js';
import type { Behaviour, Values } from '../engine/behaviour.js';
import type { Row, Value } from '../engine/database.js';
import { userError } from '../engine/errors.js';
import { rowsOf } from '../engine/methods.js';
import { reconcile } from './reconcile.js';
import { checkLocked, dateAfterLocks } from './locks.js';
import { postAnalytic, removeAnalytic } from './analytic.js';
import { accountOf, headOf, isDocument, linesOf, settle } from './settle.js';
import { amount, currencyOf, defaultCompany, text, today } from './tools.js';

const FROZEN = [
  'date',
  'line_ids',
  'invoice_line_ids',
  'invoice_date',
  'journal_id',
  'partner_id',
  'currency_id',
];

export const accountMove: Behaviour = {
  defaults: (env, values) => {
    const company = companyOf(env, values);
    const type = text(values['move_type']) || 'entry';
    return {
      state: 'draft',
      name: false,
      move_type: 'entry',
      company_id: company,
      currency_id: currencyOf(env, company),
      date: text(values['invoice_date']) || today(env),
      journal_id: values['journal_id'] ?? journalOf(env, company, type),
    };
  },
  created: (env, move) => settle(env, move),
  beforeWrite: (env, move, values) => {
    if (move['state'] !== 'posted') return;
    if ('date' in values && values['date'] !== move['date']) checkLocked(env, move);
    const frozen = FROZEN.filter((name) => name in values && !same(move[name], values[name]));
    if (frozen.length > 0)
      throw userError(
        `You cannot modify the following readonly fields on a posted move: ${frozen.join(', ')}`,
      );
  },
  written: (env, move, values) => {
    if (move['state'] === 'draft' && ('line_ids' in values || 'invoice_line_ids' in values))
      settle(env, move);
    for (const line of linesOf(env, move)) env.db.table('account.move.line').update(line, headOf(move));
  },
  beforeUnlink: (_env, move) => {
    if (move['state'] === 'posted')
      throw userError("You can't delete a posted journal item; reset the journal entry to draft before.");
  },
  methods: {
    action_post: {
      kind: 'record',
      params: [],
      run: (call) => rowsOf(call).reduce((_, move) => post(call.env, move), false),
    },
    button_draft: {
      kind: 'record',
      params: [],
      run: (call) => rowsOf(call).reduce<Value>((_, move) => reset(call.env, move), null),
    },
  },
};

const same = (a: Value | undefined, b: Value | undefined): boolean =>
  JSON.stringify(a ?? false) === JSON.stringify(b ?? false);

function companyOf(env: Env, values: Readonly<Values>): number {
  const journal = env.db.row('account.journal', values['journal_id']);
  return amount(values['company_id']) || amount(journal?.['company_id']) || defaultCompany(env);
}

function journalOf(env: Env, company: number, type: string): Value {
  const kind = type.startsWith('in_') ? 'purchase' : type.startsWith('out_') ? 'sale' : 'general';
  return (
    env.db.rowsBy('account.journal', 'company_id', company).find((journal) => journal['type'] === kind)?.id ??
    false
  );
}

/** Answers false although it worked, as the ERP does. Locked periods move the date silently. */
export function post(env: Env, move: Row): false {
  const label = text(move['name']) || `Draft (* ${move.id})`;
  if (move['state'] !== 'draft') throw userError(`The entry ${label} (id ${move.id}) must be in draft.`);
  if (isDocument(move) && !move['invoice_date']) {
    if (text(move['move_type']).startsWith('in_'))
      throw userError('The Bill/Refund date is required to validate this document.');
    env.db.table('account.move').update(move, { invoice_date: today(env) });
  }
  const date = dateAfterLocks(env, move);
  env.db
    .table('account.move')
    .update(move, { state: 'posted', date, name: text(move['name']) || nameOf(env, move, date) });
  for (const line of linesOf(env, move)) {
    const reconcile = env.db.row('account.account', line['account_id'])?.['reconcile'] === true;
    env.db
      .table('account.move.line')
      .update(line, { ...headOf(move), amount_residual: reconcile ? (line['balance'] ?? 0) : 0 });
    postAnalytic(env, move, line);
  }
  return false;
}

function nameOf(env: Env, move: Row, date: string): string {
  const code = text(env.db.row('account.journal', move['journal_id'])?.['code']);
  const key = `${code}/${date.slice(0, 4)}/${date.slice(5, 7)}`;
  return `${key}/${String(env.db.next(`${String(amount(move['company_id']))} ${key}`)).padStart(4, '0')}`;
}

function reset(env: Env, move: Row): null {
  checkLocked(env, move);
  env.db.table('account.move').update(move, { state: 'draft' });
  for (const line of linesOf(env, move)) {
    env.db.table('account.move.line').update(line, { parent_state: 'draft' });
    removeAnalytic(env, line);
  }
  return null;
}

/** As the ERP chooses it: the product's own, its category's, the company's. */
function expenseAccountOf(env: Env, values: Readonly<Values>): Value {
  const product = env.db.row('product.product', values['product_id']);
  const category = env.db.row('product.category', product?.['categ_id']);
  const move = env.db.row('account.move', values['move_id']);
  const company = env.db.row('res.company', move?.['company_id']);
  return (
    product?.['property_account_expense_id'] ||
    category?.['property_account_expense_categ_id'] ||
    company?.['expense_account_id'] ||
    accountOf(env, 'expense')
  );
}

/** Writing a price on a posted bill's line is accepted and moves the books: the ERP does not refuse it. */
export const accountMoveLine: Behaviour = {
  defaults: (env, values) => ({
    display_type: 'product',
    quantity: 1,
    currency_id:
      env.db.row('account.move', values['move_id'])?.['currency_id'] ?? currencyOf(env, defaultCompany(env)),
    name: values['name'] ?? env.db.row('product.product', values['product_id'])?.['name'] ?? false,
    account_id: values['account_id'] ?? expenseAccountOf(env, values),
  }),
  written: (env, line, values) => {
    const move = env.db.row('account.move', line['move_id']);
    if (
      move &&
      ['price_unit', 'quantity', 'discount', 'debit', 'credit'].some((name) => name in values) &&
      move['state'] === 'posted'
    ) {
      settle(env, move);
      removeAnalytic(env, line);
      postAnalytic(env, move, line);
    }
  },
  methods: {
    reconcile: {
      kind: 'record',
      params: [],
      run: (call) => reconcile(call.env, rowsOf(call)),
    },
  },
};
