/**
 * How a job's milestones differ between what was told last and now. Pure. Each change has one name: a milestone that
 * is reached is COMPLETED, and the forecast that becomes its actual date is not told beside it.
 */
import type { KeptMilestone, MilestoneDates, MilestoneState } from './state.js';

export type MilestoneChangeName =
  | 'PLANNED_CHANGED'
  | 'FORECAST_CHANGED'
  | 'ACTUAL_CHANGED'
  | 'COMPLETED'
  | 'BECAME_CRITICAL'
  | 'ADDED'
  | 'REMOVED';

export interface MilestoneDifference {
  readonly kind: MilestoneChangeName;
  readonly key: string;
  readonly code: string;
  /** Null where it was not there. */
  readonly before: MilestoneDates | null;
  readonly after: MilestoneDates | null;
}

/** In the order of the milestones now; what was removed comes last. */
export function differences(before: MilestoneState, after: MilestoneState): MilestoneDifference[] {
  const earlier = byKey(before);
  const later = byKey(after);
  const there = after.milestones.flatMap((now) => differencesOf(earlier.get(now.key), now));
  const gone = before.milestones.filter(({ key }) => !later.has(key) && after.incomplete !== true);
  return [...there, ...gone.map((own) => difference('REMOVED', own, own, null))];
}

/** No milestone is in both: another schedule took the job's place, which says nothing about any one milestone. */
export function isAnother(before: MilestoneState, after: MilestoneState): boolean {
  const earlier = byKey(before);
  const [some] = after.milestones;
  return earlier.size > 0 && some !== undefined && !after.milestones.some(({ key }) => earlier.has(key));
}

/** What a revision with unreadable rows does not hold is kept as it was, so that it is not told as new later. */
export function carryOver(before: MilestoneState, after: MilestoneState): MilestoneState {
  if (after.incomplete !== true) return after;
  const later = byKey(after);
  const missing = before.milestones.filter(({ key }) => !later.has(key));
  return { ...after, milestones: [...after.milestones, ...missing] };
}

function byKey({ milestones }: MilestoneState): ReadonlyMap<string, KeptMilestone> {
  return new Map(milestones.map((own) => [own.key, own]));
}

function differencesOf(before: KeptMilestone | undefined, now: KeptMilestone): MilestoneDifference[] {
  if (!before) return [difference('ADDED', now, null, now)];
  const kinds: MilestoneChangeName[] = [];
  if (planMoved(before, now)) kinds.push('PLANNED_CHANGED');
  if (before.actualDate === null && now.actualDate !== null) kinds.push('COMPLETED');
  else if (before.actualDate !== now.actualDate) kinds.push('ACTUAL_CHANGED');
  else if (now.actualDate === null && before.forecastDate !== now.forecastDate)
    kinds.push('FORECAST_CHANGED');
  if (before.critical !== true && now.critical === true && now.actualDate === null)
    kinds.push('BECAME_CRITICAL');
  return kinds.map((kind) => difference(kind, now, before, now));
}

/**
 * Without a baseline the planned date is the scheduling run's and goes along with the forecast: then it is a plan that
 * moved only where the forecast stayed. A baseline that comes or goes is another measure, not a move.
 */
function planMoved(before: KeptMilestone, now: KeptMilestone): boolean {
  if (before.plannedDate === now.plannedDate || before.baselined !== now.baselined) return false;
  return now.baselined || (before.forecastDate === now.forecastDate && now.actualDate === null);
}

function difference(
  kind: MilestoneChangeName,
  { key, code }: KeptMilestone,
  before: KeptMilestone | null,
  after: KeptMilestone | null,
): MilestoneDifference {
  return { kind, key, code, before: before && toDates(before), after: after && toDates(after) };
}

function toDates({ plannedDate, forecastDate, actualDate, critical }: KeptMilestone): MilestoneDates {
  return { plannedDate, forecastDate, actualDate, critical };
}
