/** Machine time reaches the books once, a posting per job and day; what cannot be posted is told until it is. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Big } from 'big.js';
import { SANDBOX_TOKENS } from '../../gateway/sandbox-config.js';
import type { Firm } from '../../sandbox/index.js';
import { erpAdmin, expectNoWrites } from './erp-admin.js';
import { exceptionsOf, runFlow, runToEnd, writesOf } from './flows.js';
import { readErp } from './landed.js';
import { startScenario, type JobAnswer, type Scenario } from './plumbline.js';
import { readEveryJob } from './unified-cost.js';
import { mutate, settled } from './writes.js';

const FLOW = 'dailyEquipmentUsage';
let scenario: Scenario;
let window: { from: string; to: string };
let expected: ReturnType<typeof openUsage>;

/** What the firm's raw ledger says is worked in a window and not charged, by job and day, in cents. */
function openUsage(firm: Firm, from: string, to: string) {
  const posted = (one: Firm['usage'][number]) => one.postedMoveId !== null && !one.reversed;
  const open = firm.usage.filter((one) => one.date >= from && one.date <= to && !posted(one));
  const byDay = new Map<string, { cents: bigint; machines: string[]; company: string }>();
  for (const one of open) {
    const job = firm.projects.find((own) => own.accountId === one.accountId);
    // Two companies may use one job.
    const key = `${one.company}/${job?.number ?? one.accountId}/${one.date}`;
    const known = byDay.get(key) ?? { cents: 0n, machines: [], company: one.company };
    const cents = BigInt(new Big(one.hours).times(one.rate).times(100).round(0, 1).toFixed(0));
    byDay.set(key, { ...known, cents: known.cents + cents, machines: [...known.machines, one.machine] });
  }
  return byDay;
}
const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
const cents = (text: string | null): bigint => BigInt((text ?? '0').replace('.', ''));
const total = (values: Iterable<{ cents: bigint }>): bigint =>
  [...values].reduce((sum, own) => sum + own.cents, 0n);

beforeAll(async () => {
  scenario = await startScenario();
  const { firm } = scenario.sandbox;
  const last = firm.usage
    .filter((one) => one.postedMoveId === null)
    .map(({ date }) => date)
    .sort()
    .at(-1)!;
  window = { from: addDays(last, -2), to: last };
  expected = openUsage(firm, window.from, window.to);
}, 120_000);
afterAll(() => scenario.stop());

