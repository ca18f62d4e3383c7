/** Whether a machine may go: it can work, is free on those days, and the job and the activity take it. */
import type { MachineState } from '../../equipment/effects.js';
import type { AssignmentModel } from '../../equipment/model.js';
import { decimal } from '../../kit/decimal.js';
import { isUpstreamError } from '../../kit/errors.js';
import type { Problem, WriteScope } from '../define-write.js';
import { activityProblem, findActivity } from '../find-activity.js';
import { isProblem } from '../find-machine.js';
import type { ProjectTarget } from '../find-project.js';

/** Days are YYYY-MM-DD. */
export interface Dispatch {
  readonly equipment: string;
  readonly start: string;
  readonly end?: string | null;
  readonly endCurrent?: boolean | null;
  readonly operator?: string | null;
  readonly activity?: string | null;
  readonly plannedHours?: string | null;
}
/** The assignment that ends on the eve of the dispatch, if any, or why the machine is not free. */
export type Booking =
  | {
      readonly ends: {
        readonly assignment: string;
        readonly job: string | null;
        readonly end: string;
      } | null;
    }
  | { readonly problems: readonly Problem[] };

export function periodProblems({ start, end, operator, activity, plannedHours }: Dispatch): Problem[] {
  const wrong = (code: string, message: string, field: string): Problem => ({
    code,
    message,
    field: [field],
  });
  return [
    ...(end != null && end < start
      ? [wrong('BAD_PERIOD', `end ${end} is before start ${start}; correct one of them`, 'end')]
      : []),
    ...(operator != null && !/^\d+$/.test(operator)
      ? [
          wrong(
            'BAD_OPERATOR',
            `operator "${operator}" is not a contact of the maintenance platform; give the contact's id there, a number`,
            'operator',
          ),
        ]
      : []),
    ...(plannedHours != null && (activity == null || decimal(plannedHours).lte(0))
      ? [
          wrong(
            'BAD_HOURS',
            `plannedHours "${plannedHours}" must be above 0 and needs an activity they are planned on; leave them out otherwise`,
            'plannedHours',
          ),
        ]
      : []),
  ];
}

const CANNOT_WORK = ['DOWN', 'IN_SHOP', 'RETIRED'];

export function machineProblems({ number, availability, status }: MachineState): Problem[] {
  if (availability === null || !CANNOT_WORK.includes(availability)) return [];
  const message = `${number} is ${availability} on the maintenance platform ("${status ?? ''}"); set it available there when it can work, or dispatch another`;
  return [{ code: 'NOT_AVAILABLE', message, field: ['equipment'], record: number, system: 'maintenance' }];
}

/** @param busy assignments that touch a day of the dispatch */
export function bookingOf(dispatch: Dispatch, busy: readonly AssignmentModel[]): Booking {
  // An assignment that was taken back stays as a day without a job.
  const standing = busy.filter(({ job, start, end }) => job !== null || start !== end);
  const current = standing.find(({ start, end }) => start < dispatch.start && end === null);
  const ends = dispatch.endCurrent ? current : undefined;
  const problems = standing
    .filter((one) => one !== ends)
    .map((one) => doubleBooked(dispatch, one, one === current));
  if (problems.length > 0) return { problems };
  if (!ends) return { ends: null };
  return { ends: { assignment: ends.key, job: ends.job, end: eveOf(dispatch.start) } };
}

const eveOf = (day: string): string => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);

function doubleBooked(
  { equipment, start: wanted }: Dispatch,
  { key, job, start, end }: AssignmentModel,
  canEnd: boolean,
): Problem {
  const period = end === null ? `since ${start}` : `from ${start} to ${end}`;
  const next = canEnd
    ? `pass endCurrent: true to end that on ${eveOf(wanted)}, or choose another machine`
    : 'choose other days or another machine';
  const message = `${equipment} is assigned to ${job ?? 'no job'} ${period} (assignment ${key}); ${next}`;
  return { code: 'DOUBLE_BOOKED', message, field: ['equipment'], record: key, system: 'maintenance' };
}

/** The activity is one of the job's, is not over, and the schedule knows the machine as a resource not yet on it. */
export async function activityProblems(
  scope: WriteScope,
  { activity, equipment }: Dispatch,
  project: ProjectTarget,
): Promise<Problem[]> {
  if (activity == null) return [];
  const found = await findActivity(scope, activity, project);
  if (isProblem(found)) return [found];
  const { code, status } = found.state;
  const wrong = (kind: string, message: string): Problem[] => [activityProblem(kind, message, activity)];
  if (status === 'COMPLETED')
    return wrong('COMPLETED', `Activity ${code} is completed; take one that is not, or leave activity out`);
  try {
    const asked = { activity, resource: equipment, hours: null };
    return (await scope.systems.scheduling?.effects.assignResource.find(asked, '')) != null
      ? wrong('ASSIGNED_ALREADY', `${equipment} is on activity ${code} already; leave activity out`)
      : [];
  } catch (error) {
    if (isUpstreamError(error) && error.kind === 'BUSINESS') return wrong('NOT_FOUND', error.message);
    throw error;
  }
}
