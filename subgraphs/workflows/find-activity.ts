/** An activity of a job's schedule, as the system that keeps it has it now. */
import type { ActivityState, SchedulingChecks } from '../scheduling/effects.js';
import { isUpstreamError } from '../kit/errors.js';
import type { Problem, WriteScope } from './define-write.js';
import type { ProjectTarget } from './find-project.js';

export const activityProblem = (code: string, message: string, activity: string): Problem => ({
  ...{ code, message, field: ['activity'], record: activity, system: 'scheduling' },
});

/** Ids of the schedules that were matched with a job. */
export async function schedulesOf(
  { crosswalk }: Pick<WriteScope, 'crosswalk'>,
  { number, company }: Pick<ProjectTarget, 'number' | 'company'>,
): Promise<readonly string[]> {
  const entries = await crosswalk.entries('PROJECT', 'scheduling');
  return entries
    .filter((entry) => entry.canonicalNumber === number && (entry.company ?? company) === company)
    .map(({ externalId }) => externalId);
}

/** Id of the schedule in an activity's id of the graph; null for what is no such id. */
export const scheduleIn = (activity: string): string | null =>
  activity.includes('/') ? activity.slice(0, activity.lastIndexOf('/')) : null;

/** @param id schedule, a slash, the source's own id @returns null where that schedule has no such activity */
export async function activityById(checks: SchedulingChecks, id: string): Promise<ActivityState | null> {
  try {
    const activity = await checks.activity(id);
    // P6 finds an activity by its own number alone; the schedule it was asked for must be the one it is on.
    return activity.id === id ? activity : null;
  } catch (error) {
    if (isUpstreamError(error) && error.kind === 'BUSINESS') return null;
    throw error;
  }
}

/** @param activity id of the graph */
export async function findActivity(
  scope: WriteScope,
  activity: string,
  project: Pick<ProjectTarget, 'number' | 'company'>,
): Promise<{ readonly state: ActivityState } | Problem> {
  const { scheduling } = scope.systems;
  if (!scheduling)
    return activityProblem(
      'NOT_CONFIGURED',
      'No schedule of this firm takes writes; leave activity out, or set scheduling.p6',
      activity,
    );
  const schedules = await schedulesOf(scope, project);
  const isOwn = schedules.includes(scheduleIn(activity) ?? '');
  const state = isOwn ? await activityById(scheduling.checks, activity) : null;
  if (state) return { state };
  return activityProblem(
    'NOT_FOUND',
    `Activity "${activity}" is not on a schedule of ${project.number}; take an id from project { activities { id } }`,
    activity,
  );
}
