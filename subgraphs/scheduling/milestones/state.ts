/** What was told last of a job's milestones, and how a schedule becomes that. Pure. */
import type { ActivityModel, Day, ScheduleModel } from '../model.js';
import { isMilestone, milestoneKey, toMilestone } from '../progress.js';

/** The dates of a milestone as the graph shows them. */
export interface MilestoneDates {
  readonly plannedDate: Day | null;
  readonly forecastDate: Day | null;
  readonly actualDate: Day | null;
  readonly critical: boolean | null;
}
export interface KeptMilestone extends MilestoneDates {
  /** What makes it the same milestone in the next revision. */
  readonly key: string;
  readonly code: string;
  /** Its planned date is a baseline, not the date of the last scheduling run. */
  readonly baselined: boolean;
}
export interface MilestoneState {
  /** Id of the schedule it was read from. */
  readonly schedule: string;
  readonly dataDate: Day | null;
  readonly milestones: readonly KeptMilestone[];
  /** Missing milestones may still be there. */
  readonly incomplete?: true;
}

/** Longer than any scheduling tool writes: such a key is not watched, since an event could not carry it. */
export const LONGEST_KEY = 200;

/** Of two milestones with one key the first counts. */
export function toState({ id, dataDate, ...schedule }: ScheduleModel): MilestoneState {
  const milestones = new Map<string, KeptMilestone>();
  for (const activity of schedule.activities.filter(isMilestone)) {
    const kept = toKept(schedule.codesMove, activity);
    if (kept.key.length <= LONGEST_KEY && !milestones.has(kept.key)) milestones.set(kept.key, kept);
  }
  return {
    ...{ schedule: id, dataDate },
    milestones: [...milestones.values()],
    ...(schedule.incomplete && { incomplete: true as const }),
  };
}

function toKept(codesMove: true | undefined, activity: ActivityModel): KeptMilestone {
  const {
    plannedDate = null,
    forecastDate = null,
    actualDate = null,
    critical = null,
  } = toMilestone(activity);
  return {
    key: milestoneKey({ codesMove }, activity),
    code: activity.code.slice(0, LONGEST_KEY),
    ...{ plannedDate, forecastDate, actualDate, critical },
    baselined: (activity.baselineStart ?? activity.baselineFinish) !== null,
  };
}
