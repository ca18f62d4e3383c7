/** A process dies after an attempt was written down and before the engine knew: the engine asks for it once more. */
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openStore } from '../../../store/open.js';
import type { RunHandler, Store } from '../../../store/store.js';
import type { Effect } from '../../../subgraphs/kit/effect.js';
import { UpstreamError } from '../../../subgraphs/kit/errors.js';
import { step, type WriteDefinition, type WriteSystems } from '../../../subgraphs/workflows/define-write.js';
import { createRunner, runIdOf } from '../../../subgraphs/workflows/runner.js';
import { temporaryDirectory } from '../../store/stores.js';

const BOUND_MS = 5_000;
const dataDir = temporaryDirectory();
let store: Store;
let clock = Date.parse('2026-11-20T08:00:00Z');
let calls: string[] = [];
let isDown = false;

const post: Effect<null, boolean> = {
  name: 'post',
  system: 'maintenance',
  idempotency: { kind: 'LOOK_UP', delayBoundMs: BOUND_MS },
  run: () => {
    calls.push('run');
    if (isDown) throw new UpstreamError('maintenance', 'TIMEOUT', 'no answer in time');
    return Promise.resolve(true);
  },
  find: () => {
    calls.push('find');
    return Promise.resolve(null);
  },
};
const definition: WriteDefinition<null, null> = {
  kind: 'post',
  roles: ['admin'],
  validate: () => Promise.reject(new Error('not asked here')),
  steps: [
    step<null, null, null, boolean>({
      ...{ name: 'only', title: () => 'Post', effect: () => post, arguments: () => null },
    }),
  ],
};

beforeAll(async () => {
  store = await openStore({ dataDir, configured: {}, now: () => clock });
}, 120_000);
afterAll(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function begin(id: string): Promise<{ runner: RunHandler; run: string }> {
  const { journal } = store;
  const { write } = await journal.receive({
    ...{ id, kind: 'post', company: 'NB', project: null, subject: id, summary: id, actor: 'tester', key: id },
    ...{ input: null, inputHash: id, facts: null, reverses: null },
    steps: [{ name: 'only', system: 'maintenance' }],
  });
  const audit = { at: new Date(clock).toISOString(), actor: 'tester', event: 'QUEUED' };
  await journal.move(id, ['RECEIVED'], { to: 'QUEUED', audit });
  calls = [];
  const definitions = new Map([['post', definition as unknown as WriteDefinition]]);
  const recheck = () => Promise.reject(new Error('no other write is about the record'));
  const runner = createRunner({
    journal,
    definitions,
    systems: {} as WriteSystems,
    now: () => clock,
    recheck,
  });
  expect(await runner.next(runIdOf(write))).toMatchObject({ kind: 'ATTEMPT' });
  return { runner, run: runIdOf(write) };
}

it('finds nothing left to do after the last step, and the write succeeds', async () => {
  const { runner, run } = await begin('w1');
  await runner.attempt(run);
  await runner.attempt(run);
  expect(calls).toEqual(['run']);
  expect(await runner.next(run)).toEqual({ kind: 'END' });
  expect((await store.journal.write('w1'))?.status).toBe('SUCCEEDED');
});

it('looks for nothing before it can have landed', async () => {
  const { runner, run } = await begin('w2');
  isDown = true;
  await runner.attempt(run);
  isDown = false;
  await runner.attempt(run);
  expect(calls).toEqual(['run']);
  expect(await runner.next(run)).toEqual({ kind: 'WAIT', ms: BOUND_MS });
  clock += BOUND_MS;
  await runner.attempt(run);
  expect(calls).toEqual(['run', 'find', 'run']);
});
