/** What is said about a milestone or an activity, in the schedule's own fields, and the way back. */
import { describe, expect, it } from '@jest/globals';
import type { ActivityState, Constraint } from '../../../subgraphs/scheduling/effects.js';
import { toActivityUpdate } from '../../../subgraphs/workflows/writes/milestone-dates.js';

const activity = (over: Partial<ActivityState> = {}): ActivityState => ({
  ...{ id: 'p6:1/2', code: 'M10', name: 'Handover', kind: 'FINISH_MILESTONE', status: 'NOT_STARTED' },
  ...{ plannedStart: '2026-11-20', plannedFinish: '2026-11-20', actualStart: null, actualFinish: null },
  ...{ earlyStart: '2026-11-22', earlyFinish: '2026-11-22', baselineStart: null, baselineFinish: null },
  ...{ percentComplete: '0', totalFloatHours: null, plannedCost: null, plannedHours: null, wbs: null },
  ...{ constraint: null, changedAt: null, ...over },
});
const forecastDate = '2026-12-01';
const held = (kind: Constraint['kind']): Constraint => ({ kind, date: '2026-11-20' });

describe('what is said, in the fields of the schedule', () => {
  it('moves a finish and holds it there; back goes all of it', () => {
    expect(toActivityUpdate({ forecastDate }, activity())).toEqual({
      activity: 'p6:1/2',
      changes: {
        ...{ plannedFinish: forecastDate, remainingFinish: forecastDate },
        constraint: { kind: 'FINISH_ON_OR_AFTER', date: forecastDate },
      },
      previous: { plannedFinish: '2026-11-20', remainingFinish: '2026-11-22', constraint: null },
    });
  });

  it('moves a start milestone by its start', () => {
    const { changes } = toActivityUpdate({ forecastDate }, activity({ kind: 'START_MILESTONE' }));
    expect(changes).toEqual({
      ...{ plannedStart: forecastDate, remainingStart: forecastDate },
      constraint: { kind: 'START_ON_OR_AFTER', date: forecastDate },
    });
  });

  it.each(['FINISH_ON', 'FINISH_ON_OR_BEFORE', 'MANDATORY_FINISH'] as const)(
    'moves a constraint that planners set along, as it is: %s',
    (kind) => {
      const { changes, previous } = toActivityUpdate({ forecastDate }, activity({ constraint: held(kind) }));
      expect(changes.constraint).toEqual({ kind, date: forecastDate });
      expect(previous.constraint).toEqual(held(kind));
    },
  );

  it('puts one on the other side in the place of a constraint of the start', () => {
    const own = activity({ constraint: held('START_ON') });
    expect(toActivityUpdate({ forecastDate }, own).changes.constraint?.kind).toBe('FINISH_ON_OR_AFTER');
  });

  it('completes: a milestone at one day, an activity from the start it has', () => {
    const done = { actualFinish: '2026-10-30', percentComplete: '1', status: 'COMPLETED' };
    const point = toActivityUpdate({ actualFinish: '2026-10-30' }, activity());
    expect(point.changes).toEqual({ actualStart: '2026-10-30', ...done });
    const started = activity({ kind: 'TASK', status: 'IN_PROGRESS', actualStart: '2026-10-05' });
    const task = toActivityUpdate({ actualFinish: '2026-10-30' }, { ...started, percentComplete: '0.4' });
    expect(task.changes).toEqual({ actualStart: '2026-10-05', ...done });
    expect(task.previous).toEqual({
      ...{ actualStart: '2026-10-05', actualFinish: null, percentComplete: '0.4', status: 'IN_PROGRESS' },
    });
  });

  it('states progress as a share, exactly', () => {
    const said = { actualStart: '2026-10-05', percent: '33.35' };
    expect(toActivityUpdate(said, activity({ kind: 'TASK' })).changes).toEqual({
      ...{ actualStart: '2026-10-05', status: 'IN_PROGRESS', percentComplete: '0.3335' },
    });
  });
});
