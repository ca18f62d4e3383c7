/** A rented machine on a job: accrued once at the order's price, replaced by the vendor's bill, never counted twice. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { SANDBOX_TOKENS } from '../../gateway/sandbox-config.js';
import { UOM } from '../../sandbox/odoo/ids.js';
import { erpAdmin, type ErpAdmin } from './erp-admin.js';
import { startScenario, type Scenario } from './plumbline.js';
import { fastPlatform, fleetio, upstreamWrites } from './platforms.js';
import { mutate, readWrite, settled, type PayloadAnswer, type WriteAnswer } from './writes.js';

let scenario: Scenario;
let erp: ErpAdmin;
let today: string;
let costCode: { readonly id: number; readonly code: string };
let vendorId: number;
let jobs: Readonly<Record<'J-101' | 'J-102', { readonly accountId: number }>>;
/** Rented by NB and on no job of the firm's own making. */
let machines: readonly { readonly number: string; readonly vehicleId: number }[];

const back = (days: number): string =>
  new Date(Date.parse(today) - days * 86_400_000).toISOString().slice(0, 10);

beforeAll(async () => {
  scenario = await startScenario({
    adjust: (config) => ({
      ...fastPlatform(config),
      odoo: { ...config.odoo, maxAgeMs: 0 },
      workflows: { billedAccrualsSeconds: 0.5 },
    }),
  });
  erp = erpAdmin(scenario);
  const { firm } = scenario.sandbox;
  today = firm.today;
  costCode = firm.analyticAccounts.find(({ plan, code }) => plan === 'COST_CODE' && code === '06-100')!;
  vendorId = firm.parties.find(({ name }) => name === 'Iron Fork Rentals')!.id;
  const job = (number: string) => firm.projects.find((own) => own.number === number)!;
  jobs = { 'J-101': job('J-101'), 'J-102': job('J-102') };
  machines = firm.machines.filter(({ company, ownership }) => company === 'NB' && ownership === 'rented');
}, 120_000);
afterAll(() => scenario.stop());
afterEach(() => scenario.mend());

/** Puts a machine on a job from a day on, whatever it did before. */
async function assign(vehicleId: number, job: string, start: string, end: string | null): Promise<void> {
  const path = `/v1/vehicle_assignments?per_page=100&filter[vehicle_id][eq]=${vehicleId}`;
  const { records } = (await fleetio(scenario, path)) as { records: { id: number; started_at: string }[] };
  for (const { id, started_at: from } of records)
    await fleetio(scenario, `/v1/vehicle_assignments/${id}`, { started_at: from, ended_at: from }, 'PATCH');
  await fleetio(scenario, '/v1/vehicle_assignments', {
    ...{ vehicle_id: vehicleId, contact_id: 1, started_at: start, ended_at: end },
    custom_fields: { job, cost_code: costCode.code },
  });
}
/** A confirmed order over days of the machine, coded to a job. */
async function order(over: Record<string, unknown> = {}, confirm = true): Promise<number> {
  const [typeId] = (await erp.rows('account.analytic.account', [['code', '=', 'EQUIPMENT']], ['code'])).map(
    ({ id }) => id,
  );
  const line = {
    ...{ name: 'Rental', product_id: 6, product_uom_id: UOM.DAYS, product_qty: 30, price_unit: 185.55 },
    analytic_distribution: { [`${jobs['J-101'].accountId},${costCode.id},${typeId ?? 0}`]: 100 },
    ...over,
  };
  const head = { partner_id: vendorId, company_id: 1, order_line: [[0, 0, line]] };
  const [id] = (await erp.ask('purchase.order', 'create', { vals_list: [head] })) as number[];
  if (confirm) await erp.ask('purchase.order', 'button_confirm', { ids: [id] });
  return (await erp.rows('purchase.order.line', [['order_id', '=', id]], ['name']))[0]!.id;
}
/** The vendor's bill of a line, posted. */
async function bill(orderLineId: number, amount: string): Promise<string> {
  const [line] = await erp.rows('purchase.order.line', [['id', '=', orderLineId]], ['analytic_distribution']);
  const [account] = await erp.rows('account.account', [['code', '=', '500300']], ['code']);
  const item = {
    ...{ name: 'Rent', account_id: account!.id, quantity: 1, price_unit: Number(amount) },
    ...{ purchase_line_id: orderLineId, analytic_distribution: line!['analytic_distribution'] },
  };
  const head = {
    ...{ move_type: 'in_invoice', partner_id: vendorId, company_id: 1 },
    ...{ invoice_date: today, date: today, ref: `RENT-${orderLineId}`, invoice_line_ids: [[0, 0, item]] },
  };
  const [id] = (await erp.ask('account.move', 'create', { vals_list: [head] })) as number[];
  await erp.ask('account.move', 'action_post', { ids: [id] });
  return (await erp.rows('account.move', [['id', '=', id]], ['name']))[0]!['name'] as string;
}

