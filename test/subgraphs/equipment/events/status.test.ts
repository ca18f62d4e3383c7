/** What is told of a machine, from what was told last and what is now. */
import { describe, expect, it } from '@jest/globals';
import { lookAt, type ToldStatus } from '../../../../subgraphs/equipment/events/status.js';
import { isInside, metresBetween } from '../../../../subgraphs/equipment/events/geofence.js';
import type { MachineView } from '../../../../subgraphs/equipment/fleet-view.js';
import type {
  MachineModel,
  TelematicsMachineModel,
  WorkOrderModel,
} from '../../../../subgraphs/equipment/model.js';

const PARIS = { latitude: 48.8566, longitude: 2.3522 };
const fence = {
  ...PARIS,
  project: 'J-1',
  company: 'NB',
  radiusMetres: 500,
  key: 'NB/J-1/0',
  projectId: 'site-job',
};
const around = {
  ...{
    today: '2026-10-31',
    asOf: new Date('2026-10-31T12:00:00Z'),
    fences: [fence],
    marginMetres: 50,
    revision: 7,
  },
};
/** So many metres north of the middle of the site. */
const north = (metres: number) => ({ ...PARIS, latitude: PARIS.latitude + metres / 111_194.9 });

interface Given {
  readonly availability?: MachineModel['availability'];
  readonly hours?: string;
  readonly metres?: number;
  readonly at?: string;
  readonly orders?: Readonly<Record<string, Partial<WorkOrderModel>>>;
  readonly onJob?: boolean;
}
function machine({
  availability = 'AVAILABLE',
  hours = '10',
  metres = 0,
  at = '10:00',
  orders = {},
  onJob,
}: Given) {
  const moment = `2026-10-31T${at}:00.000Z`;
  const unit = {
    ...{ key: 'P', location: { ...north(metres), at: moment } },
    meters: [{ type: 'OPERATING_HOURS', unit: 'h', value: hours, at: moment }],
  } as unknown as TelematicsMachineModel;
  const assignment = { key: '1', machine: '1', job: 'J', costCode: null, start: '2026-10-01', end: null };
  return {
    ...{ id: 'm', number: 'EX-1', company: 'NB', breakdowns: [] },
    record: { availability, meters: [] } as unknown as MachineModel,
    units: [{ provider: 'yard', unit }],
    assignments: onJob ? [{ assignment, projectId: 'own-job', projectNumber: 'J', costCode: null }] : [],
    workOrders: Object.entries(orders).map(([id, order]) => ({
      id,
      workOrder: { status: 'Open', open: true, openedAt: null, completedAt: null, ...order },
    })),
  } as unknown as MachineView;
}
function told(...rounds: Given[]) {
  let known: ToldStatus | undefined;
  return rounds.map((given) => {
    const { told: next, events } = lookAt(machine(given), known, around);
    known = next;
    return events;
  });
}
const typesOf = (rounds: ReturnType<typeof told>) => rounds.map((events) => events.map(({ type }) => type));

describe('status of a machine', () => {
  it('records what it sees first without a word, and says nothing twice', () => {
    const given = { orders: { 'maintenance:1': {} } };
    expect(told(given, given)).toEqual([[], []]);
  });

  it('tells of availability, also where a new assignment makes it', () => {
    const [, down, busy] = told({}, { availability: 'DOWN' }, { onJob: true });
    expect(down).toMatchObject([
      { type: 'EQUIPMENT_AVAILABILITY_CHANGED', project: null, payload: { from: 'AVAILABLE', to: 'DOWN' } },
    ]);
    expect(busy).toMatchObject([{ project: 'own-job', payload: { from: 'DOWN', to: 'IN_USE' } }]);
  });

  it('tells of orders that are new, change, and are removed', () => {
    const completedAt = '2026-10-31T09:00:00.000Z';
    const rounds = told(
      {},
      { orders: { a: { openedAt: '2026-10-30T08:00:00.000Z' } } },
      { orders: { a: { status: 'Completed', open: false, completedAt } } },
      {},
    );
    expect(
      rounds.flat().map(({ payload: { from, to }, occurredAt }) => [from, to, occurredAt.toISOString()]),
    ).toEqual([
      [null, 'Open', '2026-10-30T08:00:00.000Z'],
      ['Open', 'Completed', completedAt],
      ['Completed', null, '2026-10-31T12:00:00.000Z'],
    ]);
  });

  it('tells of a meter once per new value, and not of an older answer', () => {
    const rounds = told(
      { at: '10:00' },
      { hours: '11', at: '11:00' },
      { hours: '10', at: '10:00' },
      { hours: '11', at: '11:30' },
    );
    expect(typesOf(rounds)).toEqual([[], ['METER_READ'], [], []]);
    expect(rounds[1]![0]).toMatchObject({ payload: { value: '11', source: 'telematics' } });
  });

  it('tells of coming and leaving, and nothing while a place jitters at the edge', () => {
    const path = [900, 499, 510, 499, 540, 551, 540, 501, 499];
    const rounds = told(...path.map((metres, i) => ({ metres, at: `1${i}:00` })));
    expect(typesOf(rounds)).toEqual([
      [],
      ['GEOFENCE_ENTERED'],
      [],
      [],
      [],
      ['GEOFENCE_LEFT'],
      [],
      [],
      ['GEOFENCE_ENTERED'],
    ]);
    expect(rounds[1]![0]).toMatchObject({
      project: 'site-job',
      occurredAt: new Date('2026-10-31T11:00:00Z'),
    });
  });

  it('takes no place from an answer that is older', () => {
    expect(typesOf(told({ metres: 0, at: '11:00' }, { metres: 900, at: '10:00' }))).toEqual([[], []]);
  });
});

describe('distance', () => {
  it('is that between two cities', () => {
    expect(metresBetween(PARIS, { latitude: 51.5074, longitude: -0.1278 }) / 1_000).toBeCloseTo(343.6, 0);
    expect(isInside(north(499), fence, false, 0)).toBe(true);
    expect(isInside(north(501), fence, false, 0)).toBe(false);
  });
});
