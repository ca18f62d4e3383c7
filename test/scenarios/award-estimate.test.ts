/** A won estimate becomes one job in every system, its budget frozen to the cent, or nothing anywhere. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { awardConfig, budgetOf, columnOf, matchesOf, OFFICE, priceOf, readJob, sendBid } from './award.js';
import { erpAdmin, type ErpAdmin } from './erp-admin.js';
import { startScenario, type Scenario } from './plumbline.js';
import { upstreamWrites } from './platforms.js';
import { mutate, readWrite, settled } from './writes.js';

let scenario: Scenario;
let erp: ErpAdmin;
let today: string;
let codes: ReadonlyMap<number, string>;
let cases = 0;

beforeAll(async () => {
  scenario = await startScenario({ adjust: awardConfig });
  erp = erpAdmin(scenario);
  const { firm } = scenario.sandbox;
  today = firm.today;
  codes = new Map(firm.analyticAccounts.map(({ id, code }) => [id, code]));
}, 120_000);
afterAll(() => scenario.stop());
afterEach(() => scenario.mend());

const CUSTOMER = { name: 'Foundry Lane Water District', taxId: 'US-77-0000900', email: 'water@example.org' };
const PACKAGES = [
  {
    ...{ name: 'Pipe supply', vendor: 'Bluff Street Pipe Supply', product: '3', reference: 'Q-9' },
    lines: [{ costCode: '03-300', costType: 'MATERIAL', wantedOn: '2027-01-15' }],
  },
  {
    ...{ name: 'Dewatering', vendor: 'Tall Pine Paving Co.', product: '5' },
    lines: [{ costCode: '06-400', costType: 'SUBCONTRACT', quantity: '10', unitPrice: '3000.25' }],
  },
];
const SEWER = {
  ...{ estimate: 'E-NB-900', revision: 1, project: 'J-900', customer: CUSTOMER, packages: PACKAGES },
  ...{ start: '2027-01-04', finish: '2027-06-25', schedule: 'FOUNDRY-LANE' },
  milestones: [{ name: 'Notice to proceed', deadline: '2027-01-04' }, { name: 'Handover' }],
};
const award = (over: Record<string, unknown>, token?: string) => {
  cases += 1;
  const input = { clientMutationId: `award-case-${cases}`, date: today, customer: CUSTOMER, ...over };
  return mutate(scenario, 'awardEstimate', input, token);
};
/** An award of a bid of its own. */
const fresh = (over: Record<string, unknown> = {}) => {
  const bid = sendBid(scenario);
  const project = bid.number.replace('E-NB', 'J');
  const customer = { name: `Owner of ${bid.number}` };
  return { bid, input: { estimate: bid.number, revision: 0, project, customer, ...over } };
};
const jobRows = (number: string) => erp.rows('account.analytic.account', [['code', '=', number]], ['active']);

