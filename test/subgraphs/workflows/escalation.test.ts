/** Which levels of a breakdown are due. */
import { describe, expect, it } from '@jest/globals';
import type { OpenAlert } from '../../../store/store.js';
import { dueLevels } from '../../../subgraphs/workflows/alerts/escalation.js';
import { alertsSettings } from '../../../subgraphs/workflows/index.js';

const told = Date.parse('2026-11-20T10:00:00Z');
const minutes = (count: number): number => told + count * 60_000;
const alert: OpenAlert = {
  ...{ key: 'k', breakdown: 'maintenance:1', company: 'NB', project: null, equipment: 'eqp_1' },
  ...{ severity: 'CRITICAL', openedBy: '1', levels: [] },
  since: { LOW: new Date(told), HIGH: new Date(told), CRITICAL: new Date(minutes(20)) },
};
const { escalation: rules } = alertsSettings.parse({
  escalation: [
    { severity: 'HIGH', afterMinutes: 15, to: ['role:field'] },
    { severity: 'CRITICAL', afterMinutes: 15, to: ['anna', 'role:admin'] },
    { severity: 'LOW', afterMinutes: 1, to: ['bo'], companies: ['SB'] },
  ],
});
const levelsAt = (count: number, own = alert): number[] =>
  dueLevels(own, rules, minutes(count)).map(({ level }) => level);

describe('a rule is due', () => {
  it('so long after the breakdown was told to be that severe, in the companies it names, once', () => {
    expect(levelsAt(14.9)).toEqual([]);
    expect(levelsAt(15)).toEqual([1]);
    expect(levelsAt(34)).toEqual([1]);
    expect(levelsAt(35)).toEqual([1, 2]);
    expect(levelsAt(500, { ...alert, levels: [1] })).toEqual([2]);
    expect(levelsAt(500, { ...alert, company: 'SB', levels: [1, 2] })).toEqual([3]);
    expect(levelsAt(500, { ...alert, since: { LOW: new Date(told) } })).toEqual([]);
  });

  it('and refused where it is set up wrongly', () => {
    const parse = (rule: object) => () => alertsSettings.parse({ escalation: [rule] });
    const good = { severity: 'HIGH', afterMinutes: 15, to: ['role:field'] };
    expect(parse({ ...good, to: ['role: field'] })).toThrow(/role:<role>/);
    expect(parse({ ...good, to: [] })).toThrow();
    expect(parse({ ...good, severity: 'SEVERE' })).toThrow();
    expect(parse({ ...good, afterMinutes: 0 })).toThrow();
  });
});
