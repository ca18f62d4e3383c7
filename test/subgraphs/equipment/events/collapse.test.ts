/** Repeats of a fault are one breakdown, in whatever order and however often they come. */
import { describe, expect, it } from '@jest/globals';
import { collapse } from '../../../../subgraphs/equipment/events/collapse.js';
import type { KeptBreakdown } from '../../../../subgraphs/equipment/events/kept.js';
import type { BreakdownModel, Severity } from '../../../../subgraphs/equipment/model.js';

const HOUR = 3_600_000;
function fault(time: string, severity: Severity | null = 'HIGH', code = '100-1'): BreakdownModel {
  const occurredAt = `2026-10-31T${time}:00.000Z`;
  return {
    ...{ key: `P1/${code}/${occurredAt}`, machine: 'P1', severity, code, description: null },
    ...{ occurredAt, clearedAt: null },
  };
}
const spanOf = ({ occurredAt, lastOccurredAt }: KeptBreakdown) =>
  [occurredAt, lastOccurredAt].map((text) => text?.slice(11, 16));
const after = (kept: readonly KeptBreakdown[], ...faults: BreakdownModel[]) => collapse(kept, faults, HOUR);

describe('collapse', () => {
  it('makes one breakdown of repeats within the window after the last, and another after it', () => {
    const found = after([], fault('08:00'), fault('09:00'), fault('10:00'), fault('11:01'));
    expect(found.map(spanOf)).toEqual([
      ['08:00', '10:00'],
      ['11:01', '11:01'],
    ]);
  });

  it('is the same however the repeats are ordered', () => {
    const times = ['08:00', '08:30', '10:15', '09:10', '12:00', '12:59'];
    const sorted = after([], ...times.map((time) => fault(time)));
    for (let turn = 1; turn < times.length; turn += 1) {
      const turned = [...times.slice(turn), ...times.slice(0, turn)].map((time) => fault(time));
      expect(after([], ...turned)).toEqual(sorted);
    }
  });

  it('says nothing of what it knows already', () => {
    const kept = after([], fault('08:00'), fault('08:50'));
    expect(after(kept, fault('08:00'), fault('08:20'), fault('08:50'))).toEqual([]);
  });

  it('keeps the key of the first repeat that was seen when an earlier one comes late', () => {
    const kept = after([], fault('10:00'));
    const [grown, ...others] = after(kept, fault('09:30'));
    expect([grown!.key, spanOf(grown!), others]).toEqual([kept[0]!.key, ['09:30', '10:00'], []]);
  });

  it('leaves two that were told apart when a late repeat lies between them', () => {
    const kept = after([], fault('08:00'), fault('09:30'));
    const changed = after(kept, fault('08:45'));
    expect(changed.map(spanOf)).toEqual([['08:00', '08:45']]);
  });

  it('puts a late one of its own before the others', () => {
    const kept = after([], fault('12:00'));
    expect(after(kept, fault('08:00')).map(spanOf)).toEqual([['08:00', '08:00']]);
  });

  it('takes the most severe of the repeats', () => {
    expect(
      after([], fault('08:00', null), fault('08:10', 'LOW'), fault('08:20', 'CRITICAL'))[0]!.severity,
    ).toBe('CRITICAL');
    const kept = after([], fault('08:00', 'HIGH'), fault('08:30', 'LOW'));
    expect(kept[0]!.severity).toBe('HIGH');
    expect(after(kept, fault('08:10', 'CRITICAL')).map(({ severity }) => severity)).toEqual(['CRITICAL']);
  });

  it('keeps codes apart', () => {
    expect(after([], fault('08:00'), fault('08:01', 'HIGH', '200-2'))).toHaveLength(2);
  });

  it('makes one of ten thousand', () => {
    const storm = Array.from({ length: 10_000 }, (_, i) => {
      const occurredAt = new Date(Date.parse('2026-10-31T08:00:00Z') + i * 1_000).toISOString();
      return { ...fault('08:00'), occurredAt, key: `P1/100-1/${occurredAt}` };
    });
    expect(after([], ...storm).map(spanOf)).toEqual([['08:00', '10:46']]);
  });
});
