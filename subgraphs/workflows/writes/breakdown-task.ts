/** The task of the ERP that a broken machine holds up: named, or found on the job the machine is on. */
import { isUpstreamError } from '../../kit/errors.js';
import type { FlagTaskInput, TaskRecord } from '../../odoo/connector.js';
import type { Problem, WriteScope } from '../define-write.js';
import { findAssignedJob, type AssignedJob } from '../find-assigned-job.js';
import { isProblem, type MachineRef } from '../find-machine.js';
import { findTask, toFlag } from '../find-task.js';
import { hasWord } from './has-word.js';

export interface HeldUp {
  readonly flag: FlagTaskInput | null;
  readonly name: string;
  readonly project: string | null;
}
interface Breakdown {
  readonly task?: string | null;
  readonly severity: string;
  /** YYYY-MM-DD. */
  readonly day: string;
}

const TAG = 'Machine down';
const NONE: HeldUp = { flag: null, name: '', project: null };

/**
 * A foreman's report does not wait for the ERP: where it cannot be asked, the flag is left out and that is told.
 * @returns a Problem where the named task is none of the job's
 */
export async function toHeldUp(
  scope: WriteScope,
  machine: MachineRef,
  breakdown: Breakdown,
): Promise<{ readonly heldUp: HeldUp; readonly told: readonly Problem[] } | Problem> {
  const found = await findAssignedJob(scope, machine, breakdown.day);
  if (breakdown.task != null && !found) return noJob(machine, breakdown.task, breakdown.day);
  if (!found) return { heldUp: NONE, told: [] };
  try {
    const { project } = found;
    const task = await pickTask(scope, machine, breakdown, found);
    if (task && isProblem(task)) return task;
    if (!task) return { heldUp: { ...NONE, project: project.number }, told: [] };
    const priority = breakdown.severity === 'LOW' || breakdown.severity === 'MEDIUM' ? 'HIGH' : 'URGENT';
    const flag = await toFlag(scope, task, { priority, tag: TAG });
    return { heldUp: { flag, name: task.name, project: project.number }, told: [] };
  } catch (error) {
    if (!isUpstreamError(error) || error.kind === 'BUSINESS') throw error;
    return { heldUp: { ...NONE, project: found.project.number }, told: [notFlagged(error.message)] };
  }
}

const noJob = ({ number }: MachineRef, task: string, day: string): Problem => ({
  ...{ code: 'NOT_FOUND', field: ['task'], record: task, system: 'odoo' },
  message: `${number} is on no job on ${day}, so task ${task} cannot be one of its job; leave task out, or dispatch the machine first`,
});
const notFlagged = (why: string): Problem => ({
  ...{ code: 'TASK_NOT_FLAGGED', field: ['task'], system: 'odoo' },
  message: `The breakdown is reported without a flag on the job's task: ${why}; flag the task in the ERP when it is back`,
});

/** By name only where one alone fits: a wrong flag is worse than none. */
async function pickTask(
  scope: WriteScope,
  { number }: MachineRef,
  { task }: Breakdown,
  { project, costCode }: AssignedJob,
): Promise<TaskRecord | Problem | null> {
  if (task != null) return findTask(scope, task, project);
  const tasks = await scope.systems.erp.checks.plan.tasks(project.odooId);
  const open = tasks.filter((own) => own.open);
  const named = open.filter(({ name }) => hasWord(name, number));
  const coded = open.filter(({ name }) => costCode !== null && hasWord(name, costCode));
  const fits = named.length > 0 ? named : coded;
  return fits.length === 1 ? (fits[0] ?? null) : null;
}