let cases = 0;
const ask = (over: Record<string, unknown>, token?: string): Promise<PayloadAnswer> => {
  cases += 1;
  const base = { clientMutationId: `accrual-case-${cases}`, project: 'J-101', from: back(9), to: today };
  return mutate(scenario, 'postRentalAccrual', { ...base, ...over }, token);
};
const FIGURES = [
  'openCommitment',
  'actualCost',
  'otherAccruedCost',
  'costToDate',
  'estimateAtCompletion',
] as const;
type Figures = Record<(typeof FIGURES)[number], number>;
/** In cents, of the whole job and of the line the rental is coded to. */
async function figures(): Promise<{ job: Figures; line: Figures; accruals: Record<string, unknown>[] }> {
  const query = `{ project(number: "J-101") {
    accruals { id equipment from to amount orderLine reversedOn reversedBy }
    cost(eac: COMMITMENT) { ${FIGURES.join(' ')} lines { costCode { code } costType ${FIGURES.join(' ')} } } } }`;
  const { data, errors } = await scenario.ask(query);
  expect(errors).toBeUndefined();
  type Answer = Record<(typeof FIGURES)[number], string>;
  const { project } = data as unknown as {
    project: {
      accruals: Record<string, unknown>[];
      cost: Answer & { lines: (Answer & { costCode: { code: string }; costType: string })[] };
    };
  };
  const cents = (from: Answer | undefined): Figures =>
    Object.fromEntries(
      FIGURES.map((name) => [name, Math.round(Number(from?.[name] ?? '0') * 100)]),
    ) as Figures;
  const own = project.cost.lines.find(
    (line) => line.costCode.code === costCode.code && line.costType === 'EQUIPMENT',
  );
  return { job: cents(project.cost), line: cents(own), accruals: project.accruals };
}
/** What changed, without what did not. */
const change = (before: Figures, after: Figures): Partial<Figures> =>
  Object.fromEntries(
    FIGURES.map((name) => [name, after[name] - before[name]] as const).filter(([, cents]) => cents !== 0),
  );
const done = async (asked: Promise<PayloadAnswer>): Promise<WriteAnswer> => {
  const { write, userErrors } = await asked;
  expect(userErrors).toEqual([]);
  const settledWrite = await settled(scenario, write!.id);
  expect(settledWrite).toMatchObject({ status: 'SUCCEEDED', failure: null });
  return settledWrite;
};

