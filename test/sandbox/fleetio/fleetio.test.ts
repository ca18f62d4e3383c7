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

  it('counts calls by list', () => {
    expect(server.calls.get('GET /v1/vehicles/{id}')).toBe(1);
  });
});
