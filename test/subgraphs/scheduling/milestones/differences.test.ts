import { describe, expect, it } from '@jest/globals';
import {
  carryOver,
  differences,
  isAnother,
} from '../../../../subgraphs/scheduling/milestones/differences.js';
import { LONGEST_KEY, toState } from '../../../../subgraphs/scheduling/milestones/state.js';
import { schedule, type MilestoneInput } from './schedules.js';

const DAY = '2026-05-01';
const state = (...milestones: readonly MilestoneInput[]) => toState(schedule('p6:1', DAY, milestones));
const kinds = (before: MilestoneInput, after: MilestoneInput) =>
  differences(state(before), state(after)).map(({ kind }) => kind);
const code = 'M1';
const early = '2026-06-10';
const later = '2026-06-20';

describe('what differs', () => {
  it.each<[string, MilestoneInput, MilestoneInput, readonly string[]]>([
    [
      'nothing',
      { code, early, baseline: early, float: '8' },
      { code, early, baseline: early, float: '4' },
      [],
    ],
    [
      'a slip',
      { code, early, baseline: early },
      { code, early: later, baseline: early },
      ['FORECAST_CHANGED'],
    ],
    [
      'a slip that makes it critical',
      { code, early, float: '8' },
      { code, early: later, float: '0' },
      ['FORECAST_CHANGED', 'BECAME_CRITICAL'],
    ],
    ['float lost', { code, early, float: '8' }, { code, early, float: '-8' }, ['BECAME_CRITICAL']],
    ['float that was not stated', { code, early }, { code, early, float: '-8' }, ['BECAME_CRITICAL']],
    ['float won back', { code, early, float: '-8' }, { code, early, float: '8' }, []],
    ['more float lost', { code, early, float: '-8' }, { code, early, float: '-80' }, []],
    [
      'a baseline that moved',
      { code, early, baseline: early },
      { code, early, baseline: later },
      ['PLANNED_CHANGED'],
    ],
    [
      'a baseline and a forecast that moved',
      { code, early, baseline: early },
      { code, early: later, baseline: later },
      ['PLANNED_CHANGED', 'FORECAST_CHANGED'],
    ],
    [
      'a baseline that came',
      { code, early, planned: early },
      { code, early, planned: early, baseline: later },
      [],
    ],
    [
      'a planned date without a baseline that went along with the forecast',
      { code, early, planned: early },
      { code, early: later, planned: later },
      ['FORECAST_CHANGED'],
    ],
    [
      'a planned date without a baseline that moved alone',
      { code, early, planned: early },
      { code, early, planned: later },
      ['PLANNED_CHANGED'],
    ],
    [
      'reached later than expected',
      { code, early, float: '8' },
      { code, actual: later, float: '0' },
      ['COMPLETED'],
    ],
    ['an actual date corrected', { code, actual: early }, { code, actual: later }, ['ACTUAL_CHANGED']],
    ['an actual date taken back', { code, actual: early }, { code, early: later }, ['ACTUAL_CHANGED']],
  ])('%s', (_name, before, after, expected) => expect(kinds(before, after)).toEqual(expected));

  it('tells what was added and removed, and the dates of both sides', () => {
    const before = state({ code: 'A', early }, { code: 'B', early, float: '-8' });
    const after = state({ code: 'B', early: later, float: '-8' }, { code: 'C', actual: early });
    const dates = { plannedDate: null, forecastDate: early, actualDate: null, critical: null };
    const critical = { ...dates, critical: true };
    expect(differences(before, after)).toEqual([
      {
        ...{ kind: 'FORECAST_CHANGED', key: 'B', code: 'B', before: critical },
        after: { ...critical, forecastDate: later },
      },
      { kind: 'ADDED', key: 'C', code: 'C', before: null, after: { ...dates, actualDate: early } },
      { kind: 'REMOVED', key: 'A', code: 'A', before: dates, after: null },
    ]);
  });

  it('does not take a milestone for removed, or for new later, where rows could not be read', () => {
    const before = state({ code: 'A', early }, { code: 'B', early });
    const broken = toState(schedule('p6:1', DAY, [{ code: 'B', early: later }], { incomplete: true }));
    expect(differences(before, broken).map(({ kind, key }) => [kind, key])).toEqual([
      ['FORECAST_CHANGED', 'B'],
    ]);
    const kept = carryOver(before, broken);
    expect(differences(kept, state({ code: 'A', early }, { code: 'B', early: later }))).toEqual([]);
  });

  it('follows codes that are numbered anew by the id of the task', () => {
    const rows = [
      { code: '1.1', early },
      { code: '1.2', early: later },
    ];
    const before = toState(schedule('file:a.xml#0', DAY, rows, { codesMove: true }));
    const moved = schedule('file:b.xml#0', DAY, rows, { codesMove: true });
    const activities = moved.activities.map((own, at) => ({ ...own, code: `1.${at + 2}` }));
    expect(differences(before, toState({ ...moved, activities }))).toEqual([]);
  });

  it('knows a schedule that has nothing in common with the one before', () => {
    const before = state({ code: 'A', early });
    expect(isAnother(before, state({ code: 'B', early }))).toBe(true);
    expect(isAnother(before, state({ code: 'B' }, { code: 'A' }))).toBe(false);
    expect(isAnother(state(), state({ code: 'B', early }))).toBe(false);
    expect(isAnother(before, state())).toBe(false);
  });

  it('leaves out a code that no tool writes, and takes the first of two that are the same', () => {
    const { milestones } = state(
      { code: 'x'.repeat(LONGEST_KEY + 1) },
      { code, early },
      { code, early: later },
    );
    expect(milestones).toMatchObject([{ key: code, forecastDate: early }]);
  });
});
