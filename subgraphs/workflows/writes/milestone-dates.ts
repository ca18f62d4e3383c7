/** What is said about a milestone or activity: whether it can be so, and what it changes in the schedule. Pure. */
import { decimal } from '../../kit/decimal.js';
import type { ActivityChanges, ActivityState, UpdateActivityInput } from '../../scheduling/effects.js';
import type { ActivityKind } from '../../scheduling/model.js';
import type { Problem } from '../define-write.js';
import type { ScheduledActivity } from './milestone-target.js';
import { dayProblems } from './days.js';

export interface Said {
  readonly forecastDate?: string | null;
  readonly actualStart?: string | null;
  readonly actualFinish?: string | null;
  readonly percent?: string | null;
}

const bad = (code: string, message: string, field: string, record?: string): Problem => ({
  ...{ code, message, field: [field], ...(record !== undefined && { record, system: 'scheduling' }) },
});

export const isMilestone = (kind: ActivityKind): boolean =>
  kind === 'START_MILESTONE' || kind === 'FINISH_MILESTONE';

/** What is wrong with it by itself, whatever the schedule says. */
export function saidProblems(said: Said, today: string): Problem[] {
  const { forecastDate, actualStart, actualFinish, percent } = said;
  const nothing = 'Say what changed: forecastDate, actualStart, actualFinish or percent';
  const both = `A finished activity has no forecast; give forecastDate ${forecastDate ?? ''} or actualFinish ${actualFinish ?? ''}, not both`;
  const order = `actualFinish ${actualFinish ?? ''} is before actualStart ${actualStart ?? ''}; correct one of them`;
  return [
    ...(forecastDate == null && actualStart == null && actualFinish == null && percent == null
      ? [bad('BAD_INPUT', nothing, 'milestone')]
      : []),
    ...dayProblems({ forecastDate, actualStart, actualFinish }),
    ...(forecastDate != null && actualFinish != null ? [bad('BAD_INPUT', both, 'forecastDate')] : []),
    ...(actualStart != null && actualFinish != null && actualFinish < actualStart
      ? [bad('BAD_PERIOD', order, 'actualFinish')]
      : []),
    ...Object.entries({ actualStart, actualFinish }).flatMap(([field, day]) =>
      day != null && day > today ? [inFuture(field, day, today)] : [],
    ),
    ...percentProblems(said),
  ];
}

const inFuture = (field: string, day: string, today: string): Problem =>
  bad(
    'IN_FUTURE',
    `${field} ${day} is after today, ${today}; state what has happened, and move what is to come with forecastDate`,
    field,
  );

function percentProblems({ percent, actualFinish }: Said): Problem[] {
  if (percent == null) return [];
  const value = decimal(percent);
  const range = `percent "${percent}" must be from 0 to 100; correct it`;
  const done = `percent "${percent}" says that it is finished; give the day as actualFinish`;
  const open = `percent "${percent}" does not go with actualFinish ${actualFinish ?? ''}; what is finished is at 100, leave percent out`;
  if (value.lt(0) || value.gt(100)) return [bad('BAD_PERCENT', range, 'percent')];
  if (value.eq(100) && actualFinish == null) return [bad('FINISH_NEEDED', done, 'percent')];
  return actualFinish != null && value.lt(100) ? [bad('BAD_PERCENT', open, 'percent')] : [];
}

/** What the schedule, as it stands, says against it. */
export function scheduleProblems(said: Said, { activity, dataDate }: ScheduledActivity): Problem[] {
  const { code, kind, status } = activity;
  if (kind === 'LEVEL_OF_EFFORT' || kind === 'WBS_SUMMARY') {
    const message = `${code} takes its dates and progress from other activities; change those instead`;
    return [bad('NOT_STATED', message, 'milestone', code)];
  }
  if (status === 'COMPLETED') {
    const message = `${code} is completed since ${activity.actualFinish ?? 'an unknown day'}; correct it in the scheduling system when that is wrong`;
    return [bad('COMPLETED', message, 'milestone', code)];
  }
  return [
    ...forecastProblems(said, activity, dataDate),
    ...startProblems(said, activity),
    ...progressProblems(said, activity),
  ];
}

function forecastProblems(
  { forecastDate, actualStart }: Said,
  { code, kind, actualStart: started }: ActivityState,
  dataDate: string | null,
): Problem[] {
  if (forecastDate == null) return [];
  const past = `forecastDate ${forecastDate} of ${code} is before the schedule's data date ${dataDate ?? ''}; give a day from then on, or actualFinish when it is done`;
  const begun = isMilestone(kind) ? null : (actualStart ?? started);
  const early = `forecastDate ${forecastDate} of ${code} is before its start, ${begun ?? ''}; correct it`;
  return [
    ...(dataDate !== null && forecastDate < dataDate
      ? [bad('BEFORE_DATA_DATE', past, 'forecastDate', code)]
      : []),
    ...(begun !== null && forecastDate < begun ? [bad('BAD_PERIOD', early, 'forecastDate', code)] : []),
  ];
}

