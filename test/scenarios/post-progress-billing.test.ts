/** A progress invoice and the release of its retention: billed gross, held back exactly, once, and never beyond the contract. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { erpAdmin, expectNoWrites, figuresOf, type ErpAdmin } from './erp-admin.js';
import { startScenario, type Scenario } from './plumbline.js';
import { mutate, readWrite, settled } from './writes.js';

let scenario: Scenario;
let erp: ErpAdmin;
let today: string;
let cases = 0;

beforeAll(async () => {
  scenario = await startScenario({
    adjust: (config) => ({ ...config, odoo: { ...config.odoo, maxAgeMs: 0 } }),
  });
  erp = erpAdmin(scenario);
  today = scenario.sandbox.firm.today;
}, 120_000);
afterAll(() => scenario.stop());
afterEach(() => scenario.mend());

const billing = (over: Record<string, unknown> = {}) => {
  cases += 1;
  return {
    ...{ clientMutationId: `billing-case-${cases}`, project: 'J-101', date: today },
    ...{ reference: `Application ${cases}`, retentionPercent: '10' },
    lines: [
      { description: 'Mobilisation', amount: '1000.05' },
      { description: 'Earthworks', amount: '2000.10' },
    ],
    ...over,
  };
};
const release = (over: Record<string, unknown> = {}) => {
  cases += 1;
  return { clientMutationId: `release-case-${cases}`, project: 'J-101', date: today, ...over };
};
const numberOf = (stage: string): string =>
  scenario.sandbox.firm.projects.find((own) => own.company === 'NB' && own.stage === stage)!.number;
const cents = (text: string): number => Math.round(Number(text) * 100);
const invoices = (reference: string) => erp.rows('account.move', [['ref', '=', reference]], ['state']);

describe('postProgressBilling', () => {
  it('says what it would do, and changes nothing', async () => {
    scenario.resetCalls();
    const { write, plan, userErrors } = await mutate(
      scenario,
      'postProgressBilling',
      billing({ validateOnly: true }),
    );
    expect({ write, userErrors }).toEqual({ write: null, userErrors: [] });
    expect(plan?.map(({ name, title }) => [name, title])).toEqual([
      ['invoice', 'Invoice 3000.15 USD of J-101, 300.02 of it held back'],
    ]);
    expectNoWrites(scenario);
  });

  it('bills gross and holds back to the cent, and no cost arises', async () => {
    const before = await figuresOf(scenario, 'J-101');
    const asked = billing();
    const { write } = await mutate(scenario, 'postProgressBilling', asked);
    expect(await settled(scenario, write!.id)).toMatchObject({ status: 'SUCCEEDED', failure: null });
    const after = await figuresOf(scenario, 'J-101');
    expect(cents(after.wip.billed) - cents(before.wip.billed)).toBe(300_015);
    expect(cents(after.wip.retainage) - cents(before.wip.retainage)).toBe(30_002);
    expect(after.costToDate).toBe(before.costToDate);
    const again = await mutate(scenario, 'postProgressBilling', asked);
    expect(again.write?.id).toBe(write!.id);
    expect(await invoices(asked.reference)).toMatchObject([{ state: 'posted' }]);
  }, 60_000);

  it.each([
    ['a line of nothing', () => ({ lines: [{ description: 'x', amount: '0' }] }), 'BAD_AMOUNT'],
    ['no line', () => ({ lines: [] }), 'BAD_INPUT'],
    ['an unknown job', () => ({ project: 'J-999' }), 'NOT_FOUND'],
    ['a closed job', () => ({ project: numberOf('CLOSED') }), 'CLOSED_JOB'],
    ['a job still bid for', () => ({ project: numberOf('BIDDING') }), 'NOT_AWARDED'],
    [
      'more than the contract',
      () => ({ lines: [{ description: 'x', amount: '99999999.00' }] }),
      'OVERBILLED',
    ],
    ['a contract of other value', () => ({ contractValue: '3000.00' }), 'CONTRACT_VALUE_DIFFERS'],
    ['a job nobody knows the award of', () => ({ project: 'S-301', company: 'HB' }), 'CONTRACT_VALUE_NEEDED'],
    ['all held back', () => ({ retentionPercent: '100' }), 'BAD_RETENTION'],
    ['retention said twice', () => ({ retentionAmount: '5.00' }), 'BAD_INPUT'],
    [
      'a cost code nobody knows',
      () => ({ lines: [{ description: 'x', amount: '1.00', costCode: '99-999' }] }),
      'NOT_FOUND',
    ],
  ])('refuses %s before anything is sent', async (_, over, code) => {
    scenario.resetCalls();
    const { write, userErrors } = await mutate(scenario, 'postProgressBilling', billing(over()));
    expect(write).toBeNull();
    expect(userErrors.map((own) => own.code)).toContain(code);
    expect(userErrors[0]!.message.length).toBeGreaterThan(20);
    expectNoWrites(scenario);
  });

  it('refuses a day that is locked for sales, and a job without a customer', async () => {
    await erp.set('res.company', 1, { sale_lock_date: '2026-01-31' });
    const [job] = await erp.rows('project.project', [['name', '!=', false]], ['partner_id']);
    const number = scenario.sandbox.firm.projects.find(({ odooId }) => odooId === job!.id)!.number;
    await erp.set('project.project', job!.id, { partner_id: false });
    scenario.resetCalls();
    const { write, userErrors } = await mutate(
      scenario,
      'postProgressBilling',
      billing({ date: '2026-01-31', project: number }),
    );
    expect(write).toBeNull();
    expect(userErrors.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['LOCKED_PERIOD', 'NO_CUSTOMER']),
    );
    expectNoWrites(scenario);
    await erp.set('res.company', 1, { sale_lock_date: false });
    await erp.set('project.project', job!.id, { partner_id: (job!['partner_id'] as [number])[0] });
  });

  it('posts one invoice when the ERP cuts the line after it committed', async () => {
    scenario.fault('odoo', { cut: 'after', path: '/account.move/action_post' });
    const asked = billing();
    const { write } = await mutate(scenario, 'postProgressBilling', asked);
    const until = Date.now() + 20_000;
    while (Date.now() < until && (await readWrite(scenario, write!.id)).status !== 'RETRYING')
      await new Promise((done) => setTimeout(done, 50));
    scenario.mend();
    expect(await settled(scenario, write!.id)).toMatchObject({ status: 'SUCCEEDED' });
    expect(await invoices(asked.reference)).toHaveLength(1);
  }, 90_000);
});

describe('releaseRetention', () => {
  it('releases a part, then all the rest; revenue stays what it was', async () => {
    const before = await figuresOf(scenario, 'J-101');
    const part = await mutate(scenario, 'releaseRetention', release({ amount: '100.01' }));
    expect(await settled(scenario, part.write!.id)).toMatchObject({ status: 'SUCCEEDED', failure: null });
    const between = await figuresOf(scenario, 'J-101');
    expect(cents(before.wip.retainage) - cents(between.wip.retainage)).toBe(10_001);
    const rest = await mutate(scenario, 'releaseRetention', release());
    expect(await settled(scenario, rest.write!.id)).toMatchObject({ status: 'SUCCEEDED', failure: null });
    const after = await figuresOf(scenario, 'J-101');
    expect(after.wip.retainage).toBe('0.00');
    expect([after.wip.billed, after.costToDate]).toEqual([before.wip.billed, before.costToDate]);
    scenario.resetCalls();
    const nothing = await mutate(scenario, 'releaseRetention', release());
    expect(nothing.userErrors).toMatchObject([{ code: 'NOTHING_HELD', record: 'J-101' }]);
    expectNoWrites(scenario);
  }, 90_000);

  it.each([
    ['more than is held', { amount: '99999999.00', project: 'J-102' }, ['MORE_THAN_HELD', 'NOTHING_HELD']],
    ['nothing', { amount: '0' }, ['BAD_AMOUNT']],
    ['an unknown job', { project: 'J-999' }, ['NOT_FOUND']],
  ])('refuses %s before anything is sent', async (_, over, codes) => {
    scenario.resetCalls();
    const { write, userErrors } = await mutate(scenario, 'releaseRetention', release(over));
    expect(write).toBeNull();
    expect(codes).toContain(userErrors[0]?.code);
    expectNoWrites(scenario);
  });
});
