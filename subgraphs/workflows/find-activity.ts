/** An activity of a job's schedule, as the system that keeps it has it now. */
import type { ActivityState } from '../scheduling/effects.js';
import { isUpstreamError } from '../kit/errors.js';
import type { Problem, WriteScope } from './define-write.js';
import type { ProjectTarget } from './find-project.js';

export const activityProblem = (code: string, message: string, activity: string): Problem => ({
  ...{ code, message, field: ['activity'], record: activity, system: 'scheduling' },
});

/** @param activity id of the graph: schedule, a slash, the source's own id */
export async function findActivity(
  { systems, crosswalk }: WriteScope,
  activity: string,
  project: Pick<ProjectTarget, 'number' | 'company'>,
): Promise<{ readonly state: ActivityState } | Problem> {
  if (!systems.scheduling)
    return activityProblem(
      'NOT_CONFIGURED',
      'No schedule of this firm takes writes; leave activity out, or set scheduling.p6',
      activity,
    );
  const schedules = await crosswalk.entries('PROJECT', 'scheduling');
  const own = schedules.find(({ externalId }) => externalId === activity.split('/')[0]);
  if (own?.canonicalNumber !== project.number || (own.company ?? project.company) !== project.company)
    return activityProblem(
      'NOT_FOUND',
      `Activity "${activity}" is not on a schedule of ${project.number}; take an id from project { activities { id } }`,
      activity,
    );
  try {
    return { state: await systems.scheduling.checks.activity(activity) };
  } catch (error) {
    if (isUpstreamError(error) && error.kind === 'BUSINESS')
      return activityProblem('NOT_FOUND', error.message, activity);
    throw error;
  }
}
