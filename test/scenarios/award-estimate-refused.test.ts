/** What speaks against an award is told before anything is sent: estimate, job, customer, orders, schedule, books. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SANDBOX_TOKENS } from '../../gateway/sandbox-config.js';
import { awardConfig, budgetOf, columnOf, readJob, sendBid } from './award.js';
import { erpAdmin, type ErpAdmin } from './erp-admin.js';
import { startScenario, type Scenario } from './plumbline.js';
import { upstreamWrites } from './platforms.js';
import { mutate, settled } from './writes.js';

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

const award = (over: Record<string, unknown>, token?: string) => {
  cases += 1;
  const input = {
    clientMutationId: `refused-case-${cases}`,
    date: today,
    customer: { party: '14' },
    ...over,
  };
  return mutate(scenario, 'awardEstimate', input, token);
};

describe('awardEstimate refuses before anything is sent', () => {
  const expectRefused = async (
    over: Record<string, unknown>,
    ...expected: { code: string; field: readonly string[]; record: unknown }[]
  ): Promise<void> => {
    scenario.resetCalls();
    const { write, userErrors } = await award(over);
    expect(write).toBeNull();
    expect(userErrors).toEqual(expected.map((own) => ({ ...own, message: expect.stringMatching(/.{20,}/) })));
    expect(upstreamWrites(scenario)).toEqual({});
    expect((await readWrites()).map(({ status }) => status)).not.toContain('DEAD');
  };
  const readWrites = async () => {
    const { data } = await scenario.ask('{ writes(first: 200) { nodes { status } } }');
    return (data as unknown as { writes: { nodes: { status: string }[] } }).writes.nodes;
  };

  it.each([
    ['an unknown estimate', { estimate: 'E-0' }, 'NOT_FOUND', ['estimate'], 'E-0'],
    ['an unknown revision', { revision: 7 }, 'UNKNOWN_REVISION', ['revision'], 'E-HB-900'],
    ['a draft', { estimate: 'E-NB-900', revision: 2 }, 'NOT_APPROVED', ['revision'], 'E-NB-900'],
    ['a superseded one', { estimate: 'E-NB-900', revision: 0 }, 'NOT_APPROVED', ['revision'], 'E-NB-900'],
    ['a lost one', { estimate: 'E-NB-J-108', revision: 0 }, 'NOT_APPROVED', ['revision'], 'E-NB-J-108'],
    ['one of another company', { company: 'NB' }, 'CROSS_COMPANY', ['company'], 'E-HB-900'],
    ['one that is a job', { estimate: 'E-NB-J-101', revision: 1 }, 'ALREADY_AWARDED', ['estimate'], 'J-101'],
    ['a number in use', { project: 'H-201' }, 'ALREADY_A_JOB', ['project'], 'H-201'],
    ['a number with blanks', { project: ' H-9 ' }, 'BAD_INPUT', ['project'], null],
    [
      'a finish before the start',
      { start: '2027-02-01', finish: '2027-01-01' },
      'BAD_INPUT',
      ['finish'],
      null,
    ],
    [
      'a task under no milestone',
      { tasks: [{ name: 'x', milestone: 'y' }] },
      'BAD_INPUT',
      ['tasks', '0', 'milestone'],
      null,
    ],
    ['an unknown schedule', { schedule: 'NOWHERE' }, 'NOT_FOUND', ['schedule'], 'NOWHERE'],
    ["another company's schedule", { schedule: 'J 101' }, 'CROSS_COMPANY', ['schedule'], 'J 101'],
    ["another job's schedule", { schedule: 'H201' }, 'SCHEDULE_TAKEN', ['schedule'], 'H-201'],
    [
      'a code that is there',
      { newCostCodes: [{ code: '03 100', name: 'x' }] },
      'CODE_EXISTS',
      ['newCostCodes', '0', 'code'],
      '03 100',
    ],
    [
      'a code of no cost',
      { newCostCodes: [{ code: '98-1', name: 'x' }] },
      'NOT_IN_ESTIMATE',
      ['newCostCodes', '0', 'code'],
      '98-1',
    ],
    ['an unknown party', { customer: { party: '99999' } }, 'NOT_FOUND', ['customer', 'party'], '99999'],
    ['a nameless customer', { customer: { taxId: 'X' } }, 'BAD_INPUT', ['customer', 'name'], null],
  ])('%s', async (_, over, code, field, record) => {
    const other = { estimate: 'E-HB-900', revision: 0, project: 'H-900' };
    await expectRefused({ ...other, ...over }, { code, field, record });
  });

  const order = {
    name: 'Concrete',
    vendor: 'Überland Beton GmbH',
    product: '1',
    lines: [{ costCode: '03-300', costType: 'MATERIAL' }],
  };
  it.each([
    ['a package with an unknown vendor', { vendor: 'Nobody Ltd' }, 'NOT_FOUND', ['vendor'], 'Nobody Ltd'],
    ['a package of an unknown product', { product: '4711' }, 'NOT_FOUND', ['product'], '4711'],
    ['a package without lines', { lines: [] }, 'BAD_INPUT', ['lines'], null],
    [
      'a package of what is not estimated',
      { lines: [{ costCode: '04-100', costType: 'MATERIAL' }] },
      ...(['NOT_IN_ESTIMATE', ['lines', '0', 'costCode'], '04-100'] as const),
    ],
    [
      'a quantity without a price',
      { lines: [{ costCode: '03-300', costType: 'MATERIAL', quantity: '4' }] },
      ...(['BAD_INPUT', ['lines', '0', 'unitPrice'], null] as const),
    ],
  ])('%s', async (_, over, code, field, record) => {
    const input = { estimate: 'E-HB-900', revision: 0, project: 'H-900', packages: [{ ...order, ...over }] };
    await expectRefused(input, { code, field: ['packages', '0', ...field], record });
  });

  it('a cost code that is none of the company, unless it is made with the award', async () => {
    const bid = sendBid(scenario);
    const [item, ...items] = bid.bidItems;
    const [first, ...rest] = item!.activities;
    const unknown = { ...first!, costCodeSpelling: '77.900' };
    scenario.sandbox.putEstimate({
      ...bid,
      bidItems: [{ ...item!, activities: [unknown, ...rest] }, ...items],
    });
    const input = {
      estimate: bid.number,
      revision: 0,
      project: 'J-777',
      customer: { name: 'Owner of J-777' },
    };
    await expectRefused(input, { code: 'UNMAPPED_COST_CODE', field: ['estimate'], record: '77.900' });
    const newCostCodes = [{ code: '77-900', name: 'Bore under rail' }];
    const { write, userErrors } = await award({ ...input, newCostCodes });
    expect(userErrors).toEqual([]);
    expect(await settled(scenario, write!.id)).toMatchObject({ status: 'SUCCEEDED', failure: null });
    const job = await readJob(scenario, 'J-777');
    const codeOf = codes.get(first!.costCodeId)!;
    const renamed = Object.entries(budgetOf(bid, codes)).map(([pair, sum]) => [
      pair.replace(codeOf, '77-900'),
      sum,
    ]);
    expect(columnOf(job, 'originalBudget')).toEqual(Object.fromEntries(renamed));
    expect(await erp.rows('account.analytic.account', [['code', '=', '77-900']], [])).toHaveLength(1);
  }, 60_000);

  it('a customer that may be one the firm has, and says how to choose', async () => {
    const near = { estimate: 'E-HB-900', revision: 0, project: 'H-900' };
    const named = { code: 'NEAR_CUSTOMER', record: '14' };
    await expectRefused(
      { ...near, customer: { name: 'Strassenbauamt Hochland', taxId: 'DE000000001' } },
      { ...named, field: ['customer', 'taxId'] },
    );
    await expectRefused(
      { ...near, customer: { name: 'straßenbauamt hochland GmbH' } },
      { ...named, field: ['customer', 'name'] },
    );
    const mailed = { name: 'Bauhof', email: 'office4@example.com' };
    await expectRefused({ ...near, customer: mailed }, { ...named, field: ['customer', 'email'] });
    const { userErrors } = await award({ ...near, customer: mailed });
    expect(userErrors[0]?.message).toMatch(/"Straßenbauamt Hochland".*party: "14".*createNew: true/);
    const sure = await award({ ...near, customer: { name: 'Straßenbauamt Hochland' }, validateOnly: true });
    expect(sure.userErrors).toEqual([]);
    expect(sure.plan?.map(({ name }) => name)).not.toContain('customer');
    const chosen = await award({ ...near, customer: { party: '14' }, validateOnly: true });
    expect(chosen.plan?.map(({ name }) => name)).toEqual(['baseline', 'project', 'job']);
    const made = await award({ ...near, customer: { ...mailed, createNew: true }, validateOnly: true });
    expect(made.plan?.map(({ name }) => name)).toContain('customer');
  });

  it('a customer that may be several', async () => {
    const id = await erp.ask('res.partner', 'create', {
      vals_list: [
        { name: 'Bauhof Mitte', customer_rank: 1 },
        { name: 'Bauhof-Mitte', customer_rank: 1 },
      ],
    });
    const [first, second] = id as number[];
    await expectRefused(
      { estimate: 'E-HB-900', revision: 0, project: 'H-900', customer: { name: 'Bauhof Mitte' } },
      { code: 'AMBIGUOUS_CUSTOMER', field: ['customer', 'name'], record: String(first) },
      { code: 'AMBIGUOUS_CUSTOMER', field: ['customer', 'name'], record: String(second) },
    );
  });

  it('a locked day, and a company whose books are closed', async () => {
    const input = { estimate: 'E-HB-900', revision: 0, project: 'H-900', customer: { party: '14' } };
    await erp.set('res.company', 2, { fiscalyear_lock_date: '2026-09-30' });
    await expectRefused(
      { ...input, date: '2026-09-30' },
      { code: 'LOCKED_PERIOD', field: ['date'], record: 'HB' },
    );
    await erp.set('res.company', 2, { fiscalyear_lock_date: '2026-12-31' });
    await expectRefused(input, { code: 'CLOSED_COMPANY', field: ['company'], record: 'HB' });
    await erp.set('res.company', 2, { fiscalyear_lock_date: false });
  });

  it('who may only look', async () => {
    const { userErrors } = await award(
      { estimate: 'E-HB-900', revision: 0, project: 'H-900' },
      SANDBOX_TOKENS.field,
    );
    expect(userErrors).toMatchObject([{ code: 'FORBIDDEN' }]);
  });
});
