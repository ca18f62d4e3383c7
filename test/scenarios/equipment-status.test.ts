/** What changes with machines reaches whoever listens, once, from the wire of the platform and of a provider. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { FLEETIO_CREDENTIALS } from '../../sandbox/fleetio/index.js';
import { connectTo } from './live.js';
import { startScenario, type Scenario } from './plumbline.js';

const QUERY = `subscription ($equipment: [String!]) { equipmentStatus(equipment: $equipment) {
  cursor kind availability previousAvailability workOrder { number status } workOrderStatus previousWorkOrderStatus
  meter { type value source } location { latitude } equipment { number availability } project { number name } } }`;

interface Change {
  readonly cursor: string;
  readonly kind: string;
  readonly [field: string]: unknown;
}

let scenario: Scenario;
const machineOf = () =>
  scenario.sandbox.firm.machines.find(
    ({ telematics, company, vehicleId, status }) =>
      telematics !== null &&
      // One in five sends no place.
      vehicleId % 5 !== 4 &&
      company === 'NB' &&
      status === 'Active' &&
      scenario.sandbox.firm.workOrders.some(
        (order) => order.vehicleId === vehicleId && order.completedAt === null,
      ),
  )!;
beforeAll(async () => {
  scenario = await startScenario({
    adjust: (config) => ({
      ...config,
      equipment: {
        ...config.equipment,
        geofences: [{ project: 'J-101', company: 'NB', latitude: 10, longitude: 10, radiusMetres: 1_000 }],
        maintenance: { ...config.equipment.maintenance, intervalMs: 500 },
        telematics: (config.equipment.telematics ?? []).map((own) => ({ ...own, intervalMs: 500 })),
      },
    }),
  });
}, 120_000);
afterAll(() => scenario.stop());

async function change(path: string, body: object): Promise<void> {
  const { token, accountToken } = FLEETIO_CREDENTIALS;
  const headers = {
    ...{ authorization: `Token ${token}`, 'account-token': accountToken },
    ...{ 'x-api-version': '2024-03-15', 'content-type': 'application/json' },
  };
  const url = `${scenario.sandbox.upstreams.maintenance.url}${path}`;
  const answer = await fetch(url, { method: 'PATCH', headers, body: JSON.stringify(body) });
  expect(answer.status).toBe(200);
}
async function idOf(list: string, name: string): Promise<number> {
  const { token, accountToken } = FLEETIO_CREDENTIALS;
  const headers = {
    authorization: `Token ${token}`,
    'account-token': accountToken,
    'x-api-version': '2024-03-15',
  };
  const answer = await fetch(`${scenario.sandbox.upstreams.maintenance.url}${list}`, { headers });
  const { records } = (await answer.json()) as { records: { id: number; name: string }[] };
  return records.find((own) => own.name === name)!.id;
}

it('tells of availability, a work order, the meter and the job site, each once', async () => {
  const machine = machineOf();
  const client = connectTo(scenario);
  const heard: Change[] = [];
  client.subscribe<{ equipmentStatus: Change }>(
    { query: QUERY, variables: { equipment: [machine.number] } },
    {
      next: ({ data }) => heard.push(data!.equipmentStatus),
      error: () => undefined,
      complete: () => undefined,
    },
  );
  await new Promise((go) => setTimeout(go, 500));
  const until = async (kind: string): Promise<Change> => {
    for (const end = Date.now() + 30_000; Date.now() < end;) {
      const found = heard.find((own) => own.kind === kind);
      if (found) return found;
      await new Promise((go) => setTimeout(go, 50));
    }
    throw new Error(`no ${kind}; heard ${JSON.stringify(heard)}`);
  };
  const statusId = await idOf('/v1/vehicle_statuses', 'Out of Service');
  await change(`/v1/vehicles/${machine.vehicleId}`, { vehicle_status_id: statusId });
  expect(await until('AVAILABILITY')).toMatchObject({
    availability: 'DOWN',
    equipment: { number: machine.number, availability: 'DOWN' },
  });
  const order = scenario.sandbox.firm.workOrders.find(
    ({ vehicleId, completedAt }) => vehicleId === machine.vehicleId && completedAt === null,
  )!;
  const completed = await idOf('/v1/work_order_statuses', 'Completed');
  await change(`/v2/work_orders/${order.id}`, { work_order_status_id: completed });
  expect(await until('WORK_ORDER')).toMatchObject({
    ...{ workOrderStatus: 'Completed', previousWorkOrderStatus: order.status },
    workOrder: { number: String(order.number), status: 'Completed' },
  });
  // The machine works another day and comes to the site.
  const last = machine.hourReadings.at(-1)!;
  const date = new Date(Date.parse(last.date) + 86_400_000).toISOString().slice(0, 10);
  const hours = String(Number(last.hours) + 3);
  (machine.hourReadings as { date: string; hours: string }[]).push({ date, hours });
  Object.assign(machine, { latitude: 10.001, longitude: 10 });
  expect(await until('METER')).toMatchObject({ meter: { type: 'OPERATING_HOURS', source: 'telematics' } });
  expect(Number((heard.find(({ kind }) => kind === 'METER')!['meter'] as { value: string }).value)).toBe(
    Number(hours),
  );
  expect(await until('GEOFENCE_ENTERED')).toMatchObject({
    project: { number: 'J-101' },
    location: { latitude: 10.001 },
  });
  await new Promise((go) => setTimeout(go, 1_500));
  expect(heard.map(({ kind }) => kind).sort()).toEqual([
    'AVAILABILITY',
    'GEOFENCE_ENTERED',
    'METER',
    'WORK_ORDER',
  ]);
  await client.dispose();
}, 90_000);
