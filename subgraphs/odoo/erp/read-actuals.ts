/**
 * Posted cost as Odoo adds it up: once by what it was for, once by day. Splitting the two keeps the answers small
 * (a day in the first grouping multiplies its rows by the days of a job).
 */
import type { CompanySettings } from '../../kit/company.js';
import type { Cents } from '../../kit/cents.js';
import { costDomain } from './cost-domain.js';
import { jobKey } from './job-key.js';
import { sameIds, type PickedLines } from './picked-lines.js';
import { readGroups } from './read.js';
import type { Accounts } from './reference.js';
import type { Session } from './session.js';
import { readCents, readLink, type WireRecord } from './wire.js';

export interface ActualRecords {
  /** By job, company, plans, general account, category, product. */
  readonly sums: readonly WireRecord[];
  /** By job, company, day. */
  readonly days: readonly WireRecord[];
}

export interface ActualsScope {
  readonly accountIds: readonly number[];
  readonly companies: readonly CompanySettings[];
  readonly accounts: Accounts;
  readonly picked: PickedLines;
}

/** Group columns of the first reading, apart from the plans'. */
const COLUMNS = ['account_id', 'company_id', 'general_account_id', 'category', 'product_id'];

/**
 * The picked lines are asked for beside the sums, which leave out those of the last reading: they seldom change, and
 * only when they did are the sums asked for again.
 */
export async function readActuals(session: Session, scope: ActualsScope): Promise<ActualRecords> {
  const guess = scope.picked.last();
  const [picked, guessed] = await Promise.all([
    scope.picked.read(session),
    guess && readOnce(session, scope, guess),
  ]);
  const first = guess && guessed && sameIds(guess, picked) ? guessed : await readOnce(session, scope, picked);
  // A line booked between the two readings is in one of them only: ask once more.
  return agree(first) ? first : readOnce(session, scope, picked);
}

async function readOnce(
  session: Session,
  { accountIds, companies, accounts }: ActualsScope,
  picked: readonly number[],
): Promise<ActualRecords> {
  const lineFields = session.fields('account.analytic.line', [session.costCode.column]);
  const productFields = session.fields('product.product');
  const domain = costDomain({
    accountIds,
    companies,
    general: accounts.general,
    picked,
    lineFields,
    productFields,
  });
  const plans = [session.costCode, session.costType].flatMap((plan) => (plan ? [plan.column] : []));
  const optional = lineFields.includes('project_id') ? ['project_id'] : [];
  const groupby = [...COLUMNS, ...optional, ...plans];
  const [sums, days] = await Promise.all([
    readGroups(session, 'account.analytic.line', { domain, groupby, sums: ['amount', 'unit_amount'] }),
    readGroups(session, 'account.analytic.line', {
      domain,
      groupby: ['account_id', 'company_id', 'date:day'],
      sums: ['amount'],
    }),
  ]);
  return { sums, days };
}

/** True when both readings give every job the same cost. */
export function agree({ sums, days }: ActualRecords): boolean {
  const [left, right] = [totals(sums), totals(days)];
  return [...new Set([...left.keys(), ...right.keys()])].every(
    (key) => (left.get(key) ?? 0n) === (right.get(key) ?? 0n),
  );
}

function totals(rows: readonly WireRecord[]): Map<string, Cents> {
  const found = new Map<string, Cents>();
  for (const row of rows) {
    const key = jobKey(readLink(row, 'account_id'), readLink(row, 'company_id'));
    found.set(key, (found.get(key) ?? 0n) + readCents(row, 'amount:sum'));
  }
  return found;
}
