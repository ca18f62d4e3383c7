/** Lock dates of a company. The ERP moves a posting out of a locked period without a word. */
import type { Env } from '../engine/access.js';
import type { Row } from '../engine/database.js';
import { userError } from '../engine/errors.js';
import { text, today } from './tools.js';

/** The latest lock that binds the entry; empty when none does. */
function lockOf(env: Env, move: Row): string {
  const company = env.db.row('res.company', move['company_id']);
  const excepted =
    env.db.rowsBy('account.lock_exception', 'company_id', move['company_id'] ?? false).length > 0;
  const type = text(move['move_type']);
  const kinds = ['hard_lock_date'];
  if (!excepted) kinds.push('fiscalyear_lock_date');
  if (type.startsWith('in_')) kinds.push('purchase_lock_date');
  if (type.startsWith('out_')) kinds.push('sale_lock_date');
  return (
    kinds
      .map((kind) => text(company?.[kind]))
      .sort()
      .at(-1) ?? ''
  );
}

/** Documents go to today; entries to the last day of the first open month, or today when that is earlier. */
export function dateAfterLocks(env: Env, move: Row): string {
  const date = text(move['date']);
  const lock = lockOf(env, move);
  if (lock === '' || date > lock) return date;
  if (move['move_type'] !== 'entry') return today(env);
  const next = new Date(`${lock}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  const end = new Date(Date.UTC(next.getUTCFullYear(), next.getUTCMonth() + 1, 0)).toISOString().slice(0, 10);
  return end < today(env) ? end : today(env);
}

/** Throws when a posted entry lies in a locked period. */
export function checkLocked(env: Env, move: Row): void {
  const lock = lockOf(env, move);
  if (lock !== '' && text(move['date']) <= lock)
    throw userError(`You cannot add/modify entries prior to and inclusive of: Lock Date (${lock}).`);
}
