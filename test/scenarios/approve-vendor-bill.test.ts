/** A vendor's bill is posted once order, receipt and bill agree; everything that does not is told before. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { erpAdmin, expectNoWrites, figuresOf, type ErpAdmin } from './erp-admin.js';
import { startScenario, type Scenario } from './plumbline.js';
import { mutate, readWrite, settled } from './writes.js';

let scenario: Scenario;
let erp: ErpAdmin;
let today: string;
let key: string;
let cases = 0;

beforeAll(async () => {
  scenario = await startScenario({
    adjust: (config) => ({ ...config, odoo: { ...config.odoo, maxAgeMs: 0 } }),
  });
  erp = erpAdmin(scenario);
  const { firm } = scenario.sandbox;
  today = firm.today;
  const job = firm.projects.find(({ number }) => number === 'J-101')!;
  const code = firm.analyticAccounts.find(({ plan }) => plan === 'COST_CODE')!.id;
  const type = firm.analyticAccounts.find(
    (own) => own.plan === 'COST_TYPE' && own.code === 'SUBCONTRACT',
  )!.id;
  key = `${job.accountId},${code},${type}`;
}, 120_000);
afterAll(() => scenario.stop());
afterEach(() => scenario.mend());

/** A confirmed order of 10 hours at 20.55 and its draft bill, as people enter them in the ERP. */
async function orderAndBill(): Promise<{ order: string; bill: string; line: number }> {
  const { firm } = scenario.sandbox;
  const product = firm.products.find(({ storable }) => !storable)!.id;
  const vendor = firm.parties.find(({ role }) => role === 'VENDOR')!.id;
  const line = { product_id: product, name: 'Surveying', product_qty: 10, price_unit: 20.55 };
  const coded = { ...line, analytic_distribution: { [key]: 100 }, tax_ids: [[6, 0, []]] };
  const made = await erp.ask('purchase.order', 'create', {
    vals_list: [{ partner_id: vendor, company_id: 1, order_line: [[0, 0, coded]] }],
  });
  const [order] = made as [number];
  await erp.ask('purchase.order', 'button_confirm', { ids: [order] });
  const bill = (await erp.ask('purchase.order', 'action_create_invoice', { ids: [order] })) as {
    res_id: number;
  };
  const rows = await erp.rows('account.move.line', [['move_id', '=', bill.res_id]], ['purchase_line_id']);
  const own = rows.find((row) => row['purchase_line_id'] !== false)!;
  return { order: String(order), bill: String(bill.res_id), line: own.id };
}
const approval = (over: Record<string, unknown>) => {
  cases += 1;
  return { clientMutationId: `bill-case-${cases}`, company: 'NB', date: today, billDate: today, ...over };
};
const ask = (over: Record<string, unknown>) => mutate(scenario, 'approveVendorBill', approval(over));
const cents = (text: string): number => Math.round(Number(text) * 100);

