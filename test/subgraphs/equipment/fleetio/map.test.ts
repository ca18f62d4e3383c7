import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createWireServer, type WireServer } from '../../../../sandbox/wire-server.js';
import { createFirm } from '../../../../sandbox/firm/index.js';
import { createFleetioConnector } from '../../../../subgraphs/equipment/fleetio/index.js';
import type { MaintenanceConnector } from '../../../../subgraphs/equipment/connector.js';
import { equipmentSettings } from '../../../../subgraphs/equipment/index.js';
import { toCompanies } from '../sandbox.js';

const companies = toCompanies(createFirm({ scale: 1 }));
const [first] = companies;

const LISTS: Record<string, unknown[]> = {
  '/v1/vehicles': [
    {
      id: 1,
      name: 'EX-1',
      group_name: first!.name,
      ownership: 'owned',
      vehicle_status_name: 'Active',
      vin: 'SN1',
      primary_meter_unit: 'hr',
      primary_meter_value: '10.5',
      primary_meter_date: '2026-10-01',
      custom_fields: { pin: ' P1 ', serial_number: '' },
    },
    {
      id: 2,
      name: 'EX-2',
      group_name: 'Elsewhere',
      vehicle_status_name: 'Odd',
      archived_at: '2026-01-01',
      custom_fields: null,
    },
    { id: 'three', name: 'EX-3' },
  ],
  '/v2/issues': [
    {
      id: 1,
      state: 'open',
      vehicle: { id: 1 },
      priority: 'critical',
      reported_at: '2026-10-01T08:00:00-05:00',
    },
    {
      id: 2,
      state: 'closed',
      vehicle_id: 1,
      priority: { name: 'Medium', alias: 'medium' },
      closed_at: '2026-10-02',
    },
    { id: 3, state: 'open', priority: null },
  ],
  '/v2/work_orders': [
    { id: 1, number: '77', vehicle_id: 1, state: 'active', labor_subtotal: 100.1, parts_subtotal: '0.205' },
  ],
  '/v1/vehicle_assignments': [
    {
      id: 1,
      vehicle_id: 1,
      started_at: '2026-10-01T23:30:00-05:00',
      ended_at: null,
      custom_fields: { job: 'J-1', cost_code: 2300 },
    },
    { id: 2, vehicle_id: 1, started_at: 'soon' },
  ],
  '/v1/fuel_entries': [
    { id: 1, vehicle_id: 1, date: '2026-10-01', us_gallons: '10.0', total_amount: '40.005' },
  ],
  '/v1/meter_entries': [
    { id: 1, vehicle_id: 1, date: '2026-10-01', value: '10.50' },
    { id: 2, vehicle_id: 1, date: '2026-10-01', value: '99999', void: true },
    { id: 3, vehicle_id: 1, date: '2026-10-01', value: '5', meter_type: 'secondary' },
    { id: 4, vehicle_id: 2, date: '2026-10-01', value: '5' },
  ],
};

describe('Fleetio connector', () => {
  let server: WireServer;
  let connector: MaintenanceConnector;
  beforeAll(async () => {
    server = await createWireServer({
      handler: ({ path }) => ({
        status: 200,
        body: JSON.stringify({ records: LISTS[path], next_cursor: null }),
      }),
    });
    const { maintenance } = equipmentSettings.parse({
      maintenance: { url: `${server.url}/`, token: 't', accountToken: 'a' },
    });
    connector = createFleetioConnector(maintenance, companies, undefined);
  });
  afterAll(async () => {
    await connector.close();
    await server.close();
  });

  it('reads machines and reports the one it cannot read', async () => {
    const { records, problems } = await connector.machines();
    expect(records).toMatchObject([
      {
        key: '1',
        number: 'EX-1',
        company: first!.code,
        serialNumber: 'SN1',
        pin: 'P1',
        availability: 'AVAILABLE',
        ownership: 'OWNED',
        meters: [{ value: '10.5' }],
      },
      { key: '2', company: null, availability: 'RETIRED', ownership: null, pin: null },
    ]);
    expect(problems).toEqual([expect.stringMatching(/record 2 \(id three\): id /)]);
  });

  it('reads issues, work orders, assignments, fuel and meters', async () => {
    const issues = await connector.issues();
    expect(issues.records).toMatchObject([
      { machine: '1', severity: 'CRITICAL', occurredAt: '2026-10-01T13:00:00.000Z', clearedAt: null },
      { machine: '1', severity: 'MEDIUM', clearedAt: '2026-10-02T00:00:00.000Z' },
    ]);
    expect(issues.problems).toEqual([expect.stringContaining('names no vehicle')]);
    expect((await connector.workOrders()).records).toMatchObject([
      { number: '77', open: true, totalCost: '100.31' },
    ]);
    const stays = await connector.assignments();
    expect(stays.records).toMatchObject([{ start: '2026-10-01', end: null, job: 'J-1', costCode: '2300' }]);
    expect(stays.problems).toEqual([expect.stringContaining('"soon" is not a date')]);
    expect((await connector.fuel()).records).toMatchObject([{ litres: '37.854', cost: '40.01' }]);
    expect((await connector.readings()).records).toEqual([
      { machine: '1', at: '2026-10-01T00:00:00.000Z', hours: '10.5' },
    ]);
  });

  it('says so when the platform answers something else', async () => {
    server.setFaults({ garbage: true });
    await expect(connector.fuel()).rejects.toMatchObject({ system: 'maintenance', kind: 'GARBAGE' });
    server.setFaults({});
  });
});