describe('dailyEquipmentUsage', () => {
  it('has something to post in the window', () => {
    expect(expected.size).toBeGreaterThan(2);
  });

  it('says what it would post, and posts nothing', async () => {
    scenario.resetCalls();
    const asked = { clientMutationId: 'look-first-1', flow: FLOW, validateOnly: true, ...window };
    const { run, plan, userErrors } = await runFlow(scenario, asked);
    expect({ run, userErrors }).toEqual({ run: null, userErrors: [] });
    expect(plan!.length).toBeGreaterThan(0);
    expectNoWrites(scenario);
  }, 60_000);

  it('charges each job and day in one entry, and no cost to date moves by a cent', async () => {
    const before = await readEveryJob(scenario);
    const { status, counts } = await runToEnd(scenario, {
      clientMutationId: 'usage-run-1',
      flow: FLOW,
      ...window,
    });
    expect(status).toBe('SUCCEEDED');
    const writes = await writesOf(scenario, 'postDailyUsage');
    expect(new Set(writes.map((own) => own.status))).toEqual(new Set(['SUCCEEDED']));
    expect(writes).toHaveLength(counts['writes']!);
    const left = (await exceptionsOf(scenario, FLOW)).filter((own) => own.kind === 'USAGE_NOT_POSTED');
    const after = await readEveryJob(scenario);
    expect(after.map(costToDate)).toEqual(before.map(costToDate));
    const moved = sum(after, 'actualCost') - sum(before, 'actualCost');
    expect(moved).toBe(sum(before, 'accruedEquipmentCost') - sum(after, 'accruedEquipmentCost'));
    const entries = await postedEntries();
    expect(new Set(entries.map(({ ref, company_id }) => `${String(company_id)} ${String(ref)}`)).size).toBe(
      entries.length,
    );
    expect(entries).toHaveLength(writes.length);
    // Every job and day of the ledger is posted to the cent, or told as an exception.
    const untold = [...expected].filter(
      ([key]) => !left.some((own) => `${own.company}/${own.project}/${own.day}` === key),
    );
    expect(untold.length).toBeGreaterThan(0);
    for (const [key, own] of untold) expect([key, await debitOf(key)]).toEqual([key, own.cents]);
    expect(moved).toBeGreaterThanOrEqual(total(untold.map(([, own]) => own)));
  }, 180_000);

  it('posts nothing twice, also under another key and by hand', async () => {
    const entries = (await postedEntries()).length;
    const again = await runToEnd(scenario, { clientMutationId: 'usage-run-2', flow: FLOW, ...window });
    expect(again.counts['writes']).toBe(0);
    const repeated = await runFlow(scenario, { clientMutationId: 'usage-run-1', flow: FLOW, ...window });
    expect(repeated.run?.status).toBe('SUCCEEDED');
    const other = await runFlow(scenario, { clientMutationId: 'usage-run-1', flow: FLOW, from: window.to });
    expect(other.userErrors).toMatchObject([{ code: 'KEY_REUSED' }]);
    expect(await postedEntries()).toHaveLength(entries);
    const [key, own] = [...expected].find(([, day]) => day.company === 'NB')!;
    const [company, project, date] = key.split('/');
    const input = {
      equipment: own.machines[0],
      company,
      project,
      date,
      hours: '1',
      costCode: firstCostCode(),
    };
    const byHand = await mutate(scenario, 'recordEquipmentUsage', {
      clientMutationId: 'by-hand-01',
      ...input,
    });
    expect(byHand.userErrors.map(({ code }) => code)).toContain('BOOKED_ALREADY');
  }, 90_000);

  it('tells a day that a person took back, instead of posting it again', async () => {
    const { id, summary } = (await writesOf(scenario, 'postDailyUsage')).find((own) => own.company === 'NB')!;
    const [, project, date] = /on (\S+) on (\S+):/.exec(summary)!;
    const why = { clientMutationId: 'take-back-1', write: id, date, reason: 'wrong rates' };
    const reversal = await mutate(scenario, 'reverseWrite', why);
    expect(reversal.userErrors).toEqual([]);
    expect(await settled(scenario, reversal.write!.id)).toMatchObject({ status: 'SUCCEEDED' });
    await runToEnd(scenario, { clientMutationId: 'usage-run-3', flow: FLOW, ...window });
    expect(await exceptionsOf(scenario, FLOW)).toContainEqual(
      expect.objectContaining({ reason: 'TAKEN_BACK', project, day: date }),
    );
    const again = { clientMutationId: 'post-again-1', company: 'NB', project, date };
    const { write, userErrors } = await mutate(scenario, 'postDailyUsage', again);
    expect(userErrors).toEqual([]);
    expect((await settled(scenario, write!.id)).status).toBe('SUCCEEDED');
    await runToEnd(scenario, { clientMutationId: 'usage-run-4', flow: FLOW, ...window });
    const left = await exceptionsOf(scenario, FLOW);
    expect(left.filter(({ reason }) => reason === 'TAKEN_BACK')).toEqual([]);
  }, 120_000);

  it('respects the accounting close, and posts when it is lifted', async () => {
    const admin = erpAdmin(scenario);
    const { firm } = scenario.sandbox;
    // The first company's bank keeps its year from being locked.
    const company = firm.companies[1];
    const all = openUsage(firm, '2000-01-01', addDays(window.from, -1));
    const day = [...all.keys()]
      .filter((key) => key.startsWith(`${company!.code}/`))
      .map((key) => key.slice(-10))
      .sort()
      .at(-1)!;
    const earlier = { from: day, to: day };
    const open = openUsage(firm, day, day);
    await admin.set('res.company', company!.odooId, { fiscalyear_lock_date: day });
    scenario.resetCalls();
    await runToEnd(scenario, { clientMutationId: 'usage-run-5', flow: FLOW, ...earlier });
    const locked = (await exceptionsOf(scenario, FLOW)).filter(({ reason }) => reason === 'LOCKED_PERIOD');
    expect(locked.length).toBeGreaterThan(0);
    expect(new Set(locked.map((own) => own.company))).toEqual(new Set([company!.code]));
    for (const { project, day, expected: amount } of locked)
      expect(cents(amount)).toBe(open.get(`${company!.code}/${project}/${day}`)!.cents);
    await admin.set('res.company', company!.odooId, { fiscalyear_lock_date: false });
    await runToEnd(scenario, { clientMutationId: 'usage-run-6', flow: FLOW, ...earlier });
    const left = await exceptionsOf(scenario, FLOW);
    expect(left.filter(({ reason }) => reason === 'LOCKED_PERIOD')).toEqual([]);
    const statuses = (await writesOf(scenario, 'postDailyUsage')).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set(['SUCCEEDED']));
  }, 120_000);

  it.each([
    ['a flow nobody knows', { flow: 'nightly' }, 'NOT_FOUND'],
    ['days to come', { from: '2030-01-01', to: '2030-02-01' }, 'IN_FUTURE'],
    ['days the wrong way round', { from: '2026-02-01', to: '2026-01-01' }, 'BAD_WINDOW'],
    ['a short key', { clientMutationId: 'x' }, 'BAD_KEY'],
  ])('refuses %s', async (_, over, code) => {
    const answer = await runFlow(scenario, {
      clientMutationId: 'refuse-run-1',
      flow: FLOW,
      ...window,
      ...over,
    });
    expect(answer.userErrors).toMatchObject([{ code }]);
  });

  it('is not for people in the field, and shows how it goes', async () => {
    const asked = { clientMutationId: 'field-run-01', flow: FLOW, ...window };
    expect((await runFlow(scenario, asked, SANDBOX_TOKENS.field)).userErrors).toMatchObject([
      { code: 'FORBIDDEN' },
    ]);
    const { data } = await scenario.ask(
      '{ flows { kind type backlog succeeded failed failureRate withinSla schedule { cron enabled last { status } nextOccurrence } } }',
    );
    const flows = (data as unknown as { flows: { kind: string }[] }).flows;
    expect(flows.find(({ kind }) => kind === FLOW)).toMatchObject({
      ...{ type: 'BATCH', backlog: 0, succeeded: 6, failed: 0, failureRate: 0, withinSla: true },
      schedule: { enabled: false, last: { status: 'SUCCEEDED' }, nextOccurrence: null },
    });
  });
});

