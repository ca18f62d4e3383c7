import { describe, expect, it } from '@jest/globals';
import { revisionsSince } from '../../../../subgraphs/scheduling/milestones/revisions.js';
import { toState } from '../../../../subgraphs/scheduling/milestones/state.js';
import { schedule } from './schedules.js';

const of = (id: string, dataDate: string | null) =>
  schedule(id, dataDate, [{ code: 'M1', early: '2026-06-10' }]);
const file = (name: string, dataDate: string | null) => of(`file:${name}.xer#1`, dataDate);
const first = file('first', '2026-01-31');
const second = file('second', '2026-02-28');
const third = file('third', '2026-03-31');
const told = (own: typeof first) => toState(own);

describe('revisions since what was told', () => {
  it('is the current schedule where nothing was told yet', () => {
    expect(revisionsSince(null, [first, third, second])).toEqual([third]);
    expect(revisionsSince(null, [])).toEqual([]);
  });

  it('goes through those between by data date, whatever the order of the files', () => {
    expect(revisionsSince(told(first), [third, first, second])).toEqual([second, third]);
    expect(revisionsSince(told(second), [third, first, second])).toEqual([third]);
  });

  it('takes the first of two with one data date, as the graph does', () => {
    const twin = file('twin', second.dataDate);
    expect(revisionsSince(told(first), [second, twin, third])).toEqual([second, third]);
    expect(revisionsSince(told(first), [twin, second])).toEqual([twin]);
  });

  it('is nothing for a file of an earlier data date that came late or was left', () => {
    expect(revisionsSince(told(second), [first])).toEqual([]);
    expect(revisionsSince(told(second), [file('none', null)])).toEqual([]);
    expect(revisionsSince(told(second), [])).toEqual([]);
  });

  it('follows P6 where it is current, also back', () => {
    const p6 = of('p6:1', '2026-01-31');
    expect(revisionsSince(told(of('p6:1', '2026-02-28')), [p6])).toEqual([p6]);
    expect(revisionsSince(told(second), [p6])).toEqual([p6]);
    expect(revisionsSince(told(first), [p6, second])).toEqual([second]);
  });
});
