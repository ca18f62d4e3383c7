/**
 * A target that keeps no key, and whose changes may land after the caller gave up: a blind retry doubles some of them;
 * the runner, which waits past the declared bound and then looks, doubles none.
 */
import { rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openStore } from '../../store/open.js';
import type { Store } from '../../store/store.js';
import type { Effect } from '../../subgraphs/kit/effect.js';
import { UpstreamError } from '../../subgraphs/kit/errors.js';
import { step, type WriteDefinition, type WriteSystems } from '../../subgraphs/workflows/define-write.js';
import { createRunner, runIdOf } from '../../subgraphs/workflows/runner.js';
import { temporaryDirectory } from '../store/stores.js';

const WRITES = 150;
const AT_ONCE = 15;
const PATIENCE_MS = 60;
/** After the call began. */
const LANDS_WITHIN_MS = 200;
const DELAY_BOUND_MS = 400;

const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
let seed = 7;
const random = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;

let server: Server;
let url: string;
let store: Store;
const dataDir = temporaryDirectory();
const landed: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    const name = new URL(request.url ?? '/', 'http://localhost').searchParams.get('name') ?? '';
    if (request.method === 'GET') return void response.end(String(landed.includes(name)));
    const draw = random();
    if (draw < 0.15) return void request.socket.destroy();
    const afterMs = draw < 0.6 ? 1 : random() * LANDS_WITHIN_MS;
    setTimeout(() => {
      landed.push(name);
      response.end('true');
    }, afterMs);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  store = await openStore({ dataDir, configured: {} });
}, 60_000);
afterAll(async () => {
  await store.close();
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
  rmSync(dataDir, { recursive: true, force: true });
});

async function call(method: string, name: string): Promise<string> {
  try {
    const signal = AbortSignal.timeout(method === 'GET' ? 5_000 : PATIENCE_MS);
    const answer = await fetch(`${url}/?name=${name}`, { method, signal });
    return await answer.text();
  } catch (error) {
    throw new UpstreamError('maintenance', 'TIMEOUT', 'no answer in time', (error as Error).message);
  }
}

interface Note {
  readonly name: string;
}
const leaveNote: Effect<Note, boolean> = {
  name: 'leave-note',
  system: 'maintenance',
  idempotency: { kind: 'LOOK_UP', delayBoundMs: DELAY_BOUND_MS },
  run: async ({ name }) => (await call('POST', name)) === 'true',
  find: async ({ name }) => ((await call('GET', name)) === 'true' ? true : null),
};
const definition: WriteDefinition<Note, null> = {
  kind: 'leaveNote',
  roles: ['admin'],
  validate: () => Promise.reject(new Error('not asked here')),
  steps: [
    step<Note, null, Note, boolean>({
      name: 'note',
      title: ({ input }) => `Leave ${input.name}`,
      effect: () => leaveNote,
      arguments: ({ input }) => input,
    }),
  ],
};

async function receive(name: string) {
  const { write } = await store.journal.receive({
    ...{ id: `w${name}`, kind: 'leaveNote', company: 'NB', project: null, subject: `note/${name}` },
    ...{ summary: name, actor: 'tester', key: `key-${name}`, input: { name }, inputHash: name, facts: null },
    ...{ reverses: null, steps: [{ name: 'note', system: 'maintenance' }] },
  });
  const audit = { at: new Date().toISOString(), actor: 'tester', event: 'QUEUED' };
  await store.journal.move(write.id, ['RECEIVED'], { to: 'QUEUED', audit });
  return write;
}

async function runThrough(name: string): Promise<string | undefined> {
  const { journal } = store;
  const definitions = new Map([['leaveNote', definition as unknown as WriteDefinition]]);
  const recheck = () => Promise.reject(new Error('no other write is about the record'));
  const runner = createRunner({ journal, definitions, systems: {} as WriteSystems, now: Date.now, recheck });
  const write = await receive(name);
  for (;;) {
    const next = await runner.next(runIdOf(write));
    if (next.kind === 'END') return (await journal.write(write.id))?.status;
    if (next.kind === 'WAIT') await sleep(next.ms);
    else await runner.attempt(runIdOf(write));
  }
}

async function retryBlindly(name: string): Promise<string> {
  for (;;) {
    try {
      return await call('POST', name);
    } catch {
      await sleep(20);
    }
  }
}

async function all<T>(prefix: string, one: (name: string) => Promise<T>): Promise<T[]> {
  const names = Array.from({ length: WRITES }, (_, at) => `${prefix}${at}`);
  const lanes = Array.from({ length: AT_ONCE }, async (_, lane) => {
    const results: T[] = [];
    for (const name of names.filter((_own, at) => at % AT_ONCE === lane)) results.push(await one(name));
    return results;
  });
  const results = (await Promise.all(lanes)).flat();
  await sleep(LANDS_WITHIN_MS + 50);
  return results;
}

function count(prefix: string): { landed: number; doubled: number } {
  const own = landed.filter((name) => name.startsWith(prefix));
  const distinct = new Set(own).size;
  return { landed: distinct, doubled: own.length - distinct };
}

describe('a target without keys', () => {
  it('is written to once by the runner, and several times by a blind retry', async () => {
    const statuses = await all('r', runThrough);
    await all('b', retryBlindly);
    const [ours, blind] = [count('r'), count('b')];
    console.log(`${WRITES} writes each: the runner doubled ${ours.doubled}, a blind retry ${blind.doubled}`);
    const unknown = statuses.filter((status) => status !== 'SUCCEEDED').length;
    expect({ ...ours, unknown }).toEqual({ landed: WRITES, doubled: 0, unknown: 0 });
    expect(blind.doubled).toBeGreaterThan(0);
  }, 120_000);
});
