/** An activity's changes in P6's fields, and whether they are there already. Pure functions. */
import { decimal } from '../../../kit/decimal.js';
import type { ActivityChanges, ActivityState, Constraint } from '../../effects.js';
import { day, scheduleId, toActivity } from '../map.js';
import type { WireActivityState } from '../wire.js';
import { STATUSES } from '../words.js';

const CONSTRAINTS = {
  START_ON: 'Start On',
  START_ON_OR_BEFORE: 'Start On or Before',
  START_ON_OR_AFTER: 'Start On or After',
  MANDATORY_START: 'Mandatory Start',
  FINISH_ON: 'Finish On',
  FINISH_ON_OR_BEFORE: 'Finish On or Before',
  FINISH_ON_OR_AFTER: 'Finish On or After',
  MANDATORY_FINISH: 'Mandatory Finish',
} as const;
const START = '08:00:00';
const FINISH = '17:00:00';

/** The dates that can be changed: our name, P6's field, and the time of day where the activity has none yet. */
const DATES = [
  ['plannedStart', 'PlannedStartDate', START],
  ['plannedFinish', 'PlannedFinishDate', FINISH],
  ['remainingStart', 'RemainingEarlyStartDate', START],
  ['remainingFinish', 'RemainingEarlyFinishDate', FINISH],
  ['actualStart', 'ActualStartDate', START],
  ['actualFinish', 'ActualFinishDate', FINISH],
] as const;

export function toState(wire: WireActivityState): ActivityState {
  const { costCodeSpelling: _unread, ...activity } = toActivity(
    scheduleId(wire.ProjectObjectId),
    wire,
    new Map(),
  );
  return { ...activity, constraint: toConstraint(wire), changedAt: wire.LastUpdateDate ?? null };
}

function toConstraint(wire: WireActivityState): Constraint | null {
  const date = day(wire.PrimaryConstraintDate);
  const kinds = Object.keys(CONSTRAINTS) as Constraint['kind'][];
  const kind = kinds.find((each) => CONSTRAINTS[each] === wire.PrimaryConstraintType);
  return kind && date !== null ? { kind, date } : null;
}

/**
 * The fields that are not yet as asked; empty when nothing is left to change. A date keeps the time of day the activity
 * has: its calendar's shifts begin and end there.
 */
export function toFields(changes: ActivityChanges, now: WireActivityState): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const [name, field, time] of DATES) {
    const wanted = changes[name];
    if (wanted === undefined || wanted === day(now[field])) continue;
    fields[field] = wanted === null ? null : `${wanted}T${now[field]?.slice(11, 19) || time}`;
  }
  return {
    ...fields,
    ...percentField(changes, now),
    ...statusField(changes, now),
    ...constraintFields(changes, now),
  };
}

/** `PercentComplete` is read-only: it shows the field of the activity's percent-complete type, which is written. */
function percentField({ percentComplete }: ActivityChanges, now: WireActivityState): object {
  if (percentComplete === undefined) return {};
  const wanted = decimal(percentComplete);
  if (now.PercentComplete != null && wanted.eq(now.PercentComplete)) return {};
  return { [`${now.PercentCompleteType}PercentComplete`]: wanted.toNumber() };
}

function statusField({ status }: ActivityChanges, now: WireActivityState): object {
  const words = Object.entries(STATUSES);
  const wanted = words.find(([, ours]) => ours === status)?.[0];
  return wanted === undefined || wanted === now.Status ? {} : { Status: wanted };
}

function constraintFields({ constraint }: ActivityChanges, now: WireActivityState): object {
  if (constraint === undefined) return {};
  const before = toConstraint(now);
  if (constraint === null)
    return now.PrimaryConstraintType == null
      ? {}
      : { PrimaryConstraintType: null, PrimaryConstraintDate: null };
  if (before?.kind === constraint.kind && before.date === constraint.date) return {};
  const time = constraint.kind.includes('START') ? START : FINISH;
  return {
    PrimaryConstraintType: CONSTRAINTS[constraint.kind],
    PrimaryConstraintDate: `${constraint.date}T${time}`,
  };
}
