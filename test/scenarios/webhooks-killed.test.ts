/** Between 202 and handling the process is killed: what it had acknowledged is handled by the next, each once. */
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { SANDBOX_TOKENS } from '../../gateway/sandbox-config.js';
import { createProcess, type ProductProcess } from '../crash/processes.mjs';
import { createWorld, type World } from '../crash/world.mjs';
import { connectTo } from './live.js';

const FAULTS = 8;
const NEVER = 3_600_000;
let world: World;
let product: ProductProcess;
beforeAll(async () => {
  world = await createWorld();
  const proof = { kind: 'authorization', secrets: ['Bearer of news of maintenance'] };
  const maintenance = { webhook: { proof }, intervalMs: NEVER, issuesIntervalMs: NEVER };
  const dataDir = path.join(world.directory, 'data');
  product = await createProcess({ world, dataDir, settings: { maintenance }, onCall: () => undefined });
  await product.start();
}, 120_000);
afterAll(async () => {
  await product.close();
  await world.stop();
});

async function raise(code: string): Promise<void> {
  const [{ number }] = world.firm.machines as [(typeof world.firm.machines)[number]];
  const url = `${world.upstreams.maintenance.url}/_sandbox/breakdown`;
  const body = JSON.stringify({ equipmentNumber: number, code, severity: 'CRITICAL' });
  expect((await fetch(url, { method: 'POST', body })).status).toBe(201);
}

/** The sum of a counter's samples whose labels hold the text. */
async function counted(name: string, labels: string): Promise<number> {
  const text = await (await fetch(`${product.url}/metrics`)).text();
  const own = text.split('\n').filter((line) => line.startsWith(`${name}{`) && line.includes(labels));
  return own.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}
async function until(done: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 60_000; !(await done());) {
    if (Date.now() > end) throw new Error('it never came');
    await new Promise((go) => setTimeout(go, 100));
  }
}

interface Alert {
  readonly cursor: string;
  readonly breakdown: { readonly description: string };
}
const ALERTS =
  'subscription ($after: String) { breakdownAlerts(after: $after) { cursor breakdown { description } } }';

async function hear(after: string | null, count: number): Promise<Alert[]> {
  const client = connectTo({ url: product.url }, SANDBOX_TOKENS.admin);
  const heard: Alert[] = [];
  const alerts = client.iterate<{ breakdownAlerts: Alert }>({ query: ALERTS, variables: { after } });
  for await (const { data } of alerts) {
    heard.push(data!.breakdownAlerts);
    if (heard.length === count) break;
  }
  await client.dispose();
  return heard;
}

it('loses nothing that was acknowledged, and tells nothing twice', async () => {
  const first = hear(null, 1);
  await new Promise((go) => setTimeout(go, 500));
  await raise('before');
  const [{ cursor }] = (await first) as [Alert];
  // That it was made, and that it was numbered.
  const done = 2;
  await until(async () => (await counted('plumbline_webhooks_handled_total', 'outcome="done"')) === done);
  // The platform sends, and cannot be asked: everything is acknowledged and nothing can be handled.
  world.upstreams.maintenance.setFaults({ status: 503, path: '/v2/issues' });
  for (let n = 0; n < FAULTS; n += 1) await raise(`held ${n}`);
  const received = 'plumbline_webhooks_received_total';
  await until(async () => (await counted(received, 'outcome="kept"')) >= done + 2 * FAULTS);
  const kept = await counted(received, 'outcome="kept"');
  expect(await counted('plumbline_webhooks_handled_total', 'outcome="done"')).toBe(done);
  product.kill();
  await product.start();
  expect(await counted('plumbline_webhooks_handled_total', 'outcome="done"')).toBe(0);
  world.upstreams.maintenance.setFaults({});
  await until(
    async () => (await counted('plumbline_webhooks_handled_total', 'outcome="done"')) >= kept - done,
  );
  const heard = await hear(cursor, FAULTS);
  await raise('after');
  const [all, last] = [heard, (await hear(cursor, FAULTS + 1)).at(-1)!];
  expect(all.map(({ breakdown }) => breakdown.description).sort()).toEqual(
    Array.from({ length: FAULTS }, (_, n) => `held ${n}`),
  );
  expect(last.breakdown.description).toBe('after');
}, 120_000);
