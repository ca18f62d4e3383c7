/**
 * Usage by job as the graph supplies it, worked out once per view of the fleet: a job has thousands of machine days,
 * and they change only when a sync or the crosswalk brought something new.
 */
import type { CostException, UsageSeries } from '../../codegen/generated/equipment.js';
import type { CompanySettings } from '../kit/company.js';
import type { Fleet } from './mirror-reader.js';
import { toUsage, type UsageRecord } from './usage.js';

export interface JobUsage {
  readonly series: UsageSeries[];
  readonly exceptions: CostException[];
}

/** By the machines of a view: a new view has a new list. */
const workedOut = new WeakMap<Fleet['machines'], Map<string, Promise<JobUsage>>>();

/** @param today the last day counted, YYYY-MM-DD. */
export function jobUsage(
  fleet: Fleet,
  projectId: string,
  company: CompanySettings,
  today: string,
): Promise<JobUsage> {
  const jobs = workedOut.get(fleet.machines) ?? new Map<string, Promise<JobUsage>>();
  workedOut.set(fleet.machines, jobs);
  const key = `${company.code}\u0000${projectId}\u0000${today}`;
  const known = jobs.get(key);
  if (known) return known;
  const made = workOut(fleet, projectId, company, today);
  jobs.set(key, made);
  // A failed look-up of the readings is not kept: the next request tries again.
  made.catch(() => jobs.delete(key));
  return made;
}

async function workOut(
  fleet: Fleet,
  projectId: string,
  company: CompanySettings,
  today: string,
): Promise<JobUsage> {
  const { records, exceptions } = await toUsage(fleet, projectId, company, today);
  return { series: toSeries(records), exceptions };
}

/** Works out every job ahead, so that no request waits for a large fleet; other work runs in between. */
export async function workOutAll(
  fleet: Fleet,
  companies: ReadonlyMap<string, CompanySettings>,
  today: string,
): Promise<void> {
  for (const [projectId, machines] of fleet.byProject) {
    for (const code of new Set(machines.map((machine) => machine.company))) {
      const company = companies.get(code);
      if (company) await jobUsage(fleet, projectId, company, today);
    }
    await new Promise((done) => setImmediate(done));
  }
}

/** Records of one machine on one cost line become one series, its days in order. */
export function toSeries(records: readonly UsageRecord[]): UsageSeries[] {
  const found = new Map<string, UsageSeries>();
  for (const { equipment, costCode, date, amount } of records) {
    const key = `${equipment}\u0000${costCode}`;
    const series = found.get(key) ?? { equipment, costCode, costType: 'EQUIPMENT', dates: [], amounts: [] };
    found.set(key, series);
    series.dates.push(date);
    series.amounts.push(amount);
  }
  return [...found.values()];
}
