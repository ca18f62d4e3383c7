/** A subcontractor's progress bill: cost gross, retention held by us, the commitment drawn down, and nothing twice. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { erpAdmin, expectNoWrites, type ErpAdmin } from './erp-admin.js';
import { startScenario, type Scenario } from './plumbline.js';
import { mutate, readWrite, settled, type PayloadAnswer } from './writes.js';

const JOB = 'J-101';
const VENDOR = 'Tall Pine Paving Co.';

let scenario: Scenario;
let erp: ErpAdmin;
let today: string;
let cases = 0;

beforeAll(async () => {
  scenario = await startScenario({
    adjust: (config) => ({
      ...config,
      odoo: { ...config.odoo, maxAgeMs: 0 },
      companies: config.companies.map((company) =>
        company.code === 'HB' ? { ...company, retentionPayableAccounts: [] } : company,
      ),
    }),
  });
  erp = erpAdmin(scenario);
  today = scenario.sandbox.firm.today;
}, 120_000);
afterAll(() => scenario.stop());
afterEach(() => scenario.mend());

interface Order {
  readonly id: number;
  readonly number: string;
  readonly lines: readonly string[];
}
const keyOf = (...numbers: readonly string[]): Record<string, number> => {
  const { analyticAccounts, projects } = scenario.sandbox.firm;
  const code = analyticAccounts.find(({ plan }) => plan === 'COST_CODE')!.id;
  const type = analyticAccounts.find((own) => own.plan === 'COST_TYPE' && own.code === 'SUBCONTRACT')!.id;
  const jobs = numbers.map((number) => projects.find((own) => own.number === number)!.accountId);
  return Object.fromEntries(jobs.map((job) => [`${job},${code},${type}`, 100 / jobs.length]));
};
const product = (name: string): number => scenario.sandbox.firm.products.find((own) => own.name === name)!.id;
/** As a buyer enters it: Kerbs of 1 × 10,000.00 and Asphalt of 300 × 20.55, confirmed. */
async function place(
  over: Record<string, unknown> = {},
  lineOver: Record<string, unknown> = {},
): Promise<Order> {
  const vendor = scenario.sandbox.firm.parties.find(({ name }) => name === VENDOR)!.id;
  const own = { product_id: product('Subcontract work'), analytic_distribution: keyOf(JOB) };
  const lines = [
    { ...own, name: 'Kerbs', product_qty: 1, price_unit: 10_000, ...lineOver },
    { ...own, name: 'Asphalt', product_qty: 300, price_unit: 20.55 },
  ].map((line) => [0, 0, line]);
  const vals = { partner_id: vendor, company_id: 1, order_line: lines, ...over };
  const [id] = (await erp.ask('purchase.order', 'create', { vals_list: [vals] })) as [number];
  if (!('state' in over)) await erp.ask('purchase.order', 'button_confirm', { ids: [id] });
  const [order] = await erp.rows('purchase.order', [['id', '=', id]], ['name', 'order_line']);
  const rows = await erp.rows('purchase.order.line', [['order_id', '=', id]], ['name']);
  return { id, number: String(order!['name']), lines: rows.map((row) => String(row.id)) };
}

const bill = ({ number, lines }: Order, over: Record<string, unknown> = {}) => {
  cases += 1;
  return {
    ...{ clientMutationId: `bill-case-${cases}`, side: 'PAYABLE', project: JOB, date: today, order: number },
    ...{ reference: `R-${cases}`, retentionPercent: '10', lienWaiver: true, insuranceUntil: today },
    lines: [
      { description: 'Kerbs, period 1', amount: '3333.33', orderLine: lines[0] },
      { description: 'Asphalt, period 1', amount: '1000.05', orderLine: lines[1] },
    ],
    ...over,
  };
};
const ask = (input: Record<string, unknown>): Promise<PayloadAnswer> =>
  mutate(scenario, 'postProgressBilling', input);
const bills = (reference: string) =>
  erp.rows('account.move', [['ref', '=', reference]], ['state', 'move_type', 'amount_total', 'date']);
const kerbs = (order: Order, amount: string) => [{ description: 'Kerbs', amount, orderLine: order.lines[0] }];