describe('postRentalAccrual', () => {
  it('accrues days at the order line, once; the bill takes its place, to the cent', async () => {
    const [machine] = machines;
    const equipment = machine!.number;
    await assign(machine!.vehicleId, 'J101', back(6), null);
    const lineId = await order({ name: `Rental of ${equipment}, per day` });
    scenario.resetCalls();
    const planned = await ask({ equipment, validateOnly: true });
    expect(planned.plan?.map(({ name, system, title }) => [name, system, title])).toEqual([
      ['accrual', 'plumbline', expect.stringContaining(`7 days of ${equipment} on J-101, 1298.85 USD`)],
    ]);
    const before = await figures();
    const asked = { clientMutationId: 'accrual-once', equipment };
    const write = await done(ask(asked));
    // 7 of the 10 days: 7 × 185.55.
    expect(JSON.parse(write.steps[0]!.result!)).toMatchObject({
      amount: '1298.85',
      orderLineId: String(lineId),
    });
    expect((await ask(asked)).write?.id).toBe(write.id);
    const reused = await ask({ ...asked, from: back(5) });
    expect(reused.userErrors).toMatchObject([{ code: 'KEY_REUSED', record: write.id }]);
    const second = await ask({ equipment, from: back(3) });
    expect(second.userErrors).toMatchObject([{ code: 'ACCRUED_ALREADY', field: ['from'] }]);
    expect(upstreamWrites(scenario)).toEqual({});
    const accrued = await figures();
    for (const part of ['job', 'line'] as const)
      expect(change(before[part], accrued[part])).toEqual({
        ...{ openCommitment: -129_885, otherAccruedCost: 129_885, costToDate: 129_885 },
      });
    const number = await bill(lineId, '1310.20');
    // At once, whether or not the accrual is reversed yet.
    const billed = await figures();
    for (const part of ['job', 'line'] as const)
      expect(change(before[part], billed[part])).toEqual({
        ...{ openCommitment: -131_020, actualCost: 131_020, costToDate: 131_020 },
      });
    const reversal = await reversalOf(write.id);
    expect(reversal).toMatchObject({ status: 'SUCCEEDED' });
    expect(reversal.audit.map(({ actor }) => actor)).toEqual(reversal.audit.map(() => 'plumbline'));
    const after = await figures();
    expect(after.job).toEqual(billed.job);
    const ours = after.accruals.filter((own) => own['orderLine'] === String(lineId));
    expect(ours).toMatchObject([
      { equipment, from: back(9), to: today, amount: '1298.85', reversedOn: today },
    ]);
    expect(ours[0]!['reversedBy']).toContain(`billed by ${number}`);
    const again = await mutate(scenario, 'reverseWrite', {
      ...{ clientMutationId: 'reverse-billed', write: write.id, date: today, reason: 'mistake' },
    });
    expect(again.userErrors).toMatchObject([{ code: 'REVERSED_ALREADY', record: write.id }]);
  }, 90_000);

  it('is finished by the next process, taken back by hand, and the days are accrued anew', async () => {
    const machine = machines[1]!;
    const equipment = machine.number;
    await assign(machine.vehicleId, 'J101', back(20), back(11));
    const orderLine = String(await order());
    const before = await figures();
    const asked = ask({ equipment, orderLine, from: back(30), to: back(1) });
    await asked;
    await scenario.restart();
    const write = await done(asked);
    const accrued = await figures();
    expect(change(before.job, accrued.job)).toMatchObject({ costToDate: 185_550 });
    await scenario.restart();
    expect((await figures()).job).toEqual(accrued.job);
    const why = { write: write.id, date: today, reason: 'not ours' };
    await done(mutate(scenario, 'reverseWrite', { clientMutationId: 'reverse-accrual', ...why }));
    expect((await figures()).job).toEqual(before.job);
    await done(ask({ equipment, orderLine, from: back(30), to: back(1) }));
    expect((await figures()).job).toEqual(accrued.job);
  }, 90_000);

  it('keeps one of two that are asked for at the same moment', async () => {
    const machine = machines[2]!;
    await assign(machine.vehicleId, 'J101', back(20), null);
    const orderLine = String(await order());
    const period = { equipment: machine.number, orderLine, to: back(2) };
    const before = await figures();
    const answers = await Promise.all([ask({ ...period, from: back(4) }), ask({ ...period, from: back(6) })]);
    const ends = await Promise.all(
      answers.map(async ({ write }) => (write ? settled(scenario, write.id) : null)),
    );
    const kept = ends.filter((end) => end?.status === 'SUCCEEDED');
    expect(kept).toHaveLength(1);
    const days = kept[0]!.summary.startsWith('3 days') ? 3 : 5;
    expect(change(before.job, (await figures()).job)).toMatchObject({ costToDate: days * 18_555 });
    const refused = ends.find((end) => end && end.status !== 'SUCCEEDED');
    if (refused) expect(refused).toMatchObject({ status: 'DEAD', failure: { code: 'BUSINESS' } });
    else expect(answers.flatMap(({ userErrors }) => userErrors)).toMatchObject([{ code: 'ACCRUED_ALREADY' }]);
  }, 60_000);
});

/** The write by which Plumbline took another back, once it is at rest. */
async function reversalOf(id: string): Promise<WriteAnswer> {
  for (const until = Date.now() + 20_000; Date.now() < until;) {
    const query = `{ writes(filter: { kind: "reverseWrite" }) { nodes { id reverses { id } } } }`;
    const { data } = await scenario.ask(query);
    const { nodes } = (
      data as unknown as { writes: { nodes: { id: string; reverses: { id: string } | null }[] } }
    ).writes;
    const found = nodes.find(({ reverses }) => reverses?.id === id);
    if (found) return settled(scenario, found.id);
    await new Promise((wait) => setTimeout(wait, 100));
  }
  return readWrite(scenario, id);
}

