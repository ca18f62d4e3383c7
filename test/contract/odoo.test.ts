/** The recorded Odoo 19 contract, run against the simulator that the rest of the tests trust. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createFirm } from '../../sandbox/firm/index.js';
import { createOdooSimulator, ODOO_API_KEY, ODOO_DATABASE } from '../../sandbox/odoo/simulator.js';
import type { WireServer } from '../../sandbox/wire-server.js';
import { cases, createRunner, needsTwoDatabases, runCase, type ContractRunner } from './suite.mjs';

const servers: WireServer[] = [];
let one: ContractRunner;
let two: ContractRunner;

async function start(otherDatabases: readonly string[]): Promise<ContractRunner> {
  const server = await createOdooSimulator(createFirm({ scale: 1 }), { otherDatabases });
  servers.push(server);
  return createRunner({
    url: server.url,
    database: ODOO_DATABASE,
    twoDatabases: otherDatabases.length > 0,
    password: 'gateway-password',
    keys: {
      gateway: ODOO_API_KEY,
      admin: `${ODOO_API_KEY}-admin`,
      reader: `${ODOO_API_KEY}-reader`,
      minimal: `${ODOO_API_KEY}-minimal`,
    },
  });
}

beforeAll(async () => {
  one = await start([]);
  two = await start(['second']);
});
afterAll(() => Promise.all(servers.map((server) => server.close())));

describe('recorded exchanges', () => {
  it.each(cases.map(({ id }) => id))('%s', async (id) => {
    const found = cases.find((one) => one.id === id);
    expect(found).toBeDefined();
    const target = needsTwoDatabases(id) ? two : one;
    expect(await runCase(target, found!)).toBeNull();
  });
});