interface Figures {
  readonly actual: number;
  readonly toDate: number;
  readonly committed: number;
  readonly open: number;
  readonly billed: number;
  readonly held: number;
}
/** In cents, of the job; held of the vendor. */
async function figures(): Promise<Figures> {
  const { data, errors } = await scenario.ask(
    `query ($number: String!) {
      project(number: $number) { cost { actualCost costToDate committedCost openCommitment wip { billed } } }
      retention { side partyName project { number } held } }`,
    { number: JOB },
  );
  expect(errors).toBeUndefined();
  const { project, retention } = data as unknown as {
    project: { cost: Record<string, string> & { wip: { billed: string } } };
    retention: { side: string; partyName: string; project: { number: string }; held: string }[];
  };
  const { cost } = project;
  const own = retention.filter(
    (one) => one.side === 'PAYABLE' && one.partyName === VENDOR && one.project.number === JOB,
  );
  const cents = (text: string | undefined): number => Math.round(Number(text) * 100);
  return {
    ...{ actual: cents(cost['actualCost']), toDate: cents(cost['costToDate']) },
    ...{ committed: cents(cost['committedCost']), open: cents(cost['openCommitment']) },
    ...{ billed: cents(cost.wip.billed), held: own.reduce((sum, { held }) => sum + cents(held), 0) },
  };
}
const plus = (before: Figures, gross: number, held: number): Figures => ({
  ...before,
  ...{ actual: before.actual + gross, toDate: before.toDate + gross },
  ...{ open: before.open - gross, held: before.held + held },
});

describe('postProgressBilling of what a subcontractor bills', () => {
  it('says what it would do, and changes nothing', async () => {
    const order = await place();
    scenario.resetCalls();
    const asked = bill(order, { validateOnly: true });
    const { write, plan, userErrors } = await ask(asked);
    expect({ write, userErrors }).toEqual({ write: null, userErrors: [] });
    expect(plan?.map(({ name, title }) => [name, title])).toEqual([
      [
        'bill',
        `Bill ${asked.reference} on order ${order.number}: 4333.38 USD of ${JOB}, 433.34 of it held back`,
      ],
    ]);
    expectNoWrites(scenario);
  });

  it('is cost gross on the order’s lines, draws the commitment down and holds back; a reversal takes all back', async () => {
    const order = await place();
    const before = await figures();
    const asked = bill(order);
    const { write, userErrors } = await ask(asked);
    expect(userErrors).toEqual([]);
    expect(await settled(scenario, write!.id)).toMatchObject({ status: 'SUCCEEDED', failure: null });
    expect(await figures()).toEqual(plus(before, 433_338, 43_334));
    const [posted, ...more] = await bills(asked.reference);
    expect(more).toEqual([]);
    expect(posted).toMatchObject({
      ...{ state: 'posted', move_type: 'in_invoice', amount_total: 3900.04, date: today },
    });
    const lines = await erp.rows(
      'account.move.line',
      [
        ['move_id', '=', posted!.id],
        ['display_type', '=', 'product'],
      ],
      ['account_id', 'purchase_line_id', 'quantity', 'balance', 'product_id', 'analytic_distribution'],
    );
    const accountIds = new Map(scenario.sandbox.firm.accounts.map(({ id, code }) => [id, code]));
    expect(
      lines.map((row) => [
        accountIds.get((row['account_id'] as [number])[0]),
        row['purchase_line_id'] && String((row['purchase_line_id'] as [number])[0]),
        row['quantity'],
        row['balance'],
        row['analytic_distribution'],
      ]),
    ).toEqual([
      ['500200', order.lines[0], 0.33, 3333.33, keyOf(JOB)],
      ['500200', order.lines[1], 1, 1000.05, keyOf(JOB)],
      ['214000', false, 1, -433.34, false],
    ]);
    expect((await ask(asked)).write?.id).toBe(write!.id);
    const reason = 'not our bill';
    cases += 1;
    const back = await mutate(scenario, 'reverseWrite', {
      ...{ clientMutationId: `bill-case-${cases}`, write: write!.id, date: today, reason },
    });
    expect(back.userErrors).toEqual([]);
    expect(await settled(scenario, back.write!.id)).toMatchObject({ status: 'SUCCEEDED', failure: null });
    expect(await figures()).toEqual(before);
  }, 60_000);

  it('bills a line to the last cent and no further; drafts count, and a credit note gives room again', async () => {
    const order = await place();
    const draft = (await erp.ask('purchase.order', 'action_create_invoice', { ids: [order.id] })) as {
      res_id: number;
    };
    scenario.resetCalls();
    const over = await ask(bill(order, { lines: kerbs(order, '0.01') }));
    expect(over.userErrors).toMatchObject([
      { code: 'OVERBILLED', field: ['lines', '0', 'amount'], record: order.lines[0] },
    ]);
    expect(over.userErrors[0]!.message).toMatch(/comes to 10000\.00; 10000\.00 of it is billed/);
    expectNoWrites(scenario);
    await erp.ask('account.move', 'unlink', { ids: [draft.res_id] });
    const before = await figures();
    for (const amount of ['6666.66', '3333.34']) {
      const { write } = await ask(bill(order, { lines: kerbs(order, amount), retentionPercent: null }));
      expect(await settled(scenario, write!.id)).toMatchObject({ status: 'SUCCEEDED', failure: null });
    }
    expect(await figures()).toEqual(plus(before, 1_000_000, 0));
    const [line] = await erp.rows(
      'purchase.order.line',
      [['id', '=', Number(order.lines[0])]],
      ['qty_invoiced'],
    );
    expect(line!['qty_invoiced']).toBeCloseTo(1, 9);
    const again = bill(order, { lines: kerbs(order, '1.00') });
    expect((await ask(again)).userErrors).toMatchObject([{ code: 'OVERBILLED' }]);
    const halves = [...kerbs(order, '0.50'), ...kerbs(order, '0.50')];
    expect((await ask({ ...again, lines: halves })).userErrors).toMatchObject([
      { code: 'OVERBILLED', field: ['lines', '1', 'amount'] },
    ]);
    const { write } = await ask({ ...again, allowOverbilling: true });
    expect(await settled(scenario, write!.id)).toMatchObject({ status: 'SUCCEEDED', failure: null });
    // Nothing was open of the line any more, so only cost grows.
    expect(await figures()).toEqual({ ...plus(before, 1_000_100, 10), open: before.open - 1_000_000 });
  }, 90_000);

  it('checks the second of two bills again once the first is there', async () => {
    const order = await place();
    scenario.fault('odoo', { cut: 'after', path: '/account.move/action_post' });
    const first = await ask(bill(order, { lines: kerbs(order, '6000.00') }));
    const second = bill(order, { lines: kerbs(order, '4000.01') });
    const asked = await ask(second);
    scenario.mend();
    expect(await settled(scenario, first.write!.id)).toMatchObject({ status: 'SUCCEEDED' });
    // Refused at once where the first one's draft was there already, else when its turn comes.
    if (asked.write) {
      const { status, failure } = await settled(scenario, asked.write.id);
      expect([status, failure?.code]).toEqual(['DEAD', 'OVERBILLED']);
    } else expect(asked.userErrors).toMatchObject([{ code: 'OVERBILLED' }]);
    expect(await bills(second.reference)).toEqual([]);
  }, 90_000);

  it('posts one bill when the ERP cuts the line after it committed', async () => {
    const order = await place();
    for (const path of ['/account.move/load', '/account.move/action_post']) {
      const before = await figures();
      scenario.fault('odoo', { cut: 'after', path });
      const asked = bill(order, { lines: kerbs(order, '100.10') });
      const { write } = await ask(asked);
      for (const until = Date.now() + 20_000; Date.now() < until;) {
        if ((await readWrite(scenario, write!.id)).status === 'RETRYING') break;
        await new Promise((done) => setTimeout(done, 50));
      }
      scenario.mend();
      expect(await settled(scenario, write!.id)).toMatchObject({ status: 'SUCCEEDED', failure: null });
      expect(await bills(asked.reference)).toMatchObject([{ state: 'posted' }]);
      expect(await figures()).toEqual(plus(before, 10_010, 1_001));
    }
  }, 90_000);
});

