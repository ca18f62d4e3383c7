/** From what was told of a job to what its schedules say now: the next state with the events on the way. Pure. */
import type { CanonicalRecord, TrackedMove } from '../../../store/store.js';
import { toEvent } from '../events.js';
import type { ScheduleModel } from '../model.js';
import { carryOver, differences, isAnother, type MilestoneDifference } from './differences.js';
import { revisionsSince } from './revisions.js';
import { toState, type MilestoneState } from './state.js';

export interface JobNow {
  readonly project: CanonicalRecord;
  /** Null where nothing was told yet: then what there is, is kept and not told. */
  readonly told: MilestoneState | null;
  /** Of `told`. */
  readonly revision: number | null;
  /** In the order in which they are listed. */
  readonly schedules: readonly ScheduleModel[];
  /** When they were read. */
  readonly asOf: Date;
}

export interface JobMove {
  /** Null where nothing moved. */
  readonly move: TrackedMove | null;
  /** For the operator; null when there is nothing to say. */
  readonly note: string | null;
}

/** Changes of one revision of a job's schedule against the one before. */
export interface RevisionStep {
  readonly state: MilestoneState;
  readonly changes: readonly MilestoneDifference[];
}

export function toMove(job: JobNow): JobMove {
  const { project, told, revision } = job;
  const notes: string[] = [];
  const steps: RevisionStep[] = [];
  let before = told;
  for (const schedule of revisionsSince(told, job.schedules)) {
    const now = toState(schedule);
    if (before !== null && isAnother(before, now))
      notes.push(
        `${schedule.source}: job ${project.number} has none of the milestones of the schedule before; ` +
          'they are taken as they are and nothing is told of them',
      );
    const step =
      before === null || isAnother(before, now) ? { state: now, changes: [] } : compare(before, now);
    steps.push(step);
    before = step.state;
  }
  const last = steps.at(-1)?.state;
  const note = notes.at(-1) ?? null;
  if (!last || JSON.stringify(last) === JSON.stringify(told)) return { move: null, note };
  const at = { project, revision: (revision ?? 0) + 1, asOf: job.asOf };
  const events = steps.flatMap(({ state, changes }) =>
    changes.map((change) => toEvent({ ...at, state, change })),
  );
  return { move: { key: project.id, from: revision, body: last, events }, note };
}

function compare(before: MilestoneState, now: MilestoneState): RevisionStep {
  return { state: carryOver(before, now), changes: differences(before, now) };
}
