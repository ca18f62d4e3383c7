/** Machine time that the books hold, whoever posted it and for whichever job. */
import type { CompanySettings } from '../../kit/company.js';
import { createCoding } from '../erp/coding.js';
import { toUsage, usageKey } from '../erp/map-posted.js';
import { OWN_FIELDS, readMoveLines } from '../erp/recipes.js';
import type { Accounts } from '../erp/reference.js';
import type { Session } from '../erp/session.js';
import type { WireRecord } from '../erp/wire.js';

export interface UsageQuery {
  readonly company: CompanySettings;
  readonly accountIds: readonly number[];
  readonly firstDay: string;
}

/** `<machine>/<day>` of charges that stand, by the analytic account of their job. */
export type PostedUsage = ReadonlyMap<number, ReadonlySet<string>>;

/**
 * @param accountIds analytic accounts of the jobs, which tell their plan from others
 * @param firstDay charges of earlier days are left out; a charge is dated on its day, its reversal later
 */
export async function readPostedUsage(
  session: Session,
  accounts: Accounts,
  { company, accountIds, firstDay }: UsageQuery,
): Promise<PostedUsage> {
  const lines = await readUsageLines(session, company, firstDay);
  const charges = lines.filter((line) => usageKey(line) !== undefined);
  const plans = accountIds.map((id) => accounts.analytic.get(id)?.planId ?? null);
  const coding = createCoding(session, accounts.analytic, new Set(plans.filter((id) => id !== null)));
  const found = new Map<number, ReadonlySet<string>>();
  for (const [job, keys] of toUsage(charges, coding)) found.set(Number(job.split('|')[0]), new Set(keys));
  return found;
}

/** Posted lines of the equipment journal from a day on. */
export function readUsageLines(
  session: Session,
  company: CompanySettings,
  firstDay: string,
): Promise<WireRecord[]> {
  return readMoveLines(session, OWN_FIELDS, [
    ['journal_id.code', '=', company.equipmentJournal],
    ['company_id', '=', company.odooCompanyId],
    ['parent_state', '=', 'posted'],
    ['date', '>=', firstDay],
  ]);
}
