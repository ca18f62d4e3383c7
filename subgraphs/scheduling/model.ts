/** What connectors return. Days are YYYY-MM-DD in the schedule's own time zone; percentages are 0 to 1. */
import type { ActivityStatus } from '../../codegen/generated/scheduling.js';
import type { DecimalString } from '../kit/decimal.js';

export type Day = string;
export type ActivityKind =
  'TASK' | 'START_MILESTONE' | 'FINISH_MILESTONE' | 'LEVEL_OF_EFFORT' | 'WBS_SUMMARY';

export interface ActivityModel {
  /** Schedule id, a slash, and the source's own id of the activity. */
  readonly id: string;
  readonly code: string;
  readonly name: string | null;
  readonly kind: ActivityKind;
  readonly status: ActivityStatus | null;
  readonly plannedStart: Day | null;
  readonly plannedFinish: Day | null;
  readonly actualStart: Day | null;
  readonly actualFinish: Day | null;
  /** Where the last scheduling run put the activity; null once it is done. */
  readonly earlyStart: Day | null;
  readonly earlyFinish: Day | null;
  readonly baselineStart: Day | null;
  readonly baselineFinish: Day | null;
  /** By the activity's own percent-complete type. */
  readonly percentComplete: DecimalString | null;
  /** Working hours. */
  readonly totalFloatHours: DecimalString | null;
  readonly plannedCost: DecimalString | null;
  /** Working hours. */
  readonly plannedHours: DecimalString | null;
  /** As the source spells the cost code. */
  readonly costCodeSpelling: string | null;
  readonly wbs: string | null;
}

export interface WorkCalendar {
  /** 0 = Sunday. */
  readonly workWeek: readonly number[];
  /** Days off whose weekday is worked. */
  readonly holidays: readonly Day[];
}

/** Names a schedule; enough to match it to a job. */
export interface ScheduleHeader {
  /** `p6:<ObjectId>`, or `file:<file name>#<project id in it>`. */
  readonly id: string;
  /** The project id as planners write it. */
  readonly label: string;
  readonly name: string | null;
  /** Company code, or null where the source does not say. */
  readonly company: string | null;
}

export interface ScheduleModel extends ScheduleHeader {
  /** System or file, for people. */
  readonly source: string;
  readonly dataDate: Day | null;
  /** As stated on the project; null where only its activities state theirs. */
  readonly percentComplete: DecimalString | null;
  readonly baselineStart: Day | null;
  readonly baselineFinish: Day | null;
  readonly calendar: WorkCalendar;
  readonly activities: readonly ActivityModel[];
  /** The source numbers its codes anew when rows are inserted: an activity is known by its own id. */
  readonly codesMove?: true;
  /** Some of its activities could not be read, so that one that is missing may still be there. */
  readonly incomplete?: true;
}

/** Of two schedules of a job, the one with the later data date counts; the earlier listed one where they are equal. */
export function isLater(one: ScheduleModel, than: ScheduleModel | null): boolean {
  return than === null || (one.dataDate ?? '') > (than.dataDate ?? '');
}

/** Used where a source has no readable calendar: Monday to Friday. */
export const FIVE_DAY_WEEK: WorkCalendar = { workWeek: [1, 2, 3, 4, 5], holidays: [] };

export function activityId(scheduleId: string, ownId: string | number): string {
  return `${scheduleId}/${ownId}`;
}

/** The schedule an activity id belongs to. */
export function scheduleIdOf(id: string): string {
  return id.slice(0, Math.max(0, id.lastIndexOf('/')));
}
