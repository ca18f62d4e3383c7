/** What a schedule says as a whole, and per cost code. Pure. */
import type { CodedActivity, Milestone } from '../../codegen/generated/scheduling.js';
import { decimal, ONE, ratioText, sum, ZERO, type Big, type DecimalString } from '../kit/decimal.js';
import type { ActivityModel, Day, ScheduleModel } from './model.js';

const DAY_MS = 86_400_000;

/** What makes it the same milestone in the next revision: its code, or its own id where codes are numbered anew. */
export function milestoneKey(
  { codesMove }: { readonly codesMove?: true | undefined },
  { id, code }: Pick<ActivityModel, 'id' | 'code'>,
): string {
  return codesMove ? `#${id.slice(id.lastIndexOf('/') + 1)}` : code;
}

export function isMilestone({ kind }: ActivityModel): boolean {
  return kind === 'START_MILESTONE' || kind === 'FINISH_MILESTONE';
}

/** Work that is measured: milestones, level of effort and WBS summaries carry no progress of their own. */
function isMeasured({ kind }: ActivityModel): boolean {
  return kind === 'TASK';
}

/** Total float of zero or less; null where the source states none. */
export function isCritical({ totalFloatHours }: ActivityModel): boolean | null {
  return totalFloatHours === null ? null : decimal(totalFloatHours).lte(ZERO);
}

/** Current dates: actual, else early, else planned. */
export function startOf(activity: ActivityModel): Day | null {
  return activity.actualStart ?? activity.earlyStart ?? activity.plannedStart;
}
export function finishOf(activity: ActivityModel): Day | null {
  return activity.actualFinish ?? activity.earlyFinish ?? activity.plannedFinish;
}

export function earliest(days: readonly (Day | null)[]): Day | null {
  return days.reduce((best, day) => (day !== null && (best === null || day < best) ? day : best), null);
}
export function latest(days: readonly (Day | null)[]): Day | null {
  return days.reduce((best, day) => (day !== null && (best === null || day > best) ? day : best), null);
}

export function baselineOf(schedule: ScheduleModel): { start: Day | null; finish: Day | null } {
  return {
    start: schedule.baselineStart ?? earliest(schedule.activities.map((each) => each.baselineStart)),
    finish: schedule.baselineFinish ?? latest(schedule.activities.map((each) => each.baselineFinish)),
  };
}

/** As stated on the project, else the activities' own, weighted by planned duration; null where that is zero. */
export function percentOf(schedule: ScheduleModel): DecimalString | null {
  if (schedule.percentComplete !== null) return schedule.percentComplete;
  const measured = schedule.activities.filter(isMeasured);
  const weights = measured.map((each) => decimal(each.plannedHours ?? '0'));
  const total = sum(weights);
  if (total.eq(ZERO)) return null;
  const done = measured.map((each, i) => (weights[i] ?? ZERO).times(each.percentComplete ?? '0'));
  return ratioText(sum(done).div(total));
}

export type MilestoneModel = Omit<Milestone, 'project'>;

/** Forecast: actual finish, else actual start, else early finish (early start for a start milestone), else planned. */
export function toMilestone(activity: ActivityModel): MilestoneModel {
  const start = activity.kind === 'START_MILESTONE';
  const planned = start ? activity.plannedStart : activity.plannedFinish;
  const other = start ? activity.plannedFinish : activity.plannedStart;
  const baseline = start
    ? (activity.baselineStart ?? activity.baselineFinish)
    : (activity.baselineFinish ?? activity.baselineStart);
  const early = start
    ? (activity.earlyStart ?? activity.earlyFinish)
    : (activity.earlyFinish ?? activity.earlyStart);
  const actualDate = activity.actualFinish ?? activity.actualStart;
  const plannedDate = baseline ?? planned ?? other;
  const forecastDate = actualDate ?? early ?? planned ?? other;
  return {
    id: activity.id,
    code: activity.code,
    name: activity.name,
    type: start ? 'START' : 'FINISH',
    plannedDate,
    forecastDate,
    actualDate,
    varianceDays: plannedDate && forecastDate ? daysBetween(plannedDate, forecastDate) : null,
    critical: isCritical(activity),
  };
}

function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

/**
 * Measured activities with a matched cost code. Within a code the weight is planned cost where any of its
 * activities has one, else planned hours: two units are never mixed.
 */
export function toCodedActivities(
  schedule: ScheduleModel,
  costCodeOf: (spelling: string) => string | undefined,
): CodedActivity[] {
  const coded = schedule.activities.filter(isMeasured).flatMap((activity) => {
    const { costCodeSpelling } = activity;
    const costCode = costCodeSpelling === null ? undefined : costCodeOf(costCodeSpelling);
    const start = activity.baselineStart ?? activity.plannedStart;
    const finish = activity.baselineFinish ?? activity.plannedFinish;
    return costCode === undefined || start === null || finish === null
      ? []
      : [{ activity, costCode, baselineStart: start, baselineFinish: finish }];
  });
  const costed = new Set(
    coded.filter(({ activity }) => amount(activity.plannedCost).gt(ZERO)).map(({ costCode }) => costCode),
  );
  return coded.map(({ activity, costCode, baselineStart, baselineFinish }) => ({
    code: activity.code,
    costCode,
    baselineStart,
    baselineFinish,
    weight: amount(costed.has(costCode) ? activity.plannedCost : activity.plannedHours).toFixed(),
    percentComplete: clamp(amount(activity.percentComplete)).toFixed(),
  }));
}

function amount(text: DecimalString | null): Big {
  return decimal(text ?? '0');
}

function clamp(value: Big): Big {
  if (value.lt(ZERO)) return ZERO;
  return value.gt(ONE) ? ONE : value;
}
