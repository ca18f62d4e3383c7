/** Analytic lines of posted entries: one per distribution key, cost negative, each with the full quantity. */
import type { Env } from '../engine/access.js';
import type { Row, Value } from '../engine/database.js';
import type { Values } from '../engine/behaviour.js';
import { amount, cents, now, text } from './tools.js';

const CATEGORIES: Readonly<Record<string, string>> = { in: 'vendor_bill', out: 'invoice' };

/** The columns a key such as "58,49,54" fills: the project's is account_id, others x_plan<ID>_id. Unknown ids are kept out. */
export function planColumns(env: Env, key: string): Values {
  const columns: Values = {};
  for (const id of key.split(',').map(Number)) {
    const plan = amount(env.db.row('account.analytic.account', id)?.['plan_id']);
    if (plan !== 0) columns[plan === 1 ? 'account_id' : `x_plan${plan}_id`] = id;
  }
  return columns;
}

export function postAnalytic(env: Env, move: Row, line: Row): void {
  const distribution = line['analytic_distribution'];
  if (!distribution || typeof distribution !== 'object') return;
  const entries = Object.entries(distribution as Record<string, Value>);
  const shares = entries.map(([key, percent]) => ({
    key,
    value: cents((amount(line['balance']) * amount(percent)) / 100),
  }));
  const full = Math.round(entries.reduce((sum, [, percent]) => sum + amount(percent), 0) * 100) === 10_000;
  const last = shares.at(-1);
  if (full && last)
    last.value = cents(
      amount(line['balance']) - shares.slice(0, -1).reduce((sum, { value }) => sum + value, 0),
    );
  for (const { key, value } of shares)
    insertLine(env, move, line, planColumns(env, key), value === 0 ? 0 : -value);
}

function insertLine(env: Env, move: Row, line: Row, columns: Values, value: number): void {
  const moment = now(env);
  env.db.table('account.analytic.line').insert({
    name: text(line['name']) || text(move['ref']) || text(move['name']),
    date: move['date'] ?? false,
    amount: value,
    unit_amount: amount(line['quantity']),
    category: CATEGORIES[text(move['move_type']).split('_')[0] ?? ''] ?? 'other',
    company_id: move['company_id'] ?? false,
    general_account_id: line['account_id'] ?? false,
    journal_id: move['journal_id'] ?? false,
    move_line_id: line.id,
    product_id: line['product_id'] ?? false,
    product_uom_id: line['product_uom_id'] ?? false,
    partner_id: move['partner_id'] ?? false,
    ref: move['ref'] ?? false,
    create_date: moment,
    write_date: moment,
    create_uid: env.user.uid,
    write_uid: env.user.uid,
    ...columns,
  });
}

export function removeAnalytic(env: Env, line: Row): void {
  for (const { id } of env.db.rowsBy('account.analytic.line', 'move_line_id', line.id))
    env.db.table('account.analytic.line').remove(id);
}