describe('postRentalAccrual refuses', () => {
  let own: { readonly equipment: string; readonly orderLine: string };
  let closed: string;
  const ids: Record<string, string> = {};
  beforeAll(async () => {
    const machine = machines[3]!;
    await assign(machine.vehicleId, 'J101', back(8), null);
    own = { equipment: machine.number, orderLine: String(await order()) };
    closed = scenario.sandbox.firm.projects.find(
      (job) => job.company === 'NB' && job.stage === 'CLOSED',
    )!.number;
    ids['draft'] = String(await order({}, false));
    ids['units'] = String(await order({ product_uom_id: UOM.UNITS }));
    ids['free'] = String(await order({ price_unit: 0 }));
    ids['small'] = String(await order({ product_qty: 2 }));
    ids['billed'] = String(await order());
    await bill(Number(ids['billed']), '100.00');
    ids['other'] = String(
      await order({ analytic_distribution: { [`${jobs['J-102'].accountId},${costCode.id}`]: 100 } }),
    );
  }, 60_000);

  const rented = (over: Record<string, unknown> = {}) => ({ ...own, ...over });
  const line = (name: string) => ({ ...own, orderLine: ids[name] });
  const ofFirm = (ownership: string, company = 'NB'): string =>
    scenario.sandbox.firm.machines.find((one) => one.company === company && one.ownership === ownership)!
      .number;
  const hochland = () => ({
    ...{ equipment: ofFirm('rented', 'HB'), orderLine: '1' },
    project: scenario.sandbox.firm.projects.find((job) => job.company === 'HB' && job.stage === 'ACTIVE')!
      .number,
  });

  const cases: readonly (readonly [
    string,
    () => Record<string, unknown>,
    string,
    string,
    (() => string)?,
  ])[] = [
    [
      'a machine nobody knows',
      () => rented({ equipment: 'EX-999' }),
      'NOT_FOUND',
      'equipment',
      () => 'EX-999',
    ],
    ['a job nobody knows', () => rented({ project: 'J-999' }), 'NOT_FOUND', 'project', () => 'J-999'],
    ['a foreign machine', () => rented({ equipment: ofFirm('rented', 'HB') }), 'CROSS_COMPANY', 'equipment'],
    ['the wrong company', () => rented({ company: 'HB' }), 'NOT_FOUND', 'project', () => 'J-101'],
    ['an end before its start', () => rented({ to: back(20) }), 'BAD_PERIOD', 'to'],
    ['more than a year', () => rented({ from: back(400) }), 'BAD_PERIOD', 'to'],
    ['a day that is none', () => rented({ from: '2026-02-30' }), 'BAD_DATE', 'from'],
    ['days to come', () => rented({ to: back(-1) }), 'IN_FUTURE', 'to'],
    ['an owned machine', () => rented({ equipment: ofFirm('owned') }), 'NOT_RENTED', 'equipment'],
    ['a machine charged by rate', () => hochland(), 'CHARGED_BY_RATE', 'equipment'],
    ['days off the job', () => rented({ from: back(50), to: back(40) }), 'NOT_ON_JOB', 'equipment'],
    ['no order line', () => rented({ orderLine: null }), 'NO_ORDER_LINE', 'orderLine', () => own.equipment],
    ['a line nobody knows', () => rented({ orderLine: '999999' }), 'NOT_FOUND', 'orderLine', () => '999999'],
    ['a request', () => line('draft'), 'NOT_CONFIRMED', 'orderLine', () => ids['draft']!],
    ['a line of another job', () => line('other'), 'OTHER_JOB', 'orderLine', () => ids['other']!],
    ['a line in units', () => line('units'), 'NOT_CONFIGURED', 'orderLine', () => ids['units']!],
    ['a line for nothing', () => line('free'), 'NO_PRICE', 'orderLine', () => ids['free']!],
    ['more than is open', () => line('small'), 'MORE_THAN_OPEN', 'to', () => ids['small']!],
    ['days that are billed', () => line('billed'), 'BILLED_ALREADY', 'to'],
    ['a closed job', () => rented({ project: closed }), 'CLOSED_JOB', 'project', () => closed],
  ];
  it.each(cases)('%s, and nothing is sent or kept', async (_, over, code, field, record = () => '') => {
    const before = await figures();
    scenario.resetCalls();
    const { write, userErrors } = await ask(over());
    expect(write).toBeNull();
    const told = userErrors.find((problem) => problem.code === code);
    expect(told).toMatchObject({ field: [field], ...(record() !== '' && { record: record() }) });
    expect(told!.message.length).toBeGreaterThan(30);
    expect(upstreamWrites(scenario)).toEqual({});
    expect((await figures()).accruals).toEqual(before.accruals);
  });

  it('a locked period, and who may only look; more than is open when asked to', async () => {
    // Days long past, since a hard lock cannot be taken away again.
    await erp.set('res.company', 1, { hard_lock_date: '2026-01-31' });
    await assign(machines[4]!.vehicleId, 'J101', '2026-01-12', '2026-02-05');
    scenario.resetCalls();
    const past = { equipment: machines[4]!.number, from: '2026-01-20', to: '2026-01-31' };
    const locked = await ask(rented(past));
    expect(locked.userErrors).toMatchObject([{ code: 'LOCKED_PERIOD', field: ['to'], record: 'NB' }]);
    expect((await ask(rented({ ...past, to: '2026-02-01', validateOnly: true }))).userErrors).toEqual([]);
    for (const token of [SANDBOX_TOKENS.analyst, SANDBOX_TOKENS.field])
      expect((await ask(rented(), token)).userErrors).toMatchObject([{ code: 'FORBIDDEN' }]);
    const over = await ask({ ...line('small'), allowOverOrder: true, validateOnly: true });
    expect(over.userErrors).toEqual([]);
    const billed = await ask({ ...line('billed'), allowBilled: true, validateOnly: true });
    expect(billed.userErrors).toEqual([]);
    expect(upstreamWrites(scenario)).toEqual({});
  });
});
