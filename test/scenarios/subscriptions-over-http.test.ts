/** Subscriptions say the same when the subgraphs run in processes of their own. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { connectTo, hear, succeeded } from './live.js';
import type { Scenario } from './plumbline.js';
import { startUsageScenario, usageOf } from './usage.js';
import { mutate } from './writes.js';

let scenario: Scenario;
beforeAll(async () => {
  scenario = await startUsageScenario({ transport: 'HTTP' });
}, 120_000);
afterAll(() => scenario.stop());

it('tells each change of a write once and in order, with the write', async () => {
  const { input, freeDays } = usageOf(scenario.sandbox);
  const client = connectTo(scenario);
  const heard = hear(client, {}, succeeded);
  await new Promise((done) => setTimeout(done, 300));
  const asked = { clientMutationId: 'heard-apart-1', ...input, date: freeDays[0], hours: '1' };
  const { write } = await mutate(scenario, 'recordEquipmentUsage', asked);
  const changes = await heard;
  expect(changes.map(({ status }) => status)).toEqual(['RECEIVED', 'QUEUED', 'RUNNING', 'SUCCEEDED']);
  expect(changes.map((own) => own.write?.id)).toEqual(changes.map(() => write!.id));
  await client.dispose();
}, 60_000);
