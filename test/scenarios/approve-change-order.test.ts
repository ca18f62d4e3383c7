/** A change order moves contract and budget together, once, with a trace of both. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { SANDBOX_TOKENS } from '../../gateway/sandbox-config.js';
import { startScenario, type Scenario } from './plumbline.js';
import { upstreamWrites } from './platforms.js';
import { mutate, readWrite, settled } from './writes.js';

const OFFICE = 'scenario-office-token';
let scenario: Scenario;
let today: string;
let activity: string;
let cases = 0;

beforeAll(async () => {
  scenario = await startScenario({
    adjust: (config) => ({
      ...config,
      scheduling: { ...config.scheduling, p6: { ...config.scheduling.p6!, delayBoundMs: 300 } },
      auth: {
        tokens: [
          ...(config.auth.tokens ?? []),
          { token: OFFICE, actor: { id: 'office', roles: ['integration'], companies: '*', projects: '*' } },
        ],
      },
      workflows: { approvals: [{ name: 'a large change', write: 'approveChangeOrder', from: '50000.00' }] },
    }),
  });
  const { firm } = scenario.sandbox;
  today = firm.today;
  const schedule = firm.schedules.find(({ spelling }) => spelling.includes('101'))!;
  const open = schedule.activities.find(({ type, status }) => type === 'TASK' && status !== 'COMPLETED')!;
  activity = `p6:${schedule.objectId}/${open.objectId}`;
}, 120_000);
afterAll(() => scenario.stop());
afterEach(() => scenario.mend());

const change = (over: Record<string, unknown> = {}) => {
  cases += 1;
  return {
    ...{
      clientMutationId: `change-case-${cases}`,
      project: 'J-101',
      number: `PCO-${cases}`,
      title: 'Rock trench',
    },
    ...{ date: today, reason: 'Agreed with the town', price: '12000.10' },
    lines: [
      { costCode: '03-100', costType: 'EQUIPMENT', cost: '7000.05' },
      { costCode: '06-100', costType: 'SUBCONTRACT', cost: '-500.01' },
    ],
    ...over,
  };
};
const ask = (input: Record<string, unknown>, token?: string) =>
  mutate(scenario, 'approveChangeOrder', input, token);

interface Step {
  readonly before: string;
  readonly change: string;
  readonly after: string;
}
interface Job {
  readonly changeOrders: readonly {
    readonly number: string;
    readonly status: string;
    readonly price: string;
  }[];
  readonly baselineRevisions: readonly {
    readonly revision: number;
    readonly kind: string;
    readonly by: string;
    readonly reason: string;
    readonly write: string;
    readonly changeOrder: string | null;
    readonly reverses: number | null;
    readonly proposed: string | null;
    readonly price: Step;
    readonly cost: Step;
    readonly lines: readonly (Step & {
      readonly costCode: { readonly code: string };
      readonly costType: string;
    })[];
  }[];
  readonly cost: {
    readonly originalBudget: string;
    readonly approvedChanges: string;
    readonly revisedBudget: string;
    readonly lines: readonly {
      readonly costCode: { readonly code: string };
      readonly costType: string;
      readonly approvedChanges: string;
    }[];
    readonly wip: { readonly contractValue: string };
  };
}
async function readJob(number = 'J-101'): Promise<Job> {
  const query = `query ($number: String!) { project(number: $number) {
    changeOrders { number status price }
    baselineRevisions { revision kind by reason write changeOrder reverses proposed price { before change after }
      cost { before change after } lines { costCode { code } costType before change after } }
    cost { originalBudget approvedChanges revisedBudget lines { costCode { code } costType approvedChanges }
      wip { contractValue } } } }`;
  const { data, errors } = await scenario.ask(query, { number });
  if (errors) throw new Error(JSON.stringify(errors));
  return (data as unknown as { project: Job }).project;
}
const cents = (text: string): number => Math.round(Number(text) * 100);
const changesOf = ({ cost }: Job, code: string, type: string): number =>
  cents(
    cost.lines.find((line) => line.costCode.code === code && line.costType === type)?.approvedChanges ?? '0',
  );

describe('approveChangeOrder', () => {
  it('says what it would do, and changes nothing', async () => {
    const before = await readJob();
    scenario.resetCalls();
    const { write, plan, userErrors } = await ask(change({ validateOnly: true, activity }));
    expect({ write, userErrors }).toEqual({ write: null, userErrors: [] });
    expect(plan?.map(({ name, system }) => [name, system])).toEqual([
      ['baseline', 'plumbline'],
      ['note', 'scheduling'],
    ]);
    expect(plan?.[0]?.title).toContain('price 12000.10, cost 6500.04 USD');
    expect(upstreamWrites(scenario)).toEqual({});
    expect(await readJob()).toEqual(before);
  });

  it('moves contract and budget together to the cent, with the trace, and notes it in the schedule once', async () => {
    const before = await readJob();
    scenario.resetCalls();
    const asked = change({ activity });
    const { write, userErrors } = await ask(asked);
    expect(userErrors).toEqual([]);
    const done = await settled(scenario, write!.id);
    expect(done).toMatchObject({ status: 'SUCCEEDED', failure: null });
    expect(JSON.parse(done.steps[1]!.result!)).toMatchObject({
      html: expect.stringContaining(`Change order ${asked.number}`),
    });
    const after = await readJob();
    expect(cents(after.cost.approvedChanges) - cents(before.cost.approvedChanges)).toBe(650_004);
    expect(cents(after.cost.revisedBudget) - cents(before.cost.revisedBudget)).toBe(650_004);
    expect(after.cost.originalBudget).toBe(before.cost.originalBudget);
    expect(cents(after.cost.wip.contractValue) - cents(before.cost.wip.contractValue)).toBe(1_200_010);
    expect(changesOf(after, '03-100', 'EQUIPMENT') - changesOf(before, '03-100', 'EQUIPMENT')).toBe(700_005);
    expect(changesOf(after, '06-100', 'SUBCONTRACT') - changesOf(before, '06-100', 'SUBCONTRACT')).toBe(
      -50_001,
    );
    expect(after.baselineRevisions.at(-1)).toMatchObject({
      ...{ kind: 'CHANGE_ORDER', by: 'admin', reason: 'Agreed with the town', write: write!.id },
      ...{ changeOrder: asked.number, proposed: null, reverses: null },
      price: {
        before: before.cost.wip.contractValue,
        change: '12000.10',
        after: after.cost.wip.contractValue,
      },
      cost: { before: before.cost.revisedBudget, change: '6500.04', after: after.cost.revisedBudget },
    });
    const again = await ask(asked);
    expect(again.write?.id).toBe(write!.id);
    const other = await ask({ ...asked, price: '1.00' });
    expect(other.userErrors).toMatchObject([{ code: 'KEY_REUSED', record: write!.id }]);
    expect(upstreamWrites(scenario)).toEqual({ 'POST /p6ws/restapi/activityNote': 1 });
    expect(await readJob()).toEqual(after);
    const twice = await ask(change({ number: asked.number }));
    expect(twice.userErrors).toMatchObject([{ code: 'ALREADY_APPROVED', field: ['number'] }]);
  }, 60_000);

  it('approves one that waits, with what was agreed on in the end; the trace keeps what was proposed', async () => {
    const before = await readJob();
    expect(before.changeOrders.find(({ number }) => number === 'CO-3')?.status).toBe('PENDING');
    const { write, userErrors } = await ask(change({ number: 'CO-3', price: '9500.00' }));
    expect(userErrors).toEqual([]);
    await settled(scenario, write!.id);
    const after = await readJob();
    expect(after.changeOrders.filter(({ number }) => number === 'CO-3')).toMatchObject([
      { status: 'APPROVED', price: '9500.00' },
    ]);
    expect(JSON.parse(after.baselineRevisions.at(-1)!.proposed!)).toMatchObject({ price: '9900.00' });
    expect(after.baselineRevisions.at(-1)?.price.before).toBe(before.cost.wip.contractValue);
  }, 60_000);

  const numberOf = (stage: string): string =>
    scenario.sandbox.firm.projects.find((own) => own.company === 'NB' && own.stage === stage)!.number;
  const line = (over: object) => ({
    lines: [{ costCode: '03-100', costType: 'LABOR', cost: '1.00', ...over }],
  });
  it.each([
    [
      'an unmapped code',
      () => line({ costCode: '99-999' }),
      'NOT_FOUND',
      ['lines', '0', 'costCode'],
      '99-999',
    ],
    ['a closed job', () => ({ project: numberOf('CLOSED') }), 'CLOSED_JOB', ['project'], 'J-103'],
    ['a job still bid for', () => ({ project: numberOf('BIDDING') }), 'NOT_AWARDED', ['project'], 'J-105'],
    ['another company', () => ({ company: 'HB' }), 'CROSS_COMPANY', ['company'], 'J-101'],
    ['an unknown job', () => ({ project: 'J-999' }), 'NOT_FOUND', ['project'], 'J-999'],
    [
      'an approved one',
      () => ({ number: 'CO-1' }),
      'ALREADY_APPROVED',
      ['number'],
      expect.stringMatching(/^CO-/),
    ],
    ['a rejected one', () => ({ number: 'CO-4' }), 'REJECTED', ['number'], expect.stringMatching(/^CO-/)],
    ['a cost of parts of a cent', () => line({ cost: '1.005' }), 'BAD_AMOUNT', ['lines', '0', 'cost'], null],
    ['a price of parts of a cent', () => ({ price: '0.001' }), 'BAD_AMOUNT', ['price'], null],
    ['no change at all', () => ({ price: '0', lines: [] }), 'BAD_INPUT', ['price'], null],
    ['no cost type', () => line({ costType: 'UNCLASSIFIED' }), 'BAD_INPUT', ['lines', '0', 'costType'], null],
    [
      'a pair twice',
      () => ({ lines: [...line({}).lines, ...line({}).lines] }),
      'BAD_INPUT',
      ['lines', '1', 'costCode'],
      null,
    ],
    ['no number', () => ({ number: ' ' }), 'BAD_INPUT', ['number'], null],
    ['an unknown activity', () => ({ activity: 'p6:1/99' }), 'NOT_FOUND', ['activity'], 'p6:1/99'],
    [
      'an activity of another job',
      () => ({ project: 'J-106', activity }),
      'NOT_FOUND',
      ['activity'],
      expect.stringMatching(/^p6:/),
    ],
  ])('refuses %s before anything is written', async (_, over, code, field, record) => {
    scenario.resetCalls();
    const before = await readJob();
    const { write, userErrors } = await ask(change(over()));
    expect(write).toBeNull();
    expect(userErrors).toEqual([{ code, field, record, message: expect.stringMatching(/.{20,}/) }]);
    expect(upstreamWrites(scenario)).toEqual({});
    expect(await readJob()).toEqual(before);
  });

  it('refuses who may only look', async () => {
    const { userErrors } = await ask(change(), SANDBOX_TOKENS.analyst);
    expect(userErrors).toMatchObject([{ code: 'FORBIDDEN' }]);
  });

  it('asks somebody else by the larger of price and cost', async () => {
    const lines = [{ costCode: '03-100', costType: 'LABOR', cost: '-60000.00' }];
    const { write } = await ask(change({ price: '-10.00', lines }), OFFICE);
    expect(await readWrite(scenario, write!.id)).toMatchObject({ status: 'PENDING_APPROVAL' });
    const before = await readJob();
    await mutate(scenario, 'decideApproval', { write: write!.id, approve: true, reason: 'seen' });
    expect(await settled(scenario, write!.id)).toMatchObject({ status: 'SUCCEEDED' });
    const after = await readJob();
    expect(after.baselineRevisions.at(-1)).toMatchObject({ by: 'office', write: write!.id });
    expect(cents(after.cost.approvedChanges) - cents(before.cost.approvedChanges)).toBe(-6_000_000);
    const small = await ask(change({ price: '49999.99', lines: [] }), OFFICE);
    expect((await settled(scenario, small.write!.id)).approval).toBeNull();
  }, 60_000);

  it('notes it once when the schedule cuts the line after it was written, with one revision', async () => {
    // The activity has a note by now, which is written anew.
    scenario.fault('scheduling', { cut: 'after', path: 'activityNote', method: 'PUT' });
    const asked = change({ activity });
    const { write } = await ask(asked);
    const until = Date.now() + 20_000;
    while (Date.now() < until && (await readWrite(scenario, write!.id)).status !== 'RETRYING')
      await new Promise((done) => setTimeout(done, 20));
    scenario.mend();
    const done = await settled(scenario, write!.id);
    expect(done).toMatchObject({ status: 'SUCCEEDED' });
    expect(done.steps[1]!.attempts.at(-1)).toEqual({ outcome: 'FOUND' });
    const { html } = JSON.parse(done.steps[1]!.result!) as { html: string };
    expect(html.split(`Change order ${asked.number} `)).toHaveLength(2);
    const { baselineRevisions } = await readJob();
    expect(baselineRevisions.filter(({ changeOrder }) => changeOrder === asked.number)).toHaveLength(1);
  }, 60_000);

  it('lands once of two asked for at the same moment under one number', async () => {
    const number = 'PCO-RACE';
    const both = await Promise.all([ask(change({ number })), ask(change({ number }))]);
    const ended = await Promise.all(
      both.flatMap(({ write }) => (write ? [settled(scenario, write.id)] : [])),
    );
    expect(ended.filter(({ status }) => status === 'SUCCEEDED')).toHaveLength(1);
    for (const { status, failure } of ended.filter((one) => one.status !== 'SUCCEEDED')) {
      expect(status).toBe('DEAD');
      expect(failure).toMatchObject({ code: 'ALREADY_APPROVED' });
    }
    const { baselineRevisions } = await readJob();
    expect(baselineRevisions.filter(({ changeOrder }) => changeOrder === number)).toHaveLength(1);
  }, 60_000);

  it('is taken back by a revision of its own; nothing goes, and twice is refused', async () => {
    const before = await readJob();
    const asked = change();
    const { write } = await ask(asked);
    await settled(scenario, write!.id);
    const between = await readJob();
    const why = { write: write!.id, date: today, reason: 'withdrawn' };
    const reversal = await mutate(scenario, 'reverseWrite', { clientMutationId: 'reverse-change', ...why });
    expect(await settled(scenario, reversal.write!.id)).toMatchObject({ status: 'SUCCEEDED', failure: null });
    const after = await readJob();
    expect(after.cost.revisedBudget).toBe(before.cost.revisedBudget);
    expect(after.cost.wip.contractValue).toBe(before.cost.wip.contractValue);
    const added = after.baselineRevisions.slice(before.baselineRevisions.length);
    expect(added).toMatchObject([
      { changeOrder: asked.number, price: { change: '12000.10' } },
      {
        ...{
          kind: 'REVERSAL',
          changeOrder: `${asked.number}-R`,
          reverses: added[0]!.revision,
          reason: 'withdrawn',
        },
        price: {
          before: between.cost.wip.contractValue,
          change: '-12000.10',
          after: before.cost.wip.contractValue,
        },
        cost: { before: between.cost.revisedBudget, after: before.cost.revisedBudget },
      },
    ]);
    expect(after.changeOrders.filter(({ number }) => number.startsWith(asked.number))).toHaveLength(2);
    const second = await mutate(scenario, 'reverseWrite', { clientMutationId: 'reverse-change-2', ...why });
    expect(second.userErrors).toMatchObject([{ code: 'REVERSED_ALREADY' }]);
  }, 60_000);

  it('is still there after a restart', async () => {
    const before = await readJob();
    await scenario.restart();
    expect(await readJob()).toEqual(before);
  }, 60_000);
});