describe('awardEstimate', () => {
  it('says what it would do, and changes nothing', async () => {
    scenario.resetCalls();
    const { write, plan, userErrors } = await award({ ...SEWER, validateOnly: true });
    expect({ write, userErrors }).toEqual({ write: null, userErrors: [] });
    expect(plan?.map(({ name, system }) => [name, system])).toEqual([
      ['baseline', 'plumbline'],
      ['customer', 'odoo'],
      ['project', 'odoo'],
      ['orders', 'odoo'],
      ['job', 'plumbline'],
      ['schedule', 'plumbline'],
    ]);
    expect(upstreamWrites(scenario)).toEqual({});
    await expect(readJob(scenario, 'J-900')).rejects.toThrow(/There is no project/);
  });

  it('opens the job everywhere, once, and its budget is the estimate to the cent', async () => {
    const estimate = scenario.sandbox.firm.estimates.find(
      (own) => own.number === 'E-NB-900' && own.revision === 1,
    )!;
    scenario.resetCalls();
    const asked = { ...SEWER, clientMutationId: 'award-the-sewer' };
    const { write, userErrors } = await award(asked);
    expect(userErrors).toEqual([]);
    const done = await settled(scenario, write!.id);
    expect(done).toMatchObject({ status: 'SUCCEEDED', failure: null });
    const job = await readJob(scenario, 'J-900');
    expect(job).toMatchObject({
      ...{ name: 'Foundry Lane Sewer', status: 'ACTIVE', customer: { name: CUSTOMER.name } },
      ...{ estimate: null, schedule: { source: 'P6' } },
      baselineRevisions: [
        { kind: 'AWARD', by: 'admin', write: write!.id, price: { change: priceOf(estimate) } },
      ],
    });
    expect(columnOf(job, 'originalBudget')).toEqual(budgetOf(estimate, codes));
    expect(job.cost.wip.contractValue).toBe(priceOf(estimate));
    expect(job.cost.sources.map(({ system }) => system)).not.toContain('estimating');
    expect(await matchesOf(scenario, 'J-900')).toEqual({
      odoo: 'WRITE',
      estimating: 'WRITE',
      scheduling: 'WRITE',
    });
    const again = await award(asked);
    expect(again.write?.id).toBe(write!.id);
    const other = await award({ ...asked, project: 'J-901' });
    expect(other.userErrors).toMatchObject([{ code: 'KEY_REUSED', record: write!.id }]);
    const twice = await award({ ...SEWER, project: 'J-902' });
    expect(twice.userErrors).toMatchObject([
      { code: 'ALREADY_AWARDED', field: ['estimate'], record: 'J-900' },
    ]);
    const sent = Object.entries(upstreamWrites(scenario));
    expect(sent.filter(([, count]) => count !== 1)).toEqual([]);
    expect(sent.map(([name]) => name.replace(/^.*json\/2\//, '')).sort()).toEqual([
      ...[
        'account.analytic.account/load',
        'project.milestone/load',
        'project.project/load',
        'project.task/load',
      ],
      ...['purchase.order/load', 'res.partner/load'],
    ]);
  }, 60_000);

  it('leaves in the ERP what it said, and cost follows when the buyer confirms an order', async () => {
    const [project] = await erp.rows(
      'project.project',
      [['account_id.code', '=', 'J-900']],
      ['partner_id', 'date'],
    );
    expect(project).toMatchObject({ date: '2027-06-25', partner_id: [expect.anything(), CUSTOMER.name] });
    const inJob = [['project_id', '=', project!.id]];
    const items = scenario.sandbox.firm.estimates.find((own) => own.number === 'E-NB-900')!.bidItems;
    expect((await erp.rows('project.task', inJob, ['name'])).map((row) => row['name'])).toEqual(
      items.map(({ number, description }) => `${number} ${description}`),
    );
    expect(await erp.rows('project.milestone', inJob, ['name', 'deadline'])).toMatchObject([
      { name: 'Notice to proceed', deadline: '2027-01-04' },
      { name: 'Handover', deadline: false },
    ]);
    const orders = await erp.rows(
      'purchase.order',
      [['origin', 'like', 'PLB/']],
      ['state', 'amount_untaxed'],
    );
    expect(orders).toMatchObject([
      { state: 'draft', amount_untaxed: 64210.75 },
      { state: 'draft', amount_untaxed: 30002.5 },
    ]);
    expect(columnOf(await readJob(scenario, 'J-900'), 'committedCost')).toEqual({});
    await erp.ask('purchase.order', 'button_confirm', { ids: orders.map(({ id }) => id) });
    expect(columnOf(await readJob(scenario, 'J-900'), 'committedCost')).toEqual({
      '03-300 MATERIAL': '64210.75',
      '06-400 SUBCONTRACT': '30002.50',
    });
  }, 60_000);

  it('does not move when somebody edits the estimate later; the job says that it was edited', async () => {
    const { bid, input } = fresh();
    const { write } = await award(input);
    expect(await settled(scenario, write!.id)).toMatchObject({ status: 'SUCCEEDED' });
    const edited = sendBid(scenario, { lines: [{ code: '03-100', type: 'LABOR', cost: '1.00' }] });
    scenario.sandbox.putEstimate({ ...bid, status: 'AWARDED', awardedOn: today, bidItems: edited.bidItems });
    const job = await readJob(scenario, input.project);
    expect(columnOf(job, 'originalBudget')).toEqual(budgetOf(bid, codes));
    expect(job.cost.wip.contractValue).toBe(priceOf(bid));
    expect(job.estimate).toEqual({ number: bid.number, revision: 0 });
    expect(job.cost.exceptions).toMatchObject([{ code: 'ESTIMATE_CHANGED' }]);
    scenario.fault('estimating', { status: 500 });
    expect((await readJob(scenario, 'J-900')).cost.originalBudget).toBe('146061.60');
  }, 60_000);
});

describe('awardEstimate on a bad day', () => {
  it.each(['project.project/load', 'project.task/load', 'purchase.order/load', 'res.partner/load'])(
    'lands once when the ERP cuts the line after %s',
    async (path) => {
      const { input } = fresh({ packages: [PACKAGES[1]] });
      scenario.fault('odoo', { cut: 'after', path });
      const { write, userErrors } = await award(input);
      expect(userErrors).toEqual([]);
      const until = Date.now() + 20_000;
      while (Date.now() < until && (await readWrite(scenario, write!.id)).status !== 'RETRYING')
        await new Promise((done) => setTimeout(done, 20));
      scenario.mend();
      expect(await settled(scenario, write!.id)).toMatchObject({ status: 'SUCCEEDED', failure: null });
      expect(await jobRows(input.project)).toHaveLength(1);
      const own = [['name', '=', input.customer.name]];
      expect(await erp.rows('res.partner', own, [])).toHaveLength(1);
      const project = await erp.rows(
        'project.project',
        [['account_id.code', '=', input.project]],
        ['task_ids'],
      );
      expect(project).toHaveLength(1);
      const lines = await erp.rows(
        'purchase.order.line',
        [['name', '=', 'Dewatering: 06-400']],
        ['analytic_distribution'],
      );
      const [account] = await jobRows(input.project);
      const coded = lines.filter((line) =>
        Object.keys(line['analytic_distribution'] as object).some((key) =>
          key.split(',').includes(String(account!.id)),
        ),
      );
      expect(coded).toHaveLength(1);
      expect((await readJob(scenario, input.project)).baselineRevisions).toHaveLength(1);
    },
    90_000,
  );

  it('is finished by a replay when the ERP refused a step', async () => {
    const { input } = fresh();
    scenario.fault('odoo', { latencyMs: 1_500, path: 'res.partner/load' });
    const { write } = await award(input);
    // While the customer is being made, somebody takes the number in the ERP.
    const stolen = { name: 'Taken', code: input.project, plan_id: 1, company_id: 1 };
    const [id] = (await erp.ask('account.analytic.account', 'create', { vals_list: [stolen] })) as [number];
    const dead = await settled(scenario, write!.id);
    expect(dead).toMatchObject({ status: 'DEAD', failure: { step: 'project', code: 'BUSINESS' } });
    scenario.mend();
    await erp.set('account.analytic.account', id, { code: 'TAKEN' });
    const refused = await award({ ...input, project: `${input.project}-B` });
    expect(refused.userErrors).toMatchObject([{ code: 'ALREADY_AWARDED', record: input.project }]);
    expect(refused.userErrors[0]?.message).toContain(write!.id);
    await mutate(scenario, 'replayWrite', { write: write!.id });
    expect(await settled(scenario, write!.id)).toMatchObject({ status: 'SUCCEEDED' });
    expect(await jobRows(input.project)).toHaveLength(1);
  }, 60_000);

  it('makes nothing of the second when one estimate is awarded twice at the same moment', async () => {
    const { bid, input } = fresh();
    const [one, two] = [
      input,
      { ...input, project: `${input.project}-B`, customer: { name: 'Second owner' } },
    ];
    const both = await Promise.all([award(one), award(two)]);
    const ended = await Promise.all(
      both.flatMap(({ write }) => (write ? [settled(scenario, write.id)] : [])),
    );
    expect(ended.filter(({ status }) => status === 'SUCCEEDED')).toHaveLength(1);
    const jobs = [...(await jobRows(one.project)), ...(await jobRows(two.project))];
    expect(jobs).toHaveLength(1);
    const owners = [one, two].map(({ customer }) => customer.name);
    expect(await erp.rows('res.partner', [['name', 'in', owners]], [])).toHaveLength(1);
    for (const { failure } of ended.filter(({ status }) => status === 'DEAD'))
      expect(failure).toMatchObject({ step: 'baseline', code: 'ALREADY_AWARDED' });
    expect(bid.number).toBe(one.estimate);
  }, 60_000);

  it('waits for somebody else where the awarded amount asks for it', async () => {
    const lines = [{ code: '03-100', type: 'SUBCONTRACT' as const, cost: '480000.00' }];
    const bid = sendBid(scenario, { lines });
    const input = {
      estimate: bid.number,
      revision: 0,
      project: 'J-480',
      customer: { name: 'Owner of J-480' },
    };
    scenario.resetCalls();
    const { write } = await award(input, OFFICE);
    expect(await readWrite(scenario, write!.id)).toMatchObject({ status: 'PENDING_APPROVAL' });
    expect(upstreamWrites(scenario)).toEqual({});
    const decided = await mutate(scenario, 'decideApproval', {
      write: write!.id,
      approve: true,
      reason: 'won',
    });
    expect(decided.userErrors).toEqual([]);
    expect(await settled(scenario, write!.id)).toMatchObject({ status: 'SUCCEEDED' });
    const job = await readJob(scenario, 'J-480');
    expect(job.baselineRevisions).toMatchObject([{ by: 'office' }]);
    expect(job.cost.originalBudget).toBe('480000.00');
  }, 60_000);

  it('is not taken back once orders, cost or a change order build on it, and nothing is sent', async () => {
    const { input } = fresh({ packages: [PACKAGES[1]] });
    const { write } = await award(input);
    const done = await settled(scenario, write!.id);
    const { orders } = JSON.parse(done.steps.find(({ name }) => name === 'orders')!.result!) as {
      orders: { id: number; number: string }[];
    };
    await erp.ask('purchase.order', 'button_confirm', { ids: orders.map(({ id }) => id) });
    const change = { clientMutationId: 'change-of-award', number: 'CO-1', title: 'Rock', date: today };
    const lines = [{ costCode: '03-100', costType: 'LABOR', cost: '5.00' }];
    const changed = await mutate(scenario, 'approveChangeOrder', {
      ...{ ...change, project: input.project, price: '7.00', lines },
    });
    await settled(scenario, changed.write!.id);
    scenario.resetCalls();
    const why = { write: write!.id, date: today, reason: 'x', clientMutationId: 'reverse-built-on' };
    const { userErrors } = await mutate(scenario, 'reverseWrite', why);
    expect(userErrors).toMatchObject(
      [
        {
          code: 'NOT_REVERSIBLE',
          field: ['write'],
          record: input.project,
          message: /change order CO-1 stands/,
        },
        { code: 'NOT_REVERSIBLE', field: ['write'], record: orders[0]!.number, message: /is confirmed/ },
      ].map((own) => ({ ...own, message: expect.stringMatching(own.message) })),
    );
    expect(upstreamWrites(scenario)).toEqual({});
    expect((await readJob(scenario, input.project)).baselineRevisions).toHaveLength(2);
  }, 60_000);

  it('is taken back: orders cancelled, job archived, baseline 0, and the estimate may be awarded again', async () => {
    const { bid, input } = fresh({ packages: [PACKAGES[1]] });
    const { write } = await award(input);
    await settled(scenario, write!.id);
    const why = { write: write!.id, date: today, reason: 'owner withdrew' };
    const reversal = await mutate(scenario, 'reverseWrite', { clientMutationId: 'reverse-award', ...why });
    expect(await settled(scenario, reversal.write!.id)).toMatchObject({ status: 'SUCCEEDED', failure: null });
    const [account] = await erp.rows(
      'account.analytic.account',
      [
        ['code', '=', input.project],
        ['active', '=', false],
      ],
      [],
    );
    expect(account).toBeDefined();
    const job = await readJob(scenario, input.project);
    expect(job.cost.originalBudget).toBe('0.00');
    expect(job.cost.wip.contractValue).toBe('0.00');
    expect(job.baselineRevisions.map(({ kind }) => kind)).toEqual(['AWARD', 'REVERSAL']);
    const customer = { ...input.customer, createNew: true };
    const again = await award({ ...input, customer, project: `${input.project}-2`, validateOnly: true });
    expect(again.userErrors).toEqual([]);
    const taken = await award({ ...input, customer, validateOnly: true });
    expect(taken.userErrors).toMatchObject([{ code: 'ALREADY_A_JOB' }]);
    const second = await mutate(scenario, 'reverseWrite', { clientMutationId: 'reverse-award-2', ...why });
    expect(second.userErrors).toMatchObject([{ code: 'REVERSED_ALREADY' }]);
    expect(bid.number).toBe(input.estimate);
  }, 60_000);
});
