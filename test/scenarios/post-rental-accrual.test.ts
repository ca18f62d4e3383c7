/** A rented machine on a job: accrued once at the order's price, replaced by the vendor's bill, never counted twice. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { SANDBOX_TOKENS } from '../../gateway/sandbox-config.js';
import { UOM } from '../../sandbox/odoo/ids.js';
import { erpAdmin, type ErpAdmin } from './erp-admin.js';
import { startScenario, type Scenario } from './plumbline.js';
import { fastPlatform, upstreamWrites } from './platforms.js';
import { change, done, openRentals, type Rentals } from './rentals.js';
import { mutate, readWrite, settled, type PayloadAnswer, type WriteAnswer } from './writes.js';

let scenario: Scenario;
let erp: ErpAdmin;
let rentals: Rentals;
let today: string;
let machines: Rentals['machines'];

const back = (days: number): string => rentals.back(days);

beforeAll(async () => {
  scenario = await startScenario({
    adjust: (config) => ({
      ...fastPlatform(config),
      odoo: { ...config.odoo, maxAgeMs: 0 },
      workflows: { billedAccrualsSeconds: 0.5 },
    }),
  });
  erp = erpAdmin(scenario);
  rentals = openRentals(scenario);
  ({ today, machines } = rentals);
}, 120_000);
afterAll(() => scenario.stop());
afterEach(() => scenario.mend());

let cases = 0;
const ask = (over: Record<string, unknown>, token?: string): Promise<PayloadAnswer> => {
  cases += 1;
  const base = { clientMutationId: `accrual-case-${cases}`, project: 'J-101', from: back(9), to: today };
  return mutate(scenario, 'postRentalAccrual', { ...base, ...over }, token);
};

describe('postRentalAccrual', () => {
  it('accrues days at the order line, once; the bill takes its place, to the cent', async () => {
    const [machine] = machines;
    const equipment = machine!.number;
    await rentals.assign(machine!.vehicleId, 'J101', back(6), null);
    const lineId = await rentals.order({ name: `Rental of ${equipment}, per day` });
    scenario.resetCalls();
    const planned = await ask({ equipment, validateOnly: true });
    expect(planned.plan?.map(({ name, system, title }) => [name, system, title])).toEqual([
      ['accrual', 'plumbline', expect.stringContaining(`7 days of ${equipment} on J-101, 1298.85 USD`)],
    ]);
    const before = await rentals.figures();
    const asked = { clientMutationId: 'accrual-once', equipment };
    const write = await done(scenario, ask(asked));
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
    const accrued = await rentals.figures();
    for (const part of ['job', 'line'] as const)
      expect(change(before[part], accrued[part])).toEqual({
        ...{ openCommitment: -129_885, otherAccruedCost: 129_885, costToDate: 129_885 },
      });
    const number = await rentals.bill(lineId, '1310.20');
    // At once, whether or not the accrual is reversed yet.
    const billed = await rentals.figures();
    for (const part of ['job', 'line'] as const)
      expect(change(before[part], billed[part])).toEqual({
        ...{ openCommitment: -131_020, actualCost: 131_020, costToDate: 131_020 },
      });
    const reversal = await reversalOf(write.id);
    expect(reversal).toMatchObject({ status: 'SUCCEEDED' });
    expect(reversal.audit.map(({ actor }) => actor)).toEqual(reversal.audit.map(() => 'plumbline'));
    const after = await rentals.figures();
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
    await rentals.assign(machine.vehicleId, 'J101', back(20), back(11));
    const orderLine = String(await rentals.order());
    const before = await rentals.figures();
    const asked = ask({ equipment, orderLine, from: back(30), to: back(1) });
    await asked;
    await scenario.restart();
    const write = await done(scenario, asked);
    const accrued = await rentals.figures();
    expect(change(before.job, accrued.job)).toMatchObject({ costToDate: 185_550 });
    await scenario.restart();
    expect((await rentals.figures()).job).toEqual(accrued.job);
    const why = { write: write.id, date: today, reason: 'not ours' };
    await done(scenario, mutate(scenario, 'reverseWrite', { clientMutationId: 'reverse-accrual', ...why }));
    expect((await rentals.figures()).job).toEqual(before.job);
    await done(scenario, ask({ equipment, orderLine, from: back(30), to: back(1) }));
    expect((await rentals.figures()).job).toEqual(accrued.job);
  }, 90_000);

  it('keeps one of two that are asked for at the same moment', async () => {
    const machine = machines[2]!;
    await rentals.assign(machine.vehicleId, 'J101', back(20), null);
    const orderLine = String(await rentals.order());
    const period = { equipment: machine.number, orderLine, to: back(2) };
    const before = await rentals.figures();
    const answers = await Promise.all([ask({ ...period, from: back(4) }), ask({ ...period, from: back(6) })]);
    const ends = await Promise.all(
      answers.map(async ({ write }) => (write ? settled(scenario, write.id) : null)),
    );
    const kept = ends.filter((end) => end?.status === 'SUCCEEDED');
    expect(kept).toHaveLength(1);
    const days = kept[0]!.summary.startsWith('3 days') ? 3 : 5;
    expect(change(before.job, (await rentals.figures()).job)).toMatchObject({ costToDate: days * 18_555 });
    const refused = ends.find((end) => end && end.status !== 'SUCCEEDED');
    if (refused) expect(refused).toMatchObject({ status: 'DEAD', failure: { code: 'ACCRUED_ALREADY' } });
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
    await rentals.assign(machine.vehicleId, 'J101', back(8), null);
    own = { equipment: machine.number, orderLine: String(await rentals.order()) };
    closed = scenario.sandbox.firm.projects.find(
      (job) => job.company === 'NB' && job.stage === 'CLOSED',
    )!.number;
    ids['draft'] = String(await rentals.order({}, false));
    ids['units'] = String(await rentals.order({ product_uom_id: UOM.UNITS }));
    ids['free'] = String(await rentals.order({ price_unit: 0 }));
    ids['small'] = String(await rentals.order({ product_qty: 2 }));
    ids['billed'] = String(await rentals.order());
    await rentals.bill(Number(ids['billed']), '100.00');
    ids['other'] = String(
      await rentals.order({
        analytic_distribution: { [`${rentals.jobs['J-102'].accountId},${rentals.costCode.id}`]: 100 },
      }),
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
    const before = await rentals.figures();
    scenario.resetCalls();
    const { write, userErrors } = await ask(over());
    expect(write).toBeNull();
    const told = userErrors.find((problem) => problem.code === code);
    expect(told).toMatchObject({ field: [field], ...(record() !== '' && { record: record() }) });
    expect(told!.message.length).toBeGreaterThan(30);
    expect(upstreamWrites(scenario)).toEqual({});
    expect((await rentals.figures()).accruals).toEqual(before.accruals);
  });

  it('a locked period, and who may only look; more than is open when asked to', async () => {
    // Days long past, since a hard lock cannot be taken away again.
    await erp.set('res.company', 1, { hard_lock_date: '2026-01-31' });
    await rentals.assign(machines[4]!.vehicleId, 'J101', '2026-01-12', '2026-02-05');
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
