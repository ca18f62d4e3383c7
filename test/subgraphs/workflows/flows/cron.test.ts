import { describe, expect, it } from '@jest/globals';
import { isCron, parseCron } from '../../../../subgraphs/workflows/flows/cron.js';
import { occurrencesOf } from '../../../../subgraphs/workflows/flows/schedule.js';

const after = (cron: string, moment: string): string | undefined =>
  parseCron(cron).next(new Date(moment))?.toISOString();

describe('cron', () => {
  it.each([
    ['30 2 * * *', '2026-11-20T02:30:00Z', '2026-11-21T02:30:00.000Z'],
    ['30 2 * * *', '2026-11-20T02:29:59Z', '2026-11-20T02:30:00.000Z'],
    ['*/15 * * * *', '2026-11-20T02:31:00Z', '2026-11-20T02:45:00.000Z'],
    ['0 6 1 * *', '2026-11-20T00:00:00Z', '2026-12-01T06:00:00.000Z'],
    ['0 6 * * 1-5', '2026-11-20T07:00:00Z', '2026-11-23T06:00:00.000Z'],
    ['0 6 * * 7', '2026-11-20T07:00:00Z', '2026-11-22T06:00:00.000Z'],
    ['0 0 29 2 *', '2026-11-20T00:00:00Z', '2028-02-29T00:00:00.000Z'],
    // With both days given, either will do.
    ['0 0 25 * 6', '2026-11-20T00:00:00Z', '2026-11-21T00:00:00.000Z'],
    ['5,35 8-10/2 * * *', '2026-11-20T08:36:00Z', '2026-11-20T10:05:00.000Z'],
  ])('%s after %s is %s', (cron, moment, next) => expect(after(cron, moment)).toBe(next));

  it('knows when nothing comes', () => expect(after('0 0 30 2 *', '2026-11-20T00:00:00Z')).toBeUndefined());

  it.each([
    '',
    '* * * *',
    '60 * * * *',
    '* 24 * * *',
    '* * 0 * *',
    '*/0 * * * *',
    '5-1 * * * *',
    'a * * * *',
  ])('refuses "%s"', (cron) => {
    expect(isCron(cron)).toBe(false);
    expect(() => parseCron(cron)).toThrow('cron');
  });

  it('makes up what was missed, the newest of it', () => {
    const since = new Date('2026-11-01T02:30:00Z');
    const now = Date.parse('2026-11-20T08:00:00Z');
    const days = (backFill: number): string[] =>
      occurrencesOf({ cron: '30 2 * * *', backFill }, since, now).map((at) => at.toISOString().slice(8, 10));
    expect(days(31)).toHaveLength(19);
    expect(days(2)).toEqual(['18', '19', '20']);
    expect(days(0)).toEqual(['20']);
    expect(occurrencesOf({ cron: '30 2 * * *', backFill: 5 }, new Date(now), now)).toEqual([]);
  });
});
