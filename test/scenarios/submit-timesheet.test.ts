/** Hours of people on jobs: every good line once, every bad one told by its place, the cost right to the cent. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { SANDBOX_TOKENS } from '../../gateway/sandbox-config.js';
import { erpAdmin, expectNoWrites, figuresOf, type ErpAdmin } from './erp-admin.js';
import { startScenario, type Scenario } from './plumbline.js';
import { mutate, readWrite, settled } from './writes.js';

let scenario: Scenario;
let erp: ErpAdmin;
let costCode: string;
let crew: number[];
let foreign: number;
let today: string;
let hochland: string;
let cases = 0;

const closed = (): string =>
  scenario.sandbox.firm.projects.find(({ company, stage }) => company === 'NB' && stage === 'CLOSED')!.number;

beforeAll(async () => {
  scenario = await startScenario({
    adjust: (config) => ({ ...config, odoo: { ...config.odoo, maxAgeMs: 0 } }),
  });
  erp = erpAdmin(scenario);
  const { firm } = scenario.sandbox;
  today = firm.today;
  costCode = firm.analyticAccounts.find(({ plan }) => plan === 'COST_CODE')!.code;
  hochland = firm.projects.find(({ company, stage }) => company === 'HB' && stage === 'ACTIVE')!.number;
  crew = (await erp.rows('hr.employee', [['company_id', '=', 1]], ['name'])).map(({ id }) => id);
  foreign = (await erp.rows('hr.employee', [['company_id', '=', 2]], ['name']))[0]!.id;
  for (const id of crew) await erp.set('hr.employee', id, { hourly_cost: 46.35 });
}, 120_000);
afterAll(() => scenario.stop());
afterEach(() => scenario.mend());

const line = (over: Record<string, unknown> = {}) => ({
  ...{ employee: String(crew[0]), project: 'J-101', costCode, date: today, hours: '2.25' },
  ...{ description: `Formwork ${cases}`, ...over },
});
const sheet = (lines: readonly unknown[], over: Record<string, unknown> = {}) => {
  cases += 1;
  return { clientMutationId: `timesheet-${cases}`, lines, ...over };
};
const cents = (text: string): number => Math.round(Number(text) * 100);
const booked = (description: string) =>
  erp.rows('account.analytic.line', [['name', '=', description]], ['amount', 'unit_amount', 'date']);

describe('submitTimesheet', () => {
  it('says line by line what it would do, and changes nothing', async () => {
    scenario.resetCalls();
    const asked = sheet([line(), line({ employee: String(crew[1]) })], { validateOnly: true });
    const { write, plan, userErrors } = await mutate(scenario, 'submitTimesheet', asked);
    expect({ write, userErrors }).toEqual({ write: null, userErrors: [] });
    expect(plan).toMatchObject([{ name: 'lines 0 to 1', system: 'odoo' }]);
    expect(plan?.[0]?.title.match(/Book 2\.25 h of /g)).toHaveLength(2);
    expectNoWrites(scenario);
  });

  it('books each line once, and the cost of the job rises by exactly that', async () => {
    const before = await figuresOf(scenario, 'J-101');
    const asked = sheet([line({ description: 'Pour A' }), line({ description: 'Pour B', hours: '3.33' })]);
    const { write, userErrors } = await mutate(scenario, 'submitTimesheet', asked, SANDBOX_TOKENS.field);
    expect(userErrors).toEqual([]);
    const done = await settled(scenario, write!.id);
    expect(done).toMatchObject({ status: 'SUCCEEDED', failure: null });
    // 2.25 h and 3.33 h at 46.35: 104.29 and 154.35, each rounded by itself.
    expect(done.steps.map(({ result }) => JSON.parse(result!) as unknown)).toMatchObject([
      { lines: [{ cost: '104.29' }, { cost: '154.35' }] },
    ]);
    const after = await figuresOf(scenario, 'J-101');
    expect(cents(after.actualCost) - cents(before.actualCost)).toBe(10_429 + 15_435);
    const again = await mutate(scenario, 'submitTimesheet', asked, SANDBOX_TOKENS.field);
    expect(again.write?.id).toBe(write!.id);
    expect(await booked('Pour A')).toHaveLength(1);
  }, 60_000);

  it('writes the good lines and tells the bad ones by their place, also when it is asked again', async () => {
    const lines = [
      line({ description: 'Good one' }),
      line({ hours: '0' }),
      line({ employee: '987654' }),
      line({ costCode: '99-999' }),
      line({ description: 'Good two', employee: String(crew[1]) }),
    ];
    const asked = sheet(lines);
    const { write, userErrors } = await mutate(scenario, 'submitTimesheet', asked);
    const told = userErrors.map(({ code, field }) => [code, field]);
    expect(told).toEqual([
      ['BAD_HOURS', ['lines', '1', 'hours']],
      ['NOT_FOUND', ['lines', '2', 'employee']],
      ['NOT_FOUND', ['lines', '3', 'costCode']],
    ]);
    const done = await settled(scenario, write!.id);
    expect(done.steps.map(({ name, status }) => [name, status])).toEqual([['lines 0 to 4', 'DONE']]);
    expect(JSON.parse(done.steps[0]!.result!)).toMatchObject({ lines: [{ at: 0 }, { at: 4 }] });
    const again = await mutate(scenario, 'submitTimesheet', asked);
    expect(again.write?.id).toBe(write!.id);
    expect(again.userErrors).toEqual(userErrors);
  }, 60_000);

  it('refuses all for one bad line when all or nothing is asked', async () => {
    scenario.resetCalls();
    const asked = sheet([line(), line({ hours: '-1' })], { allowPartial: false });
    const { write, userErrors } = await mutate(scenario, 'submitTimesheet', asked);
    expect(write).toBeNull();
    expect(userErrors).toMatchObject([{ code: 'BAD_HOURS', field: ['lines', '1', 'hours'] }]);
    expectNoWrites(scenario);
  });

  it.each([
    ['an unknown job', () => line({ project: 'J-999' }), 'NOT_FOUND', 'project'],
    ['a closed job', () => line({ project: closed() }), 'CLOSED_JOB', 'project'],
    ['somebody of the other company', () => line({ employee: String(foreign) }), 'CROSS_COMPANY', 'employee'],
    ['a company paid by payroll', () => payrollLine(), 'LABOR_FROM_PAYROLL', 'project'],
    ['a day to come', () => line({ date: '2031-01-01' }), 'IN_FUTURE', 'date'],
    ['no description', () => line({ description: ' ' }), 'NO_DESCRIPTION', 'description'],
    ['a third decimal', () => line({ hours: '1.005' }), 'BAD_HOURS', 'hours'],
  ])('refuses %s before anything is sent', async (_, bad, code, field) => {
    scenario.resetCalls();
    const { write, userErrors } = await mutate(scenario, 'submitTimesheet', sheet([bad()]));
    expect(write).toBeNull();
    expect(userErrors).toMatchObject([{ code, field: ['lines', '0', field] }]);
    expect(userErrors[0]!.message.length).toBeGreaterThan(20);
    expectNoWrites(scenario);
  });
  const payrollLine = () => line({ project: hochland, employee: String(foreign) });

  it('refuses more than a day of one person over several lines', async () => {
    const lines = [
      line({ hours: '13' }),
      line({ hours: '11.5' }),
      line({ hours: '1', employee: String(crew[1]) }),
    ];
    const { userErrors } = await mutate(scenario, 'submitTimesheet', sheet(lines, { allowPartial: false }));
    expect(userErrors.map(({ code, field }) => [code, field[1]])).toEqual([
      ['TOO_MANY_HOURS', '0'],
      ['TOO_MANY_HOURS', '1'],
    ]);
  });

  it('counts what is booked for the day already, whoever booked it; what was taken back is free again', async () => {
    // Before the firm's people booked anything.
    const day = { date: '2026-04-01', employee: String(crew[0]) };
    const { write } = await mutate(scenario, 'submitTimesheet', sheet([line({ ...day, hours: '20' })]));
    expect(await settled(scenario, write!.id)).toMatchObject({ status: 'SUCCEEDED' });
    scenario.resetCalls();
    const more = await mutate(scenario, 'submitTimesheet', sheet([line({ ...day, hours: '4.01' })]));
    expect(more.write).toBeNull();
    expect(more.userErrors).toMatchObject([
      { code: 'TOO_MANY_HOURS', field: ['lines', '0', 'hours'], record: String(crew[0]) },
    ]);
    expect(more.userErrors[0]?.message).toContain('4.01 hours on 2026-04-01 in this timesheet and 20 booked');
    expectNoWrites(scenario);
    const full = sheet([line({ ...day, hours: '4' })], { validateOnly: true });
    expect((await mutate(scenario, 'submitTimesheet', full)).userErrors).toEqual([]);
    const why = { write: write!.id, date: day.date, reason: 'wrong person' };
    const reversal = await mutate(scenario, 'reverseWrite', { clientMutationId: 'free-the-day', ...why });
    expect(await settled(scenario, reversal.write!.id)).toMatchObject({ status: 'SUCCEEDED' });
    const whole = sheet([line({ ...day, hours: '24' })], { validateOnly: true });
    expect((await mutate(scenario, 'submitTimesheet', whole)).userErrors).toEqual([]);
  }, 60_000);

  it('refuses hours that would cost nothing, and those of an archived person', async () => {
    await erp.set('hr.employee', crew[2]!, { hourly_cost: 0 });
    await erp.set('hr.employee', crew[1]!, { active: false });
    scenario.resetCalls();
    const lines = [line({ employee: String(crew[2]) })];
    const { write, userErrors } = await mutate(scenario, 'submitTimesheet', sheet(lines));
    expect(write).toBeNull();
    expect(userErrors).toMatchObject([{ code: 'NO_HOURLY_COST', record: String(crew[2]) }]);
    expectNoWrites(scenario);
    await erp.set('hr.employee', crew[2]!, { hourly_cost: 46.35 });
    const gone = await mutate(scenario, 'submitTimesheet', sheet([line({ employee: String(crew[1]) })]));
    expect(gone.write).toBeNull();
    expect(gone.userErrors).toMatchObject([{ field: ['lines', '0', 'employee'] }]);
    await erp.set('hr.employee', crew[1]!, { active: true });
  });

  it('refuses a locked period', async () => {
    // Days long past, since a hard lock cannot be taken away again.
    await erp.set('res.company', 1, { hard_lock_date: '2026-01-31' });
    scenario.resetCalls();
    const { write, userErrors } = await mutate(
      scenario,
      'submitTimesheet',
      sheet([line({ date: '2026-01-31' })]),
    );
    expect(write).toBeNull();
    expect(userErrors).toMatchObject([{ code: 'LOCKED_PERIOD', field: ['lines', '0', 'date'] }]);
    expectNoWrites(scenario);
  });

  it('asks the ERP as often for 200 lines as for one, and takes no more than 200', async () => {
    const many = Array.from({ length: 200 }, (_, at) =>
      line({ employee: String(crew[at % crew.length]), hours: '0.1' }),
    );
    const ask = async (lines: readonly unknown[]) => {
      scenario.resetCalls();
      await mutate(scenario, 'submitTimesheet', sheet(lines, { validateOnly: true }));
      return scenario.calls()['odoo'];
    };
    const one = await ask([line()]);
    expect(await ask(many)).toEqual(one);
    const over = await mutate(scenario, 'submitTimesheet', sheet([...many, line()]));
    expect(over.userErrors).toMatchObject([{ code: 'BAD_INPUT', field: ['lines'] }]);
  }, 60_000);

  it('books a line once when the ERP cuts the line after it committed', async () => {
    scenario.fault('odoo', { cut: 'after', path: '/account.analytic.line/load' });
    const { write } = await mutate(scenario, 'submitTimesheet', sheet([line({ description: 'Cut off' })]));
    const until = Date.now() + 20_000;
    while (Date.now() < until && (await readWrite(scenario, write!.id)).status !== 'RETRYING')
      await new Promise((done) => setTimeout(done, 50));
    scenario.mend();
    expect(await settled(scenario, write!.id)).toMatchObject({ status: 'SUCCEEDED' });
    expect(await booked('Cut off')).toHaveLength(1);
  }, 90_000);

  it('is taken back whole, and the cost is what it was', async () => {
    const before = await figuresOf(scenario, 'J-101');
    const asked = sheet([line({ description: 'Wrong job' }), line({ description: 'Wrong job too' })]);
    const { write } = await mutate(scenario, 'submitTimesheet', asked);
    await settled(scenario, write!.id);
    const why = { write: write!.id, date: today, reason: 'wrong job' };
    const reversal = await mutate(scenario, 'reverseWrite', { clientMutationId: 'take-it-back', ...why });
    expect(await settled(scenario, reversal.write!.id)).toMatchObject({ status: 'SUCCEEDED' });
    expect((await figuresOf(scenario, 'J-101')).actualCost).toBe(before.actualCost);
  }, 90_000);
});
