/** Baseline dates from a second schedule of the same file. Pure. */
import type { ScheduleModel } from '../model.js';
import { earliest, finishOf, latest, startOf } from '../progress.js';

/** Activities are the same where their codes are; what the baseline does not know keeps no baseline. */
export function withBaseline(schedule: ScheduleModel, baseline: ScheduleModel | undefined): ScheduleModel {
  if (!baseline || baseline.id === schedule.id) return schedule;
  const byCode = new Map(baseline.activities.map((activity) => [activity.code, activity]));
  const activities = schedule.activities.map((activity) => {
    const before = byCode.get(activity.code);
    return before
      ? { ...activity, baselineStart: startOf(before), baselineFinish: finishOf(before) }
      : activity;
  });
  return {
    ...schedule,
    baselineStart: earliest(baseline.activities.map(startOf)),
    baselineFinish: latest(baseline.activities.map(finishOf)),
    activities,
  };
}