describe('postProgressBilling of a subcontractor refuses', () => {
  let order: Order;
  beforeAll(async () => {
    order = await place();
  });
  const lines = (over: Record<string, unknown>) => [
    { description: 'x', amount: '1.00', orderLine: order.lines[0], ...over },
  ];
  const closed = () =>
    scenario.sandbox.firm.projects.find((own) => own.company === 'NB' && own.stage === 'CLOSED')!.number;
  const without = (field: string) => () => ({ [field]: null });
  type Case = readonly [string, () => Record<string, unknown>, string, readonly string[]];

  const cases: readonly Case[] = [
    ['no order', without('order'), 'ORDER_NEEDED', ['order']],
    ['an order nobody knows', () => ({ order: 'P-NONE' }), 'NOT_FOUND', ['order']],
    ['no number of the bill', () => ({ reference: ' ' }), 'NO_REFERENCE', ['reference']],
    ['no waiver of lien', without('lienWaiver'), 'NO_LIEN_WAIVER', ['lienWaiver']],
    ['no insurance', without('insuranceUntil'), 'NO_INSURANCE', ['insuranceUntil']],
    ['insurance that ended', () => ({ insuranceUntil: '2026-01-01' }), 'INSURANCE_ENDED', ['insuranceUntil']],
    [
      'a line without order line',
      () => ({ lines: lines({ orderLine: null }) }),
      'ORDER_LINE_NEEDED',
      ['lines', '0', 'orderLine'],
    ],
    [
      'a line of another order',
      () => ({ lines: lines({ orderLine: '1' }) }),
      'NOT_ON_ORDER',
      ['lines', '0', 'orderLine'],
    ],
    [
      'a coding of its own',
      () => ({ lines: lines({ costCode: '03-300' }) }),
      'BAD_INPUT',
      ['lines', '0', 'costCode'],
    ],
    ['a line of nothing', () => ({ lines: lines({ amount: '0' }) }), 'BAD_AMOUNT', ['lines', '0', 'amount']],
    [
      'more than is ordered',
      () => ({ lines: lines({ amount: '10000.01' }) }),
      'OVERBILLED',
      ['lines', '0', 'amount'],
    ],
    ['all held back', () => ({ retentionPercent: '100' }), 'BAD_RETENTION', ['retentionPercent']],
    ['retention said twice', () => ({ retentionAmount: '5.00' }), 'BAD_INPUT', ['retentionAmount']],
    ['a contract value', () => ({ contractValue: '1.00' }), 'BAD_INPUT', ['contractValue']],
    ['a closed job', () => ({ project: closed() }), 'CLOSED_JOB', ['project']],
    ['another job', () => ({ project: 'J-102' }), 'OTHER_JOB', ['lines', '0', 'orderLine']],
    ['an order on the customer’s side', () => ({ side: 'RECEIVABLE' }), 'BAD_INPUT', ['order']],
    [
      'an order line on the customer’s side',
      () => ({ side: null, order: null, lienWaiver: null, insuranceUntil: null }),
      'BAD_INPUT',
      ['lines', '0', 'orderLine'],
    ],
  ];
  const refused = async (input: Record<string, unknown>, code: string, field: readonly string[]) => {
    scenario.resetCalls();
    const { write, userErrors } = await ask(input);
    expect(write).toBeNull();
    expect(userErrors).toContainEqual(expect.objectContaining({ code, field }));
    expect(userErrors[0]!.message.length).toBeGreaterThan(20);
    expectNoWrites(scenario);
  };
  it.each(cases)('%s', async (_, over, code, field) => refused(bill(order, over()), code, field));

  it('an order that is a request, in another currency, of two jobs, of stock, or coded to no cost code', async () => {
    const line = ['lines', '0', 'orderLine'];
    const currency = await erp.rows('res.currency', [['name', '=', 'EUR']], ['name']);
    const [job] = Object.keys(keyOf(JOB));
    const bad = [
      [await place({ state: 'draft' }), 'NOT_CONFIRMED', ['order']],
      [await place({ currency_id: currency[0]!.id }), 'OTHER_CURRENCY', ['order']],
      [await place({}, { analytic_distribution: keyOf(JOB, 'J-102') }), 'SHARED_LINE', line],
      [await place({}, { product_id: product('Valve DN200') }), 'STOCKED_ITEM', line],
      [await place({}, { is_downpayment: true }), 'DOWN_PAYMENT', line],
      [await place({}, { analytic_distribution: { [job!.split(',')[0]!]: 100 } }), 'BAD_DISTRIBUTION', line],
    ] as const;
    for (const [own, code, field] of bad) await refused(bill(own), code, field);
  }, 60_000);

  it('a number the vendor used before, also on a draft', async () => {
    const own = await place();
    const draft = (await erp.ask('purchase.order', 'action_create_invoice', { ids: [own.id] })) as {
      res_id: number;
    };
    await erp.set('account.move', draft.res_id, { ref: 'R-TWICE' });
    await refused(bill(order, { reference: 'R-TWICE' }), 'BILL_EXISTS', ['reference']);
    await erp.ask('account.move', 'unlink', { ids: [draft.res_id] });
  });

  it('a day that is locked for purchases', async () => {
    await erp.set('res.company', 1, { purchase_lock_date: '2026-01-31' });
    const locked = bill(order, { date: '2026-01-31' });
    await refused(locked, 'LOCKED_PERIOD', ['date']);
    await erp.set('res.company', 1, { purchase_lock_date: false });
  });

  it('retention where the company keeps no account for it', async () => {
    const project = scenario.sandbox.firm.projects.find(
      (own) => own.company === 'HB' && own.stage === 'ACTIVE',
    )!;
    const [own] = await erp.rows('purchase.order', [['company_id', '=', 2]], ['name']);
    const input = bill(order, { project: project.number, company: 'HB', order: own!['name'] });
    await refused(input, 'NOT_CONFIGURED', ['retentionAmount']);
  });
});
