/** Which revisions of a job's schedule lie between what was told last and now. Pure. */
import { isLater, type ScheduleModel } from '../model.js';
import type { MilestoneState } from './state.js';

const isFile = (id: string): boolean => id.startsWith('file:');

/**
 * Ascending by data date, the current one last. Several updates that came at once are told one after the other. A file
 * with an earlier data date than what was told tells nothing, whether it came late or was left when a later one was
 * taken away. P6 is told as it stands: there a planner may set the data date back.
 *
 * @param told null where nothing was told yet: then only the current schedule counts
 * @param schedules of one job, in the order they are listed
 */
export function revisionsSince(
  told: MilestoneState | null,
  schedules: readonly ScheduleModel[],
): readonly ScheduleModel[] {
  const current = schedules.reduce<ScheduleModel | null>(
    (best, one) => (isLater(one, best) ? one : best),
    null,
  );
  if (!current) return [];
  if (told === null) return [current];
  const [from, to] = [told.dataDate ?? '', current.dataDate ?? ''];
  if (isFile(current.id) && to < from) return [];
  const between = new Map<string, ScheduleModel>();
  for (const one of schedules) {
    const date = one.dataDate ?? '';
    if (date > from && date < to && !between.has(date)) between.set(date, one);
  }
  const dates = [...between.keys()].sort();
  return [...dates.flatMap((date) => between.get(date) ?? []), current];
}
