/**
 * Journal entries and their lines. A document (bill, invoice, credit note) works out balances from price and
 * quantity and adds its own payable or receivable line; an entry brings its balances along and must add up to 0.
 */
import type { Env } from '../engine/access.js';
import type { Behaviour, Values } from '../engine/behaviour.js';
import type { Row, Value } from '../engine/database.js';
import { userError } from '../engine/errors.js';
import { rowsOf } from '../engine/methods.js';
import { checkLocked, dateAfterLocks } from './locks.js';
import { postAnalytic, removeAnalytic } from './analytic.js';
import { amount, cents, currencyOf, defaultCompany, text, today, total } from './tools.js';

const FROZEN = [
  'date',
  'line_ids',
  'invoice_line_ids',
  'invoice_date',
  'journal_id',
  'partner_id',
  'currency_id',
];

export const linesOf = (env: Env, move: Row): Row[] => env.db.rowsBy('account.move.line', 'move_id', move.id);
const isDocument = (move: Row): boolean => move['move_type'] !== 'entry';
/** Sign of a document's product lines in company currency. */
const signOf = (type: string): 1 | -1 => (type === 'in_invoice' || type === 'out_refund' ? 1 : -1);

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

const headOf = (move: Row): Values => ({
  parent_state: move['state'] ?? 'draft',
  date: move['date'] ?? false,
  ref: move['ref'] ?? false,
  company_id: move['company_id'] ?? false,
  journal_id: move['journal_id'] ?? false,
  partner_id: move['partner_id'] ?? false,
  currency_id: move['currency_id'] ?? false,
});

/** Works out balances; throws when the entry does not add up. */
function settle(env: Env, move: Row): void {
  const table = env.db.table('account.move.line');
  const type = text(move['move_type']);
  for (const line of linesOf(env, move)) {
    table.update(line, headOf(move));
    if (line['display_type'] === 'product' && isDocument(move))
      table.update(line, priced(line, signOf(type)));
    else if (line['display_type'] === 'product') table.update(line, booked(line));
  }
  if (isDocument(move)) balanceDocument(env, move);
  if (total(linesOf(env, move), 'balance') !== 0) throw userError('The entry is not balanced.');
}

function priced(line: Row, sign: 1 | -1): Values {
  const subtotal = cents(
    amount(line['quantity']) * amount(line['price_unit']) * (1 - amount(line['discount']) / 100),
  );
  return {
    price_subtotal: subtotal,
    price_total: subtotal,
    amount_currency: sign * subtotal,
    ...sides(sign * subtotal),
  };
}

const booked = (line: Row): Values => {
  const balance = cents(amount(line['debit']) - amount(line['credit']) || amount(line['balance']));
  return { amount_currency: balance, price_subtotal: 0, amount_residual: 0, ...sides(balance) };
};

const sides = (balance: number): Values => ({
  balance,
  debit: Math.max(balance, 0),
  credit: Math.max(-balance, 0),
});

/** Tax and the payable or receivable line are the ERP's own; they are made anew each time. */
function balanceDocument(env: Env, move: Row): void {
  const table = env.db.table('account.move.line');
  const lines = linesOf(env, move);
  for (const line of lines)
    if (line['display_type'] === 'payment_term' || line['display_type'] === 'tax') table.remove(line.id);
  const products = lines.filter((line) => line['display_type'] === 'product');
  const receivable = text(move['move_type']).startsWith('out_') ? 'asset_receivable' : 'liability_payable';
  const wrong = products.some(
    (line) => env.db.row('account.account', line['account_id'])?.['account_type'] === receivable,
  );
  if (wrong) throw userError('The entry is not balanced.');
  const account = accountOf(env, receivable);
  const taxed = taxesOf(env, products);
  const shared: Values = { move_id: move.id, quantity: 0, price_subtotal: 0, ...headOf(move) };
  for (const { id, value } of taxed)
    table.insert({
      ...shared,
      name: 'Tax',
      display_type: 'tax',
      tax_line_id: id,
      account_id: accountOf(env, 'liability_current'),
      amount_currency: value,
      amount_residual: 0,
      ...sides(value),
    });
  const due = cents(-(total(products, 'balance') + taxed.reduce((sum, { value }) => sum + value, 0)));
  table.insert({
    ...shared,
    name: false,
    display_type: 'payment_term',
    account_id: account,
    amount_currency: due,
    amount_residual: due,
    date_maturity: move['invoice_date'] ?? false,
    ...sides(due),
  });
}

const accountOf = (env: Env, type: string): Value =>
  env.db.rowsBy('account.account', 'account_type', type)[0]?.id ?? false;

function taxesOf(env: Env, lines: readonly Row[]): { id: number; value: number }[] {
  const sums = new Map<number, number>();
  for (const line of lines)
    for (const id of (line['tax_ids'] ?? []) as readonly number[])
      sums.set(
        id,
        (sums.get(id) ?? 0) +
          (amount(line['balance']) * amount(env.db.row('account.tax', id)?.['amount'])) / 100,
      );
  return [...sums].map(([id, value]) => ({ id, value: cents(value) })).filter(({ value }) => value !== 0);
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

/** Writing a price on a posted bill's line is accepted and moves the books: the ERP does not refuse it. */
export const accountMoveLine: Behaviour = {
  defaults: (env, values) => ({
    display_type: 'product',
    quantity: 1,
    currency_id:
      env.db.row('account.move', values['move_id'])?.['currency_id'] ?? currencyOf(env, defaultCompany(env)),
    name: values['name'] ?? env.db.row('product.product', values['product_id'])?.['name'] ?? false,
    account_id: values['account_id'] ?? accountOf(env, 'expense'),
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
      run: (call) => {
        const lines = rowsOf(call);
        const open = total(lines, 'amount_residual');
        for (const line of lines)
          call.env.db.table('account.move.line').update(line, {
            amount_residual: open === 0 ? 0 : (line['amount_residual'] ?? 0),
            reconciled: open === 0,
          });
        return null;
      },
    },
  },
};