describe('approveVendorBill', () => {
  it('posts a bill that agrees on the day that was asked, and the cost rises by exactly that', async () => {
    const { order, bill } = await orderAndBill();
    const before = await figuresOf(scenario, 'J-101');
    const { write, userErrors } = await ask({ order, bill });
    expect(userErrors).toEqual([]);
    expect(await settled(scenario, write!.id)).toMatchObject({ status: 'SUCCEEDED', failure: null });
    const [posted] = await erp.rows('account.move', [['id', '=', Number(bill)]], ['state', 'date']);
    expect(posted).toMatchObject({ state: 'posted', date: today });
    const after = await figuresOf(scenario, 'J-101');
    expect(cents(after.actualCost) - cents(before.actualCost)).toBe(20_550);
    scenario.resetCalls();
    expect((await ask({ order, bill })).userErrors).toMatchObject([{ code: 'NOT_A_DRAFT', record: bill }]);
    expectNoWrites(scenario);
  }, 60_000);

  it('refuses what is missing, locked, of another company or without its papers', async () => {
    const { order, bill } = await orderAndBill();
    await erp.set('res.company', 1, { purchase_lock_date: '2026-01-31' });
    scenario.resetCalls();
    const refused = [
      [{ order, bill, date: '2026-01-31' }, 'LOCKED_PERIOD'],
      [{ order, bill: '987654' }, 'NOT_FOUND'],
      [{ order, bill, company: 'HB' }, 'NOT_FOUND'],
      [{ order: '987654', bill }, 'NOT_FOUND'],
      [{ bill, withoutOrder: true }, 'ORDER_NEEDED'],
      [{ order, bill, subcontract: true, insuranceUntil: today }, 'NO_LIEN_WAIVER'],
      [{ order, bill, subcontract: true, lienWaiver: true }, 'NO_INSURANCE'],
      [{ order, bill, insuranceUntil: '2026-01-01' }, 'INSURANCE_ENDED'],
    ] as const;
    for (const [over, code] of refused) {
      const { write, userErrors } = await ask(over);
      expect(write).toBeNull();
      expect(userErrors.map((own) => own.code)).toContain(code);
    }
    expectNoWrites(scenario);
    await erp.set('res.company', 1, { purchase_lock_date: false });
  }, 60_000);

  it('refuses a price or a quantity beyond the tolerance', async () => {
    const { order, bill, line } = await orderAndBill();
    await erp.set('account.move.line', line, { price_unit: 22 });
    scenario.resetCalls();
    expect((await ask({ order, bill })).userErrors).toMatchObject([{ code: 'PRICE', field: ['bill'] }]);
    expectNoWrites(scenario);
    await erp.set('account.move.line', line, { price_unit: 20.55, quantity: 11 });
    expect((await ask({ order, bill })).userErrors).toMatchObject([{ code: 'OVER_ORDERED' }]);
  }, 60_000);

  it('matches a bill that holds retention gross, and asks about it gross', async () => {
    const { order, bill, line } = await orderAndBill();
    const accounts = new Map(scenario.sandbox.firm.accounts.map(({ code, id }) => [code, id]));
    const hold = (move: string, code: string) => {
      const held = { name: 'Retention 10 %', price_unit: -20.55, account_id: accounts.get(code) };
      return erp.set('account.move', Number(move), { invoice_line_ids: [[0, 0, held]] });
    };
    // What is taken off on another account is no retention.
    const other = await orderAndBill();
    await hold(other.bill, '500400');
    const refused = await ask({ order: other.order, bill: other.bill });
    expect(refused.userErrors).toMatchObject([{ code: 'NOT_ON_ORDER' }]);
    await hold(bill, '214000');
    await erp.set('account.move.line', line, { price_unit: 22 });
    expect((await ask({ order, bill })).userErrors).toMatchObject([{ code: 'PRICE' }]);
    await erp.set('account.move.line', line, { price_unit: 20.55 });
    await erp.set('account.move', Number(bill), { invoice_line_ids: [[1, line, { price_unit: 20.55 }]] });
    const before = await figuresOf(scenario, 'J-101');
    const { write, userErrors } = await ask({ order, bill });
    expect(userErrors).toEqual([]);
    const done = await settled(scenario, write!.id);
    expect(done).toMatchObject({ status: 'SUCCEEDED', failure: null });
    expect(done.summary).toContain('of 205.50 USD, 20.55 of it held back,');
    const [posted] = await erp.rows('account.move', [['id', '=', Number(bill)]], ['state', 'amount_total']);
    expect(posted).toMatchObject({ state: 'posted', amount_total: 184.95 });
    const after = await figuresOf(scenario, 'J-101');
    expect(cents(after.actualCost) - cents(before.actualCost)).toBe(20_550);
  }, 60_000);

  it('posts once when the ERP cuts the line after it committed', async () => {
    const { order, bill } = await orderAndBill();
    scenario.fault('odoo', { cut: 'after', path: '/account.move/action_post' });
    const { write } = await ask({ order, bill });
    const until = Date.now() + 20_000;
    while (Date.now() < until && (await readWrite(scenario, write!.id)).status !== 'RETRYING')
      await new Promise((done) => setTimeout(done, 50));
    scenario.mend();
    expect(await settled(scenario, write!.id)).toMatchObject({ status: 'SUCCEEDED' });
  }, 90_000);
});
