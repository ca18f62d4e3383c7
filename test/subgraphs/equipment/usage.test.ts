import { describe, expect, it } from '@jest/globals';
import { buildFleetView } from '../../../subgraphs/equipment/fleet-view.js';
import { toUsage } from '../../../subgraphs/equipment/usage.js';
import { toDayHours } from '../../../subgraphs/equipment/daily-hours.js';
import type { Fleet } from '../../../subgraphs/equipment/mirror-reader.js';
import type { CrosswalkEntry, MirrorDocument } from '../../../store/store.js';
import { createFirm } from '../../../sandbox/firm/index.js';
import { toCompanies } from './sandbox.js';

const [company] = toCompanies(createFirm({ scale: 1 }));
const rates = { ...company!, equipmentRates: { Excavator: '33.335' } };

const entry = (externalId: string, canonicalId: string): CrosswalkEntry => ({
  id: externalId,
  kind: 'PROJECT',
  system: 'maintenance',
  externalId,
  label: externalId,
  company: company!.code,
  canonicalId,
  canonicalNumber: canonicalId,
  matchedBy: 'RULE',
  rule: 'EXACT',
  matchedAt: null,
  problem: null,
  url: null,
  attributes: {},
});
const document = (body: { key: string }): MirrorDocument => ({
  source: 'maintenance',
  kind: 'x',
  key: body.key,
  body,
  asOf: new Date(0),
});
const machine = { key: '1', number: 'EX-1', company: company!.code, class: 'Excavator', ownership: 'OWNED' };
const stay = { key: '10', machine: '1', job: 'J', costCode: 'C', start: '2026-10-01', end: null };

function fleet(
  readings: Record<string, string>,
  record: object = {},
  stays: (typeof stay | object)[] = [stay],
): Fleet {
  const code = company!.code;
  const view = buildFleetView({
    canonical: [{ id: 'm', kind: 'EQUIPMENT', company: code, number: 'EX-1', name: null }],
    maintenanceIds: [entry('1', 'm')],
    telematicsIds: [],
    jobs: [entry(`${code}/J`, 'p')],
    costCodes: [entry(`${code}/C`, '02-300')],
    machines: [document({ ...machine, ...record })],
    assignments: stays.map((one) => document({ ...stay, ...one })),
    workOrders: [],
    breakdowns: [],
    units: [],
  });
  const points = Object.entries(readings).map(([day, value]) => ({
    machine: '1',
    meter: 'OPERATING_HOURS',
    at: new Date(`${day}T20:00:00Z`),
    value,
  }));
  const state = {
    system: 'maintenance',
    name: 'maintenance',
    asOf: new Date(0),
    stale: false,
    available: true,
    error: null,
  } as const;
  return {
    revision: 0,
    ...view,
    maintenance: state,
    telematics: new Map(),
    series: () => Promise.resolve({ source: 'maintenance', points }),
  };
}
const usage = (...args: Parameters<typeof fleet>) => toUsage(fleet(...args), 'p', rates, '2026-10-31');

describe('usage supply', () => {
  it('charges the difference of cumulative readings, rounded half up', async () => {
    const { records, exceptions } = await usage({
      '2026-09-30': '100.1',
      '2026-10-01': '108.4',
      '2026-10-02': '108.4',
      '2026-10-05': '109.4',
    });
    expect(exceptions).toEqual([]);
    expect(records.map(({ key, hours, amount, costCode }) => [key, hours, amount, costCode])).toEqual([
      ['EX-1/2026-10-01', '8.3', '276.68', '02-300'],
      ['EX-1/2026-10-05', '1', '33.34', '02-300'],
    ]);
  });

  it('lists a meter that went back or jumped, with its values, and charges nothing for the day', async () => {
    const { records, exceptions } = await usage({
      '2026-10-01': '100',
      '2026-10-02': '90',
      '2026-10-03': '200',
      '2026-10-04': '201',
    });
    expect(records.map(({ key }) => key)).toEqual(['EX-1/2026-10-04']);
    expect(
      exceptions.map(({ code, message }) => [code, /from (\S+) h to (\S+) h/.exec(message)?.slice(1)]),
    ).toEqual([
      ['METER_WENT_BACK', ['100', '90']],
      ['METER_JUMPED', ['90', '200']],
    ]);
  });

  it('lists a missing rate with the hours, and a cost code without a match with its amount', async () => {
    const readings = { '2026-10-01': '1', '2026-10-02': '3' };
    expect(await usage(readings, { class: 'Paver' })).toMatchObject({
      records: [],
      exceptions: [{ code: 'EQUIPMENT_RATE_MISSING', message: expect.stringContaining('2 h') }],
    });
    const unmatched = await usage(readings, {}, [{ costCode: 'nonsense' }]);
    expect(unmatched.records).toMatchObject([{ costCode: 'UNCODED', amount: '66.67' }]);
    expect(unmatched.exceptions).toMatchObject([{ code: 'COST_CODE_UNMATCHED', amount: '66.67' }]);
  });

  it('lists an assigned machine of which no source has a reading', async () => {
    const { records, exceptions } = await usage({});
    expect(records).toEqual([]);
    expect(exceptions).toMatchObject([{ code: 'EQUIPMENT_WITHOUT_READINGS', recordId: 'EX-1' }]);
  });

  it('leaves rented machines to the vendor bill only where the company says so', async () => {
    const readings = { '2026-10-01': '1', '2026-10-02': '3' };
    const rented = fleet(readings, { ownership: 'RENTED' });
    expect(
      (await toUsage(rented, 'p', { ...rates, rentedEquipment: 'VENDOR' }, '2026-10-31')).records,
    ).toEqual([]);
    expect(
      (await toUsage(rented, 'p', { ...rates, rentedEquipment: 'INTERNAL' }, '2026-10-31')).records,
    ).toHaveLength(1);
  });

  it('counts a day of overlapping assignments once, for the one that started last', async () => {
    const { records, exceptions } = await usage({ '2026-10-05': '1', '2026-10-06': '3' }, {}, [
      stay,
      { key: '11', start: '2026-10-04', costCode: null },
    ]);
    expect(records).toMatchObject([{ key: 'EX-1/2026-10-06', costCode: 'UNCODED' }]);
    expect(exceptions.map(({ code }) => code)).toEqual(['ASSIGNMENTS_OVERLAP', 'COST_CODE_UNMATCHED']);
  });

  it('stops at today and uses the last reading of a day', async () => {
    expect(
      (await toUsage(fleet({ '2026-10-30': '1', '2026-11-02': '5' }), 'p', rates, '2026-10-31')).records,
    ).toEqual([]);
    const at = (time: string, value: string) => ({
      machine: '1',
      meter: 'OPERATING_HOURS',
      at: new Date(time),
      value,
    });
    const days = toDayHours([
      at('2026-10-01T08:00:00Z', '1'),
      at('2026-10-02T08:00:00Z', '2'),
      at('2026-10-02T18:00:00Z', '6'),
    ]);
    expect(days.map(({ hours }) => hours.toFixed())).toEqual(['5']);
  });
});
