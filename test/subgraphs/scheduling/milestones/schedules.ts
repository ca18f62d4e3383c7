/** Schedules as the readers make them, small enough to see what they say. */
import {
  activityId,
  FIVE_DAY_WEEK,
  type ActivityModel,
  type ScheduleModel,
} from '../../../../subgraphs/scheduling/model.js';

export interface MilestoneInput {
  readonly code: string;
  readonly early?: string;
  readonly planned?: string;
  readonly baseline?: string;
  readonly actual?: string;
  readonly float?: string;
}

export function milestone(schedule: string, at: number, input: MilestoneInput): ActivityModel {
  const { code, early = null, baseline = null, actual = null, float = null } = input;
  return {
    ...{ id: activityId(schedule, at), code, name: null, kind: 'FINISH_MILESTONE' },
    ...{ status: actual === null ? 'NOT_STARTED' : 'COMPLETED' },
    ...{ plannedStart: null, plannedFinish: input.planned ?? null, actualStart: null, actualFinish: actual },
    ...{ earlyStart: null, earlyFinish: early, baselineStart: null, baselineFinish: baseline },
    ...{ percentComplete: null, totalFloatHours: float, plannedCost: null, plannedHours: null },
    ...{ costCodeSpelling: null, wbs: null },
  };
}

export function schedule(
  id: string,
  dataDate: string | null,
  milestones: readonly MilestoneInput[],
  more: Partial<ScheduleModel> = {},
): ScheduleModel {
  return {
    ...{ id, label: 'J-101', name: null, company: 'NB', source: id, dataDate, percentComplete: null },
    ...{ baselineStart: null, baselineFinish: null, calendar: FIVE_DAY_WEEK },
    activities: milestones.map((own, at) => milestone(id, at, own)),
    ...more,
  };
}
