/** Balances of an entry's lines: worked out for documents, checked for plain entries. */
import type { Env } from '../engine/access.js';
import type { Values } from '../engine/behaviour.js';
import type { Row, Value } from '../engine/database.js';
import { userError } from '../engine/errors.js';
import { amount, cents, text, total } from './tools.js';

export const linesOf = (env: Env, move: Row): Row[] => env.db.rowsBy('account.move.line', 'move_id', move.id);
export const isDocument = (move: Row): boolean => move['move_type'] !== 'entry';
/** Sign of a document's product lines in company currency. */
const signOf = (type: string): 1 | -1 => (type === 'in_invoice' || type === 'out_refund' ? 1 : -1);

/** What a line repeats of its entry. */
export const headOf = (move: Row): Values => ({
  parent_state: move['state'] ?? 'draft',
  date: move['date'] ?? false,
  ref: move['ref'] ?? false,
  company_id: move['company_id'] ?? false,
  journal_id: move['journal_id'] ?? false,
  partner_id: move['partner_id'] ?? false,
  currency_id: move['currency_id'] ?? false,
});

/** Works out balances; throws when the entry does not add up. */
export function settle(env: Env, move: Row): void {
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
  // The ERP keeps prices to two places ("Product Price").
  const price = cents(amount(line['price_unit']));
  const subtotal = cents(amount(line['quantity']) * price * (1 - amount(line['discount']) / 100));
  return {
    price_unit: price,
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

export const accountOf = (env: Env, type: string): Value =>
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