function startProblems({ actualStart, actualFinish }: Said, activity: ActivityState): Problem[] {
  const { code, kind, actualStart: started } = activity;
  const point = `${code} is a milestone, a point in time without a start of its own; give the day it was reached as actualFinish`;
  const other = `${code} was started on ${started ?? ''}, not on ${actualStart ?? ''}; correct it in the scheduling system when that is wrong`;
  const early = `actualFinish ${actualFinish ?? ''} of ${code} is before its start, ${started ?? ''}; correct it`;
  const needed = `${code} has no actual start yet; give actualStart with its finish`;
  if (isMilestone(kind)) return actualStart == null ? [] : [bad('NO_ACTIVITY', point, 'actualStart', code)];
  return [
    ...(actualStart != null && started !== null && started !== actualStart
      ? [bad('STARTED_ALREADY', other, 'actualStart', code)]
      : []),
    ...(actualFinish != null && started !== null && actualFinish < started
      ? [bad('BAD_PERIOD', early, 'actualFinish', code)]
      : []),
    ...(actualFinish != null && actualStart == null && started === null
      ? [bad('START_NEEDED', needed, 'actualStart', code)]
      : []),
  ];
}

function progressProblems({ percent, actualStart }: Said, activity: ActivityState): Problem[] {
  if (percent == null) return [];
  const { code, kind, actualStart: started } = activity;
  const value = decimal(percent);
  const now = decimal(activity.percentComplete ?? '0').times(100);
  const point = `${code} is a milestone and has no progress; give the day it was reached as actualFinish`;
  const back = `${code} is at ${now.toFixed()} %, percent "${percent}" would take it back; correct it in the scheduling system when that is wrong`;
  const needed = `${code} has no actual start yet, so it cannot be at ${percent} %; give actualStart`;
  if (isMilestone(kind)) return [bad('NO_ACTIVITY', point, 'percent', code)];
  return [
    ...(value.lt(now) ? [bad('GOING_BACK', back, 'percent', code)] : []),
    ...(value.gt(0) && started === null && actualStart == null
      ? [bad('START_NEEDED', needed, 'actualStart', code)]
      : []),
  ];
}

/** In the schedule's own fields, with what they were before. */
export function toActivityUpdate(said: Said, activity: ActivityState): UpdateActivityInput {
  const changes = { ...forecastOf(said, activity), ...actualsOf(said, activity) };
  const now: ActivityChanges = {
    ...(activity.plannedStart !== null && { plannedStart: activity.plannedStart }),
    ...(activity.plannedFinish !== null && { plannedFinish: activity.plannedFinish }),
    ...{ remainingStart: activity.earlyStart, remainingFinish: activity.earlyFinish },
    ...{ actualStart: activity.actualStart, actualFinish: activity.actualFinish },
    percentComplete: activity.percentComplete ?? '0',
    ...(activity.status !== null && { status: activity.status }),
    constraint: activity.constraint,
  };
  const touched = Object.entries(now).filter(([name]) => name in changes);
  return { activity: activity.id, changes, previous: Object.fromEntries(touched) };
}

/** A date without a constraint is computed away by the next scheduling run; one that planners set moves along. */
function forecastOf({ forecastDate: date }: Said, { kind, constraint }: ActivityState): ActivityChanges {
  if (date == null) return {};
  const side = kind === 'START_MILESTONE' ? 'START' : 'FINISH';
  const own = constraint?.kind.includes(side) ? constraint.kind : (`${side}_ON_OR_AFTER` as const);
  const held = { constraint: { kind: own, date } };
  return side === 'START'
    ? { plannedStart: date, remainingStart: date, ...held }
    : { plannedFinish: date, remainingFinish: date, ...held };
}

function actualsOf({ actualStart, actualFinish, percent }: Said, activity: ActivityState): ActivityChanges {
  if (actualFinish != null) {
    const start = isMilestone(activity.kind) ? actualFinish : (actualStart ?? activity.actualStart);
    return { actualStart: start, actualFinish, percentComplete: '1', status: 'COMPLETED' };
  }
  return {
    ...(actualStart != null && { actualStart, status: 'IN_PROGRESS' as const }),
    ...(percent != null && { percentComplete: decimal(percent).div(100).toFixed() }),
  };
}
