import { afterEach, describe, expect, it } from '@jest/globals';
import { createWireServer, type WireRequest, type WireServer } from '../../../../sandbox/wire-server.js';
import { createAempConnector } from '../../../../subgraphs/equipment/aemp/index.js';
import { equipmentSettings } from '../../../../subgraphs/equipment/index.js';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

interface Provider {
  readonly firstPage: 0 | 1;
  readonly pages: number;
  readonly selfNext: boolean;
}

function page(number: number, { firstPage, pages, selfNext }: Provider): string {
  const last = firstPage + pages - 1;
  const next = number < last ? number + 1 : selfNext ? number : undefined;
  const links =
    next === undefined
      ? [{ rel: 'self', href: `https://x.invalid/Fleet/${number}` }]
      : [{ rel: 'next', href: `https://elsewhere.invalid/Fleet/${next}` }];
  return JSON.stringify({ Fleet: { Links: links, Equipment: [{ EquipmentHeader: { PIN: `P${number}` } }] } });
}

async function start(
  handler: (request: WireRequest) => { status: number; body: string },
): Promise<WireServer> {
  const server = await createWireServer({ handler });
  open.push(server);
  return server;
}

function connect(server: WireServer, more: object = {}, now: () => number = () => 0) {
  const { telematics, maintenance } = equipmentSettings.parse({
    maintenance: { url: 'http://127.0.0.1:9', token: '', accountToken: '' },
    telematics: [
      {
        name: 'one',
        url: server.url,
        format: 'json',
        auth: { kind: 'bearer', token: 't' },
        minIntervalMs: 0,
        ...more,
      },
    ],
  });
  expect(maintenance.fields.job).toBe('job');
  const connector = createAempConnector(telematics[0]!, undefined, now);
  open.push(connector);
  return connector;
}

describe('ISO 15143-3 client', () => {
  it.each([
    { firstPage: 0, pages: 3, selfNext: true },
    { firstPage: 1, pages: 3, selfNext: true },
    { firstPage: 1, pages: 1, selfNext: false },
    { firstPage: 0, pages: 2, selfNext: false },
  ] as const)('finds every page once: %o', async (provider) => {
    const server = await start(({ path }) => {
      const number = Number(path.split('/').at(-1));
      return number < provider.firstPage
        ? { status: 404, body: '' }
        : { status: 200, body: page(number, provider) };
    });
    const { records } = await connect(server).fleet();
    expect(records).toHaveLength(provider.pages);
  });

  it('asks an address once per interval', async () => {
    let time = 0;
    const server = await start(() => ({
      status: 200,
      body: page(0, { firstPage: 0, pages: 1, selfNext: true }),
    }));
    const connector = connect(server, { firstPage: 0, minIntervalMs: 900_000 }, () => time);
    await connector.fleet();
    await expect(connector.fleet()).rejects.toMatchObject({ kind: 'RATE_LIMITED' });
    expect([...server.calls.values()]).toEqual([1]);
    time = 900_000;
    await connector.fleet();
    expect([...server.calls.values()]).toEqual([2]);
  });

  it('does not repeat after 429 without Retry-After', async () => {
    const server = await start(() => ({ status: 429, body: '' }));
    await expect(connect(server, { firstPage: 0 }).fleet()).rejects.toMatchObject({ kind: 'RATE_LIMITED' });
    expect([...server.calls.values()]).toEqual([1]);
  });

  it.each([
    [
      'client-credentials',
      { clientId: 'c', clientSecret: 's' },
      'grant_type=client_credentials&client_id=c&client_secret=s',
    ],
    ['password-grant', { user: 'u', password: 'p' }, 'grant_type=password&username=u&password=p'],
  ])('gets a token by %s, keeps it, and renews a refused one once', async (kind, keys, form) => {
    let tokens = 0;
    const server = await start(({ path, body, headers }) => {
      if (path === '/token') {
        expect(body).toBe(form);
        return { status: 200, body: JSON.stringify({ access_token: `t${(tokens += 1)}`, expires_in: 3600 }) };
      }
      if (headers.authorization !== 'Bearer t2') return { status: 401, body: '' };
      return { status: 200, body: page(0, { firstPage: 0, pages: 1, selfNext: true }) };
    });
    const connector = connect(server, {
      firstPage: 0,
      auth: { kind, tokenUrl: `${server.url}/token`, ...keys },
    });
    await connector.fleet();
    await connector.fleet();
    expect(tokens).toBe(2);
  });
});
