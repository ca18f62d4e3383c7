/** The ERP's own milestone and task of what is moved or done on the schedule, and what becomes due to bill with it. */
import { centsText, timesRounded, toCents } from '../../kit/cents.js';
import { decimal } from '../../kit/decimal.js';
import type {
  FlagTaskInput,
  MilestoneRecord,
  ReachMilestoneInput,
  TaskRecord,
} from '../../odoo/connector.js';
import type { ActivityState } from '../../scheduling/effects.js';
import type { Problem, WriteScope } from '../define-write.js';
import { isProblem } from '../find-machine.js';
import type { ProjectTarget } from '../find-project.js';
import { findTask, toFlag } from '../find-task.js';
import type { Said } from './milestone-dates.js';

/** Plain JSON; null where the ERP has none that goes with it, or nothing of it changes. */
export interface InErp {
  readonly milestone: ReachMilestoneInput | null;
  readonly milestoneName: string;
  /** Newly due to bill once it is reached; null for a milestone that bills nothing. */
  readonly due: { readonly amount: string; readonly currency: string; readonly order: string } | null;
  readonly task: FlagTaskInput | null;
  readonly taskName: string;
}
interface Asked extends Said {
  readonly erpMilestone?: string | null;
  readonly task?: string | null;
}
interface Found<T> {
  readonly record: T | null;
  readonly problems: readonly Problem[];
}

/** Tag of a task whose activity was moved. */
export const MOVED_TAG = 'Rescheduled';

/** @returns what the ERP's side of it is, or what forbids it; `told` leaves its part out of the write */
export async function toErpSide(
  scope: WriteScope,
  input: Asked,
  project: ProjectTarget,
  activity: ActivityState,
): Promise<{ readonly side: InErp; readonly told: readonly Problem[] } | readonly Problem[]> {
  const [milestone, task] = await Promise.all([
    findMilestone(scope, input, project, activity),
    findOwnTask(scope, input, project, activity),
  ]);
  const problems = [...milestone.problems, ...task.problems];
  if (problems.length > 0) return problems;
  const told = milestone.record ? standing(input, milestone.record) : [];
  const changed = milestone.record && told.length === 0 ? toReach(input, milestone.record) : null;
  const flag = task.record && flagOf(input);
  return {
    side: {
      milestone: changed,
      milestoneName: milestone.record?.name ?? '',
      due: changed?.reached ? dueOf(milestone.record) : null,
      task: task.record && flag ? await toFlag(scope, task.record, flag) : null,
      taskName: task.record?.name ?? '',
    },
    told: [...told, ...(changed?.reached ? hidden(milestone.record) : [])],
  };
}

const about = (code: string, message: string, field: string, record: string): Problem => ({
  ...{ code, message, field: [field], record, system: 'odoo' },
});

/** The same name as the activity's, or as its code. */
const goesWith = (name: string, { code, name: own }: ActivityState): boolean => {
  const text = name.trim().toLowerCase();
  return text === code.toLowerCase() || (own !== null && text === own.trim().toLowerCase());
};

async function findMilestone(
  { systems }: WriteScope,
  { erpMilestone: id, forecastDate, actualFinish }: Asked,
  { number, odooId }: ProjectTarget,
  activity: ActivityState,
): Promise<Found<MilestoneRecord>> {
  if (id == null && forecastDate == null && actualFinish == null) return { record: null, problems: [] };
  const all = await systems.erp.checks.plan.milestones(odooId);
  const found = all.filter((own) => (id == null ? goesWith(own.name, activity) : String(own.id) === id));
  if (id != null && found.length === 0) {
    const message = `Project ${number} has no milestone ${id} in the ERP; give the id of one of its milestones, or leave erpMilestone out`;
    return { record: null, problems: [about('NOT_FOUND', message, 'erpMilestone', id)] };
  }
  if (found.length < 2) return { record: found[0] ?? null, problems: [] };
  const list = found.map((own) => own.id).join(', ');
  const message = `Project ${number} has several milestones "${found[0]?.name ?? ''}" in the ERP: ${list}; name one as erpMilestone`;
  return { record: null, problems: [about('AMBIGUOUS', message, 'erpMilestone', activity.code)] };
}

async function findOwnTask(
  scope: WriteScope,
  { task: id, forecastDate, actualFinish }: Asked,
  project: ProjectTarget,
  activity: ActivityState,
): Promise<Found<TaskRecord>> {
  if (id != null) {
    const task = await findTask(scope, id, project);
    return isProblem(task) ? { record: null, problems: [task] } : { record: task, problems: [] };
  }
  if (forecastDate == null && actualFinish == null) return { record: null, problems: [] };
  const all = await scope.systems.erp.checks.plan.tasks(project.odooId);
  const found = all.filter((own) => own.open && goesWith(own.name, activity));
  if (found.length < 2) return { record: found[0] ?? null, problems: [] };
  const list = found.map((own) => own.id).join(', ');
  const message = `Project ${project.number} has several tasks "${found[0]?.name ?? ''}" in the ERP: ${list}; name one as task`;
  return { record: null, problems: [about('AMBIGUOUS', message, 'task', activity.code)] };
}

/** A milestone that people marked as reached in the ERP stays as they left it; the schedule goes on without it. */
function standing({ actualFinish }: Asked, { id, name, reached, reachedOn }: MilestoneRecord): Problem[] {
  if (!reached) return [];
  const next = actualFinish == null ? 'its deadline stays' : 'it is left as it is';
  const message = `Milestone "${name}" was reached in the ERP on ${reachedOn ?? 'an unknown day'} already; ${next}`;
  return [about('REACHED_ALREADY', message, 'erpMilestone', String(id))];
}

function hidden(milestone: MilestoneRecord | null): Problem[] {
  if (milestone?.orderLineId == null || milestone.billing) return [];
  const message = `Milestone "${milestone.name}" bills line ${milestone.orderLineId} of a sale order that the configured key may not read, so what becomes due is not told; give the key access`;
  return [about('BILLING_HIDDEN', message, 'erpMilestone', String(milestone.id))];
}

function toReach(
  { forecastDate, actualFinish }: Asked,
  { id, deadline }: MilestoneRecord,
): ReachMilestoneInput | null {
  if (actualFinish != null) return { milestoneId: id, reached: true };
  if (forecastDate == null || forecastDate === deadline) return null;
  return { milestoneId: id, deadline: forecastDate, previousDeadline: deadline };
}

/** Its part of the line's price, as Odoo counts it delivered once the milestone is reached. */
function dueOf(milestone: MilestoneRecord | null): InErp['due'] {
  const billing = milestone?.billing;
  if (!billing) return null;
  const amount = centsText(timesRounded(toCents(billing.price), decimal(billing.share)));
  return { amount, currency: billing.currency, order: billing.order };
}

function flagOf({ forecastDate, actualFinish, actualStart, percent }: Asked) {
  if (actualFinish != null) return { state: 'DONE' as const };
  if (forecastDate != null) return { tag: MOVED_TAG };
  return actualStart != null || percent != null ? { state: 'IN_PROGRESS' as const } : null;
}
