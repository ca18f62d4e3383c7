/** Which of the firm's jobs a machine is on, as the maintenance platform has its assignments now. */
import type { CrosswalkEntry } from '../../store/store.js';
import type { WriteScope } from './define-write.js';
import { isProblem, type MachineRef } from './find-machine.js';
import { findProject, type ProjectTarget } from './find-project.js';

export interface AssignedJob {
  readonly project: ProjectTarget;
  /** The firm's cost code, or the platform's spelling where nobody matched it; null for none. */
  readonly costCode: string | null;
}

/** The firm's number for what the platform calls so; the spelling itself where the crosswalk has not heard of it yet. */
export function numberOf(
  entries: readonly CrosswalkEntry[],
  company: string,
  spelling: string | null,
): string | null {
  const entry = entries.find((own) => own.label === spelling && own.company === company);
  return entry ? entry.canonicalNumber : spelling;
}

/** Null where it is on no job that day, or on one nobody matched. The latest start counts where several touch the day. */
export async function findAssignedJob(
  scope: WriteScope,
  { key, company }: MachineRef,
  day: string,
): Promise<AssignedJob | null> {
  const { crosswalk, systems } = scope;
  const [assignments, jobs, codes] = await Promise.all([
    systems.maintenance.checks.assignments(key, day, day),
    crosswalk.entries('PROJECT', 'maintenance'),
    crosswalk.entries('COST_CODE', 'maintenance'),
  ]);
  const latest = [...assignments].sort((a, b) => (a.start < b.start ? 1 : -1))[0];
  const number = latest ? numberOf(jobs, company, latest.job) : null;
  if (!latest || number === null) return null;
  const project = await findProject(scope, number, company);
  if (isProblem(project)) return null;
  return { project, costCode: numberOf(codes, company, latest.costCode) ?? latest.costCode };
}
