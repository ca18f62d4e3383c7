/**
 * What can be changed in a scheduling system, and what is asked there before a change, in domain words. `activity` is
 * the id of the graph (`p6:<project>/<activity>`); days are YYYY-MM-DD in the schedule's own time zone.
 */
import type { ActivityStatus } from '../../codegen/generated/scheduling.js';
import type { DecimalString } from '../kit/decimal.js';
import type { Effect } from '../kit/effect.js';
import type { ActivityModel, Day, ScheduleModel } from './model.js';

/** A date the next scheduling run must keep; without one it goes where the logic puts it. */
export interface Constraint {
  readonly kind:
    | 'START_ON'
    | 'START_ON_OR_BEFORE'
    | 'START_ON_OR_AFTER'
    | 'MANDATORY_START'
    | 'FINISH_ON'
    | 'FINISH_ON_OR_BEFORE'
    | 'FINISH_ON_OR_AFTER'
    | 'MANDATORY_FINISH';
  readonly date: Day;
}

/** Only what is named is changed; null clears it. */
export interface ActivityChanges {
  readonly plannedStart?: Day;
  readonly plannedFinish?: Day;
  readonly remainingStart?: Day | null;
  readonly remainingFinish?: Day | null;
  readonly actualStart?: Day | null;
  readonly actualFinish?: Day | null;
  /** 0 to 1, of the activity's own percent-complete type. */
  readonly percentComplete?: DecimalString;
  readonly status?: ActivityStatus;
  readonly constraint?: Constraint | null;
}
export interface UpdateActivityInput {
  readonly activity: string;
  readonly changes: ActivityChanges;
  /** As the check before the write saw them: undo goes back to it. */
  readonly previous: ActivityChanges;
}
export interface ActivityState extends Omit<ActivityModel, 'costCodeSpelling'> {
  readonly constraint: Constraint | null;
  /** When it was changed last, by anybody; local time as the source writes it. */
  readonly changedAt: string | null;
}

export interface AssignResourceInput {
  readonly activity: string;
  /** The resource as planners write it, for example the machine's number. */
  readonly resource: string;
  /** Planned hours; null leaves them to the system. */
  readonly hours: DecimalString | null;
}
export interface ResourceAssignment {
  /** The system's own id. */
  readonly key: string;
  readonly activity: string;
  readonly resource: string;
  readonly hours: DecimalString | null;
}

export interface AddNoteInput {
  readonly activity: string;
  /** Plain text. */
  readonly text: string;
}
export interface ActivityNote {
  /** The system's own id. */
  readonly key: string;
  readonly activity: string;
  /** The whole note, HTML: others may have written into it too. */
  readonly html: string;
}

export interface CodeNaming {
  readonly code: string;
  readonly name: string;
}
/** `record` is the value's id in the system; null makes one. Undo goes back to `previous`. */
export interface KeepCostCodeInput {
  readonly record: string | null;
  readonly values: CodeNaming;
  readonly previous: CodeNaming | null;
}
/** A cost code as the system lists it. */
export interface CodeValue {
  readonly key: string;
  readonly code: string;
  readonly name: string | null;
  /** When it was changed last, by anybody; local time as the source writes it. */
  readonly changedAt: string | null;
}

export interface CreateScheduleInput {
  /** Job number. */
  readonly number: string;
  readonly name: string;
  /** Company code. */
  readonly company: string;
}
export interface ScheduleName {
  /** Id of the schedule in the graph (`p6:<project>`). */
  readonly schedule: string;
  readonly number: string;
  readonly name: string | null;
  /** Company code; null where the system does not say. */
  readonly company: string | null;
}

export interface SchedulingEffects {
  readonly updateActivity: Effect<UpdateActivityInput, ActivityState>;
  readonly assignResource: Effect<AssignResourceInput, ResourceAssignment>;
  readonly addNote: Effect<AddNoteInput, ActivityNote>;
  readonly keepCostCode: Effect<KeepCostCodeInput, CodeValue>;
  readonly createSchedule: Effect<CreateScheduleInput, ScheduleName>;
}

/** Asked from the system itself, not from what was read before, right before a change. They change nothing. */
export interface SchedulingChecks {
  /** Rejects with BUSINESS when the system does not know the activity. */
  activity(activity: string): Promise<ActivityState>;
  /** A whole schedule by its id (`p6:<project>`); null when the system does not know it. */
  schedule(schedule: string): Promise<ScheduleModel | null>;
  /** Cost codes that activities can be coded with; with a code only that one. */
  costCodes(code?: string): Promise<readonly CodeValue[]>;
  /** Rejects with BUSINESS when the system does not know it. @param key the system's id */
  costCode(key: string): Promise<CodeValue>;
  /** Every schedule by name; with a number only those called exactly so. */
  schedules(number?: string): Promise<readonly ScheduleName[]>;
  /** Whether it is settled where a new schedule of the company belongs. */
  hasPlaceFor(company: string): boolean;
}
