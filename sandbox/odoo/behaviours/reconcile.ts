/**
 * Matching of lines of one account: what the two sides have in common is settled, oldest first; the rest stays
 * open. Refusals as in odoo/odoo, `addons/account/models/account_move_line.py` (`_check_amls_exigibility_for_reconciliation`).
 */
import type { Env } from '../engine/access.js';
import type { Row } from '../engine/database.js';
import { userError } from '../engine/errors.js';
import { amount, cents, text } from './tools.js';

export function reconcile(env: Env, lines: readonly Row[]): null {
  check(env, lines);
  const byAge = [...lines].sort((a, b) => text(a['date']).localeCompare(text(b['date'])) || a.id - b.id);
  const debits = byAge.filter((line) => amount(line['amount_residual']) > 0);
  const credits = byAge.filter((line) => amount(line['amount_residual']) < 0);
  for (const debit of debits) for (const credit of credits) match(env, debit, credit);
  return null;
}

function check(env: Env, lines: readonly Row[]): void {
  if (lines.some((line) => line['reconciled'] === true))
    throw userError('You are trying to reconcile some entries that are already reconciled.');
  if (lines.some((line) => line['parent_state'] !== 'posted'))
    throw userError('You can only reconcile posted entries.');
  const accounts = new Set(lines.map((line) => line['account_id']));
  if (accounts.size > 1) throw userError('Entries are not from the same account.');
  const account = env.db.row('account.account', [...accounts][0]);
  if (account && account['reconcile'] !== true)
    throw userError(`Account ${text(account['code'])} does not allow reconciliation.`);
}

function match(env: Env, debit: Row, credit: Row): void {
  const part = Math.min(amount(debit['amount_residual']), -amount(credit['amount_residual']));
  if (part <= 0) return;
  for (const [line, change] of [
    [debit, -part],
    [credit, part],
  ] as const) {
    const left = cents(amount(line['amount_residual']) + change);
    env.db
      .table('account.move.line')
      .update(line, { amount_residual: left === 0 ? 0 : left, reconciled: left === 0 });
  }
}
