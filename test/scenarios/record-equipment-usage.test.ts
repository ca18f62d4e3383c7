/** Hours of a machine on a job: one meter reading, one charge, whatever happens on the way. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { SANDBOX_TOKENS } from '../../gateway/sandbox-config.js';
import type { Scenario } from './plumbline.js';
import { startUsageScenario, usageOf } from './usage.js';
import { mutate, readWrite, settled } from './writes.js';

let scenario: Scenario;
let input: Record<string, unknown>;
let freeDays: readonly string[];
let used = 0;

beforeAll(async () => {
  scenario = await startUsageScenario();
  const usage = usageOf(scenario.sandbox);
  input = { ...usage.input, hours: '2.5' };
  freeDays = usage.freeDays;
}, 120_000);
afterAll(() => scenario.stop());
afterEach(() => scenario.mend());

/** Every case works on a day of its own that no charge is posted for, before the last reading unless told. */
const fresh = (over: Record<string, unknown> = {}) => {
  used += 1;
  return { clientMutationId: `usage-case-${used}`, ...input, date: freeDays[used], ...over };
};
const costOf = async () => {
  const { data } = await scenario.ask('{ project(number: "J-101") { cost { costToDate actualCost } } }');
  return (data as unknown as { project: { cost: { costToDate: string; actualCost: string } } }).project.cost;
};

describe('recordEquipmentUsage', () => {
  it('says what it would do, and changes nothing', async () => {
    scenario.resetCalls();
    const asked = fresh({ validateOnly: true, date: scenario.sandbox.firm.today });
    const { write, plan, userErrors } = await mutate(scenario, 'recordEquipmentUsage', asked);
    expect({ write, userErrors }).toEqual({ write: null, userErrors: [] });
    expect(plan?.map(({ name, system }) => [name, system])).toEqual([
      ['meter', 'maintenance'],
      ['charge', 'odoo'],
    ]);
    const calls = Object.values(scenario.calls()).flatMap((own) => Object.keys(own));
    expect(
      calls.filter((name) => /load|action_|write$|unlink|^(POST|PATCH|PUT|DELETE) \/v/.test(name)),
    ).toEqual([]);
  });

  it('reads the meter, charges the job once, and the cost shows it', async () => {
    const asked = fresh({ date: scenario.sandbox.firm.today });
    const { write } = await mutate(scenario, 'recordEquipmentUsage', asked);
    const done = await settled(scenario, write!.id);
    expect(done).toMatchObject({ status: 'SUCCEEDED', failure: null });
    expect(done.steps.map(({ status }) => status)).toEqual(['DONE', 'DONE']);
    expect(done.audit.map(({ event }) => event)).toEqual([
      ...['RECEIVED', 'QUEUED', 'STARTED', 'ATTEMPT', 'ATTEMPT', 'SUCCEEDED'],
    ]);
    const again = await mutate(scenario, 'recordEquipmentUsage', asked);
    expect(again.write?.id).toBe(write!.id);
    const other = await mutate(scenario, 'recordEquipmentUsage', { ...asked, hours: '3' });
    expect(other.userErrors).toMatchObject([{ code: 'KEY_REUSED', record: write!.id }]);
  }, 60_000);

  it.each([
    ['a falling meter', { meter: '1', date: '2026-10-31' }, 'FALLING_METER'],
    ['more than a day', { hours: '25' }, 'BAD_HOURS'],
    ['a machine nobody knows', { equipment: 'EX-999' }, 'NOT_FOUND'],
    ['a cost code nobody knows', { costCode: '99-999' }, 'NOT_FOUND'],
    ['a day to come', { date: '2031-01-01' }, 'IN_FUTURE'],
  ])('refuses %s before anything is sent', async (_, over, code) => {
    scenario.resetCalls();
    const { write, userErrors } = await mutate(scenario, 'recordEquipmentUsage', fresh(over));
    expect(write).toBeNull();
    expect(userErrors[0]).toMatchObject({ code });
    expect(userErrors[0]?.message.length).toBeGreaterThan(20);
    expect(scenario.calls()['maintenance']?.['POST /v1/meter_entries']).toBeUndefined();
    expect(scenario.calls()['odoo']?.['POST /json/2/account.move/load']).toBeUndefined();
  });

  it('lands once when the ERP cuts the line after it committed', async () => {
    scenario.fault('odoo', { cut: 'after', path: '/account.move/load' });
    const { write } = await mutate(scenario, 'recordEquipmentUsage', fresh());
    const until = Date.now() + 20_000;
    while (Date.now() < until && (await readWrite(scenario, write!.id)).status !== 'RETRYING')
      await new Promise((done) => setTimeout(done, 50));
    scenario.mend();
    const done = await settled(scenario, write!.id);
    expect(done.status).toBe('SUCCEEDED');
    expect(done.steps.at(-1)?.attempts.length).toBeGreaterThan(1);
  }, 90_000);

  it('waits for somebody else’s agreement, through a restart', async () => {
    const asked = fresh({ hours: '24' });
    const { write } = await mutate(scenario, 'recordEquipmentUsage', asked, SANDBOX_TOKENS.field);
    expect(write?.status).toBe('PENDING_APPROVAL');
    const own = await mutate(
      scenario,
      'decideApproval',
      { write: write!.id, approve: true },
      SANDBOX_TOKENS.field,
    );
    expect(own.userErrors).toMatchObject([{ code: 'OWN_WRITE' }]);
    await scenario.restart();
    await mutate(scenario, 'decideApproval', { write: write!.id, approve: true, reason: 'seen it' });
    expect(await settled(scenario, write!.id)).toMatchObject({
      status: 'SUCCEEDED',
      approval: { decision: 'APPROVED' },
    });
  }, 90_000);

  it('is taken back once, by entries of its own, and the cost is what it was', async () => {
    const before = await costOf();
    const asked = fresh();
    const { write } = await mutate(scenario, 'recordEquipmentUsage', asked);
    await settled(scenario, write!.id);
    const why = { write: write!.id, date: asked.date, reason: 'wrong machine' };
    const reversal = await mutate(scenario, 'reverseWrite', { clientMutationId: 'reverse-it-1', ...why });
    expect(reversal.userErrors).toEqual([]);
    expect(await settled(scenario, reversal.write!.id)).toMatchObject({ status: 'SUCCEEDED' });
    const second = await mutate(scenario, 'reverseWrite', { clientMutationId: 'reverse-it-2', ...why });
    expect(second.userErrors).toMatchObject([{ code: 'REVERSED_ALREADY' }]);
    expect((await costOf()).actualCost).toBe(before.actualCost);
  }, 90_000);
});
