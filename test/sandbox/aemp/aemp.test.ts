import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AEMP_CREDENTIALS, createAempSimulator } from '../../../sandbox/aemp/index.js';
import { toDuration } from '../../../sandbox/aemp/documents.js';
import { createFirm } from '../../../sandbox/firm/index.js';
import type { WireServer } from '../../../sandbox/wire-server.js';

const firm = createFirm({ scale: 1 });
const { user, password } = AEMP_CREDENTIALS.xml;
const basic = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
const bearer = `Bearer ${AEMP_CREDENTIALS.json.token}`;

describe('AEMP simulator', () => {
  let server: WireServer;
  beforeAll(async () => {
    server = await createAempSimulator(firm);
  });
  afterAll(() => server.close());
  const get = (path: string, authorization: string) =>
    fetch(server.url + path, { headers: { authorization } });

  it.each([
    [200, '/xml/Fleet/1', basic],
    [404, '/xml/Fleet/0', basic],
    [200, '/json/Fleet/0', bearer],
    [401, '/json/Fleet/0', basic],
    [401, '/xml/Fleet/1', ''],
    [404, '/csv/Fleet/1', basic],
    [404, '/json/Fleet/Equipment/ID/nobody/Faults/2026-10-01T00:00:00Z/2026-10-02T00:00:00Z/0', bearer],
  ])('answers %i to %s', async (status, path, authorization) => {
    expect((await get(path, authorization)).status).toBe(status);
  });

  it('serves each machine in its own format', async () => {
    const xml = await (await get('/xml/Fleet/1', basic)).text();
    const json = (await (await get('/json/Fleet/0', bearer)).json()) as { Fleet: { Equipment: unknown[] } };
    const count = (format: string) =>
      firm.machines.filter(({ telematics }) => telematics?.format === format).length;
    expect(xml.match(/<Equipment>/g)).toHaveLength(count('XML'));
    expect(json.Fleet.Equipment).toHaveLength(count('JSON'));
  });

  it('cuts a series at 100 and serves the rest on the next page', async () => {
    const machine = firm.machines.find(
      ({ telematics, hourReadings }) => telematics?.format === 'JSON' && hourReadings.length > 100,
    )!;
    const path = `/json/Fleet/Equipment/ID/${machine.telematics!.equipmentId}/CumulativeOperatingHours/2020-01-01T00:00:00Z/2027-01-01T00:00:00Z`;
    const pages = await Promise.all(
      [0, 1].map(async (page) => (await get(`${path}/${page}`, bearer)).json()),
    );
    const lengths = pages.map(
      (page) => (page as { CumulativeOperatingHours: unknown[] }).CumulativeOperatingHours.length,
    );
    expect(lengths).toEqual([100, machine.hourReadings.length - 100]);
  });

  it('writes hours as exact durations', () => {
    expect(toDuration('1234.51')).toBe('PT1234H30M36S');
  });
});
