/** What our writes posted is read again: another amount, another day, another state, or gone. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { erpAdmin, type ErpAdmin } from './erp-admin.js';
import { exceptionsOf, runToEnd } from './flows.js';
import type { Scenario } from './plumbline.js';
import { startUsageScenario, usageOf } from './usage.js';
import { mutate, settled } from './writes.js';

const FLOW = 'changedAfterTheFact';
let scenario: Scenario;
let admin: ErpAdmin;
let days: readonly string[];
let input: Record<string, unknown>;
let runs = 0;
const posted: { write: string; id: number; date: string }[] = [];

const charge = async (at: number): Promise<void> => {
  const asked = { clientMutationId: `charge-to-change-${at}`, ...input, hours: '2', date: days[at]! };
  const { write, userErrors } = await mutate(scenario, 'recordEquipmentUsage', asked);
  expect(userErrors).toEqual([]);
  const done = await settled(scenario, write!.id);
  expect(done.status).toBe('SUCCEEDED');
  const { id } = JSON.parse(done.steps.find(({ name }) => name === 'charge')!.result!) as { id: number };
  posted.push({ write: write!.id, id, date: days[at]! });
};
/** As a person does it: reset, changed, posted again. */
const moveTo = async (id: number, date: string): Promise<void> => {
  await admin.ask('account.move', 'button_draft', { ids: [id] });
  await admin.set('account.move', id, { date });
  await admin.ask('account.move', 'action_post', { ids: [id] });
};
const run = () => {
  runs += 1;
  const [to, from] = [scenario.sandbox.firm.today, days[89 < days.length ? 89 : days.length - 1]!];
  return runToEnd(scenario, { clientMutationId: `look-again-${runs}`, flow: FLOW, from, to });
};
const found = async () =>
  (await exceptionsOf(scenario, FLOW)).map(({ reason, records }) => [reason, records[0]!.id]).sort();

beforeAll(async () => {
  scenario = await startUsageScenario();
  admin = erpAdmin(scenario);
  const usage = usageOf(scenario.sandbox);
  input = usage.input;
  days = usage.freeDays;
  for (const at of [1, 2, 3, 4]) await charge(at);
}, 180_000);
afterAll(() => scenario.stop());

describe('changedAfterTheFact', () => {
  it('finds what is as it was', async () => {
    expect((await run()).counts).toEqual({ postings: 4, changed: 0 });
    expect(await found()).toEqual([]);
  }, 60_000);

  it('tells an entry that was reset, and its day when it was moved', async () => {
    const [first, second] = posted as [(typeof posted)[number], (typeof posted)[number]];
    await admin.ask('account.move', 'button_draft', { ids: [first.id] });
    await moveTo(second.id, days[0]!);
    await run();
    expect(await found()).toEqual([
      ['DATE', String(second.id)],
      ['STATE', String(first.id)],
    ]);
    const [exception] = await exceptionsOf(scenario, FLOW);
    expect(exception).toMatchObject({ kind: 'CHANGED_AFTER_POSTING', project: 'J-101' });
    expect(exception!.records.map(({ kind }) => kind)).toEqual(['account.move', 'write']);
  }, 60_000);

  it('lets go of what was put right, and tells one that is gone', async () => {
    const [first, second] = posted as [(typeof posted)[number], (typeof posted)[number]];
    await moveTo(second.id, second.date);
    await admin.ask('account.move', 'unlink', { ids: [first.id] });
    await run();
    expect(await found()).toEqual([['DELETED', String(first.id)]]);
  }, 60_000);

  it('leaves out what was taken back by a write', async () => {
    const third = posted[2]!;
    const why = { clientMutationId: 'undo-charge-1', write: third.write, date: third.date, reason: 'twice' };
    const { write } = await mutate(scenario, 'reverseWrite', why);
    expect((await settled(scenario, write!.id)).status).toBe('SUCCEEDED');
    expect((await run()).counts['postings']).toBe(3);
    expect((await found()).map(([, id]) => id)).not.toContain(String(third.id));
  }, 60_000);
});
