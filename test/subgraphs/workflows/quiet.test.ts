/** Quiet hours by the wall clock, also on the nights on which clocks are moved. */
import { describe, expect, it } from '@jest/globals';
import { checkQuietHours, quietUntil } from '../../../subgraphs/workflows/alerts/quiet.js';

const night = { from: '22:00', to: '06:00', timeZone: 'Europe/Berlin' };
const until = (at: string, hours = night): string | null =>
  quietUntil(hours, new Date(at))?.toISOString() ?? null;

describe('quiet hours', () => {
  it('end in the morning, and are over at the minute they end', () => {
    expect(until('2026-11-20T20:59:59Z')).toBeNull();
    expect(until('2026-11-20T21:00:00Z')).toBe('2026-11-21T05:00:00.000Z');
    expect(until('2026-11-21T04:59:59Z')).toBe('2026-11-21T05:00:00.000Z');
    expect(until('2026-11-21T05:00:00Z')).toBeNull();
  });

  it('of an afternoon do not go over midnight', () => {
    const nap = { ...night, from: '13:00', to: '14:30' };
    expect(until('2026-11-20T12:15:00Z', nap)).toBe('2026-11-20T13:30:00.000Z');
    expect(until('2026-11-20T23:00:00Z', nap)).toBeNull();
  });

  it('end when the wall clock says so, on the short and on the long night', () => {
    // 2026-03-29 02:00 becomes 03:00, 2026-10-25 03:00 becomes 02:00.
    expect(until('2026-03-28T22:00:00Z')).toBe('2026-03-29T04:00:00.000Z');
    expect(until('2026-10-24T21:00:00Z')).toBe('2026-10-25T05:00:00.000Z');
    // An end that the wall clock leaps over: it is over once the clock shows a later time.
    const leapt = { ...night, to: '02:30' };
    expect(until('2026-03-28T23:00:00Z', leapt)).toBe('2026-03-29T01:00:00.000Z');
    // An end that the wall clock shows twice: over at the first, quiet again in the hour that comes twice.
    expect(until('2026-10-24T23:00:00Z', leapt)).toBe('2026-10-25T00:30:00.000Z');
    expect(until('2026-10-25T01:10:00Z', leapt)).toBe('2026-10-25T01:30:00.000Z');
    const half = { from: '22:00', to: '06:00', timeZone: 'Asia/Kathmandu' };
    expect(until('2026-11-20T20:00:00Z', half)).toBe('2026-11-21T00:15:00.000Z');
  });

  it('are refused where they say nothing', () => {
    expect(() => checkQuietHours({ ...night, from: '24:00' })).toThrow(/from is "24:00"/);
    expect(() => checkQuietHours({ ...night, to: '6' })).toThrow(/to is "6"/);
    expect(() => checkQuietHours({ ...night, to: '22:00' })).toThrow(/both "22:00"/);
    expect(() => checkQuietHours({ ...night, timeZone: 'Mars/Base' })).toThrow(/"Mars\/Base" is not known/);
    expect(() => checkQuietHours(night)).not.toThrow();
  });
});
