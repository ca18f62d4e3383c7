/** The milestone or activity that people mean, on the job's schedule as the scheduling system has it now. */
import type { ActivityState, SchedulingChecks } from '../../scheduling/effects.js';
import type { ScheduleModel } from '../../scheduling/model.js';
import type { Problem, WriteScope } from '../define-write.js';
import { activityById, scheduleIn, schedulesOf } from '../find-activity.js';
import type { ProjectTarget } from '../find-project.js';

export interface ScheduledActivity {
  readonly activity: ActivityState;
  /** Progress is stated up to this day; null where the schedule states none. */
  readonly dataDate: string | null;
}
interface Asked {
  readonly project: string;
  /** An id or a code. */
  readonly milestone: string;
}

/** The schedule files' own prefix; P6 is the only source that takes changes. */
const WRITABLE = /^p6:/;

const wrong = (code: string, message: string, record: string): Problem => ({
  ...{ code, message, field: ['milestone'], record, system: 'scheduling' },
});

export async function findScheduled(
  scope: WriteScope,
  asked: Asked,
  project: ProjectTarget,
): Promise<ScheduledActivity | Problem> {
  const { systems } = scope;
  const own = await schedulesOf(scope, project);
  if (own.length === 0) return noSchedule(asked);
  const schedules = own.filter((id) => WRITABLE.test(id));
  const named = scheduleIn(asked.milestone);
  const readOnly = named === null ? schedules.length === 0 : own.includes(named) && !WRITABLE.test(named);
  if (readOnly || !systems.scheduling) return onlyRead(asked);
  const { checks } = systems.scheduling;
  if (named !== null) return schedules.includes(named) ? byId(checks, asked, named) : unknown(asked);
  return byCode(checks, asked, schedules);
}

const noSchedule = ({ project }: Asked): Problem => ({
  ...{ code: 'NO_SCHEDULE', field: ['project'], record: project, system: 'scheduling' },
  message: `Project ${project} has no schedule that we know of; match it in the crosswalk, or plan it in the scheduling system`,
});
const onlyRead = ({ project, milestone }: Asked): Problem =>
  wrong(
    'READ_ONLY_SCHEDULE',
    `The schedule of ${project} comes from a file, which is only read; change "${milestone}" where the file is made and send the new file`,
    project,
  );
const unknown = ({ project, milestone }: Asked): Problem =>
  wrong(
    'NOT_FOUND',
    `There is no "${milestone}" on the schedule of ${project}; take an id or a code from project { milestones { id code } schedule { activities { nodes { id code } } } }`,
    milestone,
  );

async function byId(
  checks: SchedulingChecks,
  asked: Asked,
  schedule: string,
): Promise<ScheduledActivity | Problem> {
  const [activity, plan] = await Promise.all([
    activityById(checks, asked.milestone),
    checks.schedule(schedule),
  ]);
  return activity ? { activity, dataDate: plan?.dataDate ?? null } : unknown(asked);
}

async function byCode(
  checks: SchedulingChecks,
  asked: Asked,
  ids: readonly string[],
): Promise<ScheduledActivity | Problem> {
  const plans = (await Promise.all(ids.map((id) => checks.schedule(id)))).filter((plan) => plan !== null);
  const found = plans.flatMap((plan) => coded(plan, asked.milestone));
  const [only] = found;
  if (!only) return unknown(asked);
  if (found.length > 1) {
    const list = found.map(({ id }) => id).join(', ');
    const message = `"${asked.milestone}" is ${found.length} activities of ${asked.project}: ${list}; give the id of one`;
    return wrong('AMBIGUOUS', message, asked.milestone);
  }
  return { activity: await checks.activity(only.id), dataDate: only.dataDate };
}

/** Codes are compared as written, whatever their capitals. */
function coded({ activities, dataDate }: ScheduleModel, code: string) {
  const wanted = code.trim().toLowerCase();
  return activities
    .filter((activity) => activity.code.toLowerCase() === wanted)
    .map(({ id }) => ({ id, dataDate }));
}
