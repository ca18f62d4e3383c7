/** P6's wire to our model. Pure; the only file that speaks both. */
import { decimal, type DecimalString } from '../../kit/decimal.js';
import { activityId, FIVE_DAY_WEEK } from '../model.js';
import type { ActivityModel, Day, ScheduleHeader, ScheduleModel, WorkCalendar } from '../model.js';
import type { WireActivity, WireCalendar, WireCodeAssignment, WireProject, WireWorkTime } from './wire.js';
import { KINDS, STATUSES, WEEKDAYS } from './words.js';

export function scheduleId(objectId: number): string {
  return `p6:${objectId}`;
}

export function toHeader(wire: WireProject, companies: Readonly<Record<string, string>>): ScheduleHeader {
  return {
    id: scheduleId(wire.ObjectId),
    label: wire.Id,
    name: wire.Name ?? null,
    company: companies[wire.ParentEPSId ?? ''] ?? null,
  };
}

/** @param calendar the project's default calendar: P6 has one per activity, earned value uses one per job. */
export function toSchedule(
  wire: WireProject,
  activities: readonly WireActivity[],
  costCodes: ReadonlyMap<number, string>,
  calendar: WireCalendar | undefined,
  companies: Readonly<Record<string, string>>,
): ScheduleModel {
  const header = toHeader(wire, companies);
  return {
    ...header,
    source: 'P6',
    dataDate: day(wire.DataDate),
    percentComplete: decimalText(wire.SummaryDurationPercentComplete),
    baselineStart: day(wire.SummaryBaselineStartDate),
    baselineFinish: day(wire.SummaryBaselineFinishDate),
    calendar: calendar ? toCalendar(calendar) : FIVE_DAY_WEEK,
    activities: activities.map((activity) => toActivity(header.id, activity, costCodes)),
  };
}

export function toActivity(
  schedule: string,
  wire: WireActivity,
  costCodes: ReadonlyMap<number, string>,
): ActivityModel {
  return {
    id: activityId(schedule, wire.ObjectId),
    code: wire.Id,
    name: wire.Name ?? null,
    kind: KINDS[wire.Type] ?? 'TASK',
    status: wire.Status in STATUSES ? STATUSES[wire.Status as keyof typeof STATUSES] : null,
    plannedStart: day(wire.PlannedStartDate),
    plannedFinish: day(wire.PlannedFinishDate),
    actualStart: day(wire.ActualStartDate),
    actualFinish: day(wire.ActualFinishDate),
    earlyStart: day(wire.RemainingEarlyStartDate),
    earlyFinish: day(wire.RemainingEarlyFinishDate),
    baselineStart: day(wire.BaselineStartDate),
    baselineFinish: day(wire.BaselineFinishDate),
    percentComplete: decimalText(wire.PercentComplete),
    totalFloatHours: decimalText(wire.TotalFloat),
    plannedCost: decimalText(wire.PlannedTotalCost),
    plannedHours: decimalText(wire.PlannedDuration),
    costCodeSpelling: costCodes.get(wire.ObjectId) ?? null,
    wbs: wire.WBSCode ?? null,
  };
}

export function toCostCodes(assignments: readonly WireCodeAssignment[]): Map<number, string> {
  return new Map(assignments.map((wire) => [wire.ActivityObjectId, wire.ActivityCodeValue]));
}

/** A day without work times is not worked. */
function toCalendar(wire: WireCalendar): WorkCalendar {
  const hours = wire.StandardWorkWeek?.StandardWorkHours ?? [];
  const workWeek = hours
    .filter(({ WorkTime }) => isWorked(WorkTime))
    .map(({ DayOfWeek }) => WEEKDAYS.indexOf(DayOfWeek))
    .filter((weekday) => weekday >= 0)
    .sort();
  const exceptions = wire.HolidayOrExceptions?.HolidayOrException ?? [];
  const holidays = exceptions
    .filter(({ WorkTime }) => !isWorked(WorkTime))
    .map(({ Date: moment }) => moment.slice(0, 10))
    .sort();
  return { workWeek: workWeek.length > 0 ? workWeek : FIVE_DAY_WEEK.workWeek, holidays };
}

function isWorked(times: WireWorkTime): boolean {
  return times?.some((time) => time?.Start != null) ?? false;
}

/** P6 writes local time without a zone: the calendar day is the first ten characters. */
export function day(moment: string | null | undefined): Day | null {
  return moment?.slice(0, 10) ?? null;
}

/** The JSON number's shortest text. */
function decimalText(value: number | null | undefined): DecimalString | null {
  return value == null ? null : decimal(value).toFixed();
}
