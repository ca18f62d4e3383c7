import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createFirm } from '../../../sandbox/firm/index.js';
import { createFleetioSimulator, FLEETIO_CREDENTIALS } from '../../../sandbox/fleetio/index.js';
import type { WireServer } from '../../../sandbox/wire-server.js';

const firm = createFirm({ scale: 1 });
const { token, accountToken } = FLEETIO_CREDENTIALS;
const headers = {
  authorization: `Token ${token}`,
  'account-token': accountToken,
  'x-api-version': '2024-03-15',
};

describe('Fleetio simulator', () => {
  let server: WireServer;
  beforeAll(async () => {
    server = await createFleetioSimulator(firm);
  });
  afterAll(() => server.close());
  const get = (path: string, sent: Record<string, string> = headers) =>
    fetch(server.url + path, { headers: sent });

  it.each([
    [401, '/v1/vehicles', {}],
    [404, '/v1/nothing', headers],
    [404, '/v1/vehicles/1', headers],
    [422, '/v1/vehicles?per_page=101', headers],
    [422, '/v1/vehicles?start_cursor=zzz', headers],
    [422, '/v1/vehicles', { ...headers, 'x-api-version': 'latest' }],
  ])('answers %i to %s', async (status, path, sent) => {
    expect((await get(path, sent as Record<string, string>)).status).toBe(status);
  });

  it('pages by cursor without loss', async () => {
    const ids: number[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const path: string = `/v1/vehicles?per_page=7${cursor && `&start_cursor=${cursor}`}`;
      const page = (await (await get(path)).json()) as {
        records: { id: number }[];
        next_cursor: string | null;
      };
      ids.push(...page.records.map(({ id }) => id));
      cursor = page.next_cursor;
    }
    expect(ids).toEqual(firm.machines.map(({ vehicleId }) => vehicleId).sort((a, b) => a - b));
  });

  const send = (method: string, path: string, body: unknown) =>
    fetch(server.url + path, { method, headers, body: JSON.stringify(body) });

  it('keeps what is written, twice when it is sent twice, and shows it in the list', async () => {
    const vehicle = firm.machines[0]!.vehicleId;
    const issue = { asset_type: 'Vehicle', asset_id: vehicle, summary: 'Leak', reported_at: '2026-11-01' };
    const ids = [];
    for (let time = 0; time < 2; time += 1) {
      const made = await send('POST', '/v2/issues', issue);
      expect(made.status).toBe(201);
      ids.push(((await made.json()) as { id: number }).id);
    }
    expect(ids[0]).not.toBe(ids[1]);
    const list = await get(`/v2/issues?filter[vehicle_id][eq]=${vehicle}&filter[state][eq]=open`);
    const { records } = (await list.json()) as { records: { id: number }[] };
    expect(records.map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
    const closed = await send('PATCH', `/v2/issues/${ids[1]}/close`, { note: 'twice' });
    expect(await closed.json()).toMatchObject({ state: 'closed', closed_note: 'twice' });
  });

  it.each([
    [404, 'PATCH', '/v2/issues/999999', {}, { message: 'Not Found' }],
    [404, 'POST', '/v1/vehicles', {}, { message: 'Not Found' }],
    [
      422,
      'POST',
      '/v1/meter_entries',
      { value: 1 },
      { errors: { vehicle_id: ["can't be blank"], date: ["can't be blank"] } },
    ],
    [
      422,
      'POST',
      '/v1/fuel_entries',
      { vehicle_id: 999999, date: '2026-11-01', us_gallons: 1 },
      { errors: { vehicle: ['must exist'], 'meter_entry.value': ["can't be blank"] } },
    ],
  ])('answers %i to %s %s', async (status, method, path, body, answer) => {
    const refused = await send(method, path, body);
    expect([refused.status, await refused.json()]).toEqual([status, answer]);
  });

  it('refuses a filter it does not offer', async () => {
    expect((await get('/v2/issues?filter[colour][eq]=red')).status).toBe(400);
  });

  it('counts calls by list', () => {
    expect(server.calls.get('GET /v1/vehicles/{id}')).toBe(1);
    expect(server.calls.get('PATCH /v2/issues/{id}/close')).toBe(1);
  });
});
