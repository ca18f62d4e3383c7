/** A write that was refused is corrected and replayed; what would slip past a rule or another's right is turned down. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { SANDBOX_TOKENS } from '../../gateway/sandbox-config.js';
import { erpAdmin } from './erp-admin.js';
import type { Scenario } from './plumbline.js';
import { startUsageScenario, usageOf } from './usage.js';
import { mutate, readWrite, settled } from './writes.js';

let scenario: Scenario;
let input: Record<string, unknown>;

beforeAll(async () => {
  scenario = await startUsageScenario();
  const usage = usageOf(scenario.sandbox);
  input = { ...usage.input, hours: '2', date: usage.freeDays[0] };
}, 120_000);
afterAll(() => scenario.stop());

it('is DEAD after a refusal, and goes on with what a person corrected', async () => {
  // Somebody renames an account between the check and the posting, and names it back.
  const erp = erpAdmin(scenario);
  const accounts = await erp.rows('account.account', [['code', '=', '610100']], ['code']);
  const rename = (code: string) =>
    Promise.all(accounts.map(({ id }) => erp.set('account.account', id, { code })));
  scenario.fault('odoo', { garbage: true, path: '/account.move/load' });
  const { write } = await mutate(scenario, 'recordEquipmentUsage', {
    clientMutationId: 'replay-case-1',
    ...input,
  });
  const until = Date.now() + 20_000;
  while (Date.now() < until && (await readWrite(scenario, write!.id)).status !== 'RETRYING')
    await new Promise((done) => setTimeout(done, 50));
  await rename('619999');
  scenario.mend();
  expect(await settled(scenario, write!.id)).toMatchObject({ status: 'DEAD', failure: { step: 'charge' } });
  await rename('610100');
  const replay = (over: object, token?: string) =>
    mutate(scenario, 'replayWrite', { write: write!.id, ...over }, token);
  const corrected = (over: object) => ({ correctedInput: JSON.stringify({ ...input, ...over }) });

  const analyst = await replay({}, SANDBOX_TOKENS.analyst);
  expect(analyst.userErrors).toMatchObject([{ code: 'FORBIDDEN' }]);
  const costly = await replay(corrected({ hours: '24' }));
  expect(costly.userErrors[0]?.message).toContain('needs approval ("a long day")');
  const wrong = await replay(corrected({ hours: '25' }));
  expect(wrong.userErrors).toMatchObject([{ code: 'BAD_HOURS' }]);
  const garbage = await replay({ correctedInput: 'not json' });
  expect(garbage.userErrors).toMatchObject([{ code: 'BAD_INPUT' }]);

  const good = await replay(corrected({ hours: '3' }));
  expect(good.userErrors).toEqual([]);
  expect(await settled(scenario, write!.id)).toMatchObject({ status: 'SUCCEEDED', run: 2 });
  const { audit } = await readWrite(scenario, write!.id);
  expect(audit.map(({ event }) => event)).toContain('REPLAYED');
  expect((await replay({})).userErrors).toMatchObject([{ code: 'WRONG_STATE' }]);
}, 60_000);