const costToDate = ({ number, company, cost }: JobAnswer) => [
  number,
  company.code,
  (cost as unknown as Record<string, string>)['costToDate'],
];
const sum = (jobs: readonly JobAnswer[], field: string): bigint =>
  jobs.reduce(
    (all, { cost }) => all + cents((cost as unknown as Record<string, string | null>)[field] ?? null),
    0n,
  );

const firstCostCode = (): string =>
  scenario.sandbox.firm.analyticAccounts.find(({ plan }) => plan === 'COST_CODE')!.code;

const postedEntries = () =>
  readErp(
    scenario,
    'account.move',
    [
      ['ref', '=like', 'PLB-DAY %'],
      ['state', '=', 'posted'],
      ['reversed_entry_id', '=', false],
    ],
    ['ref', 'date', 'company_id'],
  );

async function debitOf(key: string): Promise<bigint> {
  const [code, project, date] = key.split('/');
  const company = scenario.sandbox.firm.companies.find((own) => own.code === code)!;
  const domain = [
    ['ref', '=', `PLB-DAY ${project}/${date}`],
    ['company_id', '=', company.odooId],
    ['parent_state', '=', 'posted'],
    ['balance', '>', 0],
  ];
  const lines = await readErp(scenario, 'account.move.line', domain, ['balance']);
  return lines.reduce(
    (all, { balance }) => all + BigInt(new Big(Number(balance)).times(100).round(0, 1).toFixed(0)),
    0n,
  );
}
