/** What a careful controller would not let through: told with code, field and record, and nothing is sent anywhere. */
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { SANDBOX_TOKENS } from '../../gateway/sandbox-config.js';
import { erpAdmin, expectNoWrites, type ErpAdmin } from './erp-admin.js';
import { fastPlatform } from './platforms.js';
import { startScenario, type Scenario } from './plumbline.js';
import { usageOf } from './usage.js';
import { mutate, settled, type UserErrorAnswer } from './writes.js';

const HOUR_MS = 3_600_000;
const SHORT_MS = 1_500;

let scenario: Scenario;
let erp: ErpAdmin;
let usage: ReturnType<typeof usageOf>;
let cases = 0;
beforeAll(async () => {
  const long = { name: 'a long day', write: 'recordEquipmentUsage', from: '2000.00' };
  const brief = { name: 'a breakdown', write: 'reportBreakdown', expiresAfterHours: SHORT_MS / HOUR_MS };
  scenario = await startScenario({
    adjust: (config) => ({ ...fastPlatform(config), workflows: { approvals: [long, brief] } }),
  });
  erp = erpAdmin(scenario);
  usage = usageOf(scenario.sandbox);
}, 120_000);
afterAll(() => scenario.stop());
afterEach(() => scenario.mend());

/** A day of the machine's own on the job. */
const day = (over: Record<string, unknown> = {}) => {
  cases += 1;
  const date = usage.freeDays[cases];
  return { clientMutationId: `refusal-${cases}`, ...usage.input, date, hours: '1', ...over };
};

async function refused(
  mutation: string,
  input: Record<string, unknown>,
  wanted: Partial<UserErrorAnswer>,
  token?: string,
): Promise<void> {
  scenario.resetCalls();
  const { write, userErrors } = await mutate(scenario, mutation, input, token);
  expect({ write, error: userErrors[0] }).toMatchObject({ write: null, error: wanted });
  // It names the thing and the next step.
  expect(userErrors[0]?.message.length).toBeGreaterThan(30);
  expectNoWrites(scenario);
}

it('a locked period', async () => {
  // Days long past, since a hard lock cannot be taken away again.
  await erp.set('res.company', 1, { hard_lock_date: '2026-01-31' });
  const wanted = { code: 'LOCKED_PERIOD', field: ['date'] };
  await refused('recordEquipmentUsage', day({ date: '2026-01-15' }), wanted);
});

it('a company that is not the one of the record', async () => {
  const wrong = { code: 'NOT_FOUND', field: ['project'], record: 'J-101' };
  await refused('recordEquipmentUsage', day({ company: 'HB' }), wrong);
});

it('a falling meter', async () => {
  const { today } = scenario.sandbox.firm;
  const wanted = { code: 'FALLING_METER', field: ['meter'], record: usage.input.equipment };
  await refused('recordEquipmentUsage', day({ meter: '1', date: today }), wanted);
});

it('double booking of a machine', async () => {
  const { firm } = scenario.sandbox;
  const own = new Set(firm.machines.filter(({ company }) => company === 'NB').map((one) => one.vehicleId));
  const busy = firm.assignments.find(({ vehicleId, end }) => own.has(vehicleId) && end === null)!;
  const { number: equipment } = firm.machines.find(({ vehicleId }) => vehicleId === busy.vehicleId)!;
  const { costCode } = usage.input;
  const asked = {
    clientMutationId: 'in two places',
    equipment,
    project: 'J-101',
    costCode,
    start: firm.today,
  };
  await refused('dispatchEquipment', asked, { code: 'DOUBLE_BOOKED', field: ['equipment'] });
});

it('a repeated key with other input, which names the first', async () => {
  const asked = day();
  const { write } = await mutate(scenario, 'recordEquipmentUsage', asked);
  await settled(scenario, write!.id);
  const wanted = { code: 'KEY_REUSED', field: ['clientMutationId'], record: write!.id };
  await refused('recordEquipmentUsage', { ...asked, hours: '2' }, wanted);
}, 60_000);

it('agreement by who asked', async () => {
  const { write } = await mutate(
    scenario,
    'recordEquipmentUsage',
    day({ hours: '24' }),
    SANDBOX_TOKENS.admin,
  );
  expect(write?.status).toBe('PENDING_APPROVAL');
  const wanted = { code: 'OWN_WRITE', field: ['write'], record: write!.id };
  await refused('decideApproval', { write: write!.id, approve: true }, wanted, SANDBOX_TOKENS.admin);
});

it('agreement that comes too late', async () => {
  const asked = { equipment: usage.input.equipment, summary: 'Late', severity: 'LOW' };
  const input = { clientMutationId: 'too-late', ...asked };
  const { write } = await mutate(scenario, 'reportBreakdown', input, SANDBOX_TOKENS.field);
  expect(write?.status).toBe('PENDING_APPROVAL');
  await new Promise((done) => setTimeout(done, SHORT_MS + 500));
  const wanted = { code: 'EXPIRED', field: ['write'], record: write!.id };
  await refused('decideApproval', { write: write!.id, approve: true }, wanted);
  expect((await settled(scenario, write!.id)).status).toBe('REJECTED');
}, 30_000);

it('a second reversal', async () => {
  const asked = day();
  const { write } = await mutate(scenario, 'recordEquipmentUsage', asked);
  await settled(scenario, write!.id);
  const why = { write: write!.id, date: asked.date, reason: 'wrong day' };
  const first = await mutate(scenario, 'reverseWrite', { clientMutationId: 'taken back 1', ...why });
  await settled(scenario, first.write!.id);
  const wanted = { code: 'REVERSED_ALREADY', field: ['write'], record: write!.id };
  await refused('reverseWrite', { clientMutationId: 'taken back 2', ...why }, wanted);
}, 60_000);

it('a machine of another company without paired entries', async () => {
  const job = scenario.sandbox.firm.projects.find(({ company }) => company === 'HB')!;
  const wanted = { code: 'CROSS_COMPANY', field: ['equipment'], record: usage.input.equipment };
  await refused('recordEquipmentUsage', day({ project: job.number }), wanted);
});

/** A confirmed order of 10 at 20 and its draft bill, coded as given. */
async function billed(distribution: Record<string, number>): Promise<{ order: string; bill: string }> {
  const { firm } = scenario.sandbox;
  const product = firm.products.find(({ storable }) => !storable)!.id;
  const line = { product_id: product, name: 'Surveying', product_qty: 10, price_unit: 20 };
  const coded = { ...line, analytic_distribution: distribution, tax_ids: [[6, 0, []]] };
  const vendor = firm.parties.find(({ role }) => role === 'VENDOR')!.id;
  const vals = { partner_id: vendor, company_id: 1, order_line: [[0, 0, coded]] };
  const [order] = (await erp.ask('purchase.order', 'create', { vals_list: [vals] })) as [number];
  await erp.ask('purchase.order', 'button_confirm', { ids: [order] });
  const { res_id: bill } = (await erp.ask('purchase.order', 'action_create_invoice', { ids: [order] })) as {
    res_id: number;
  };
  return { order: String(order), bill: String(bill) };
}

/** Ids of the job, a cost code and a cost type. */
function plans(): readonly [number, number, number] {
  const { projects, analyticAccounts } = scenario.sandbox.firm;
  const of = (plan: string): number => analyticAccounts.find((own) => own.plan === plan)!.id;
  return [projects.find(({ number }) => number === 'J-101')!.accountId, of('COST_CODE'), of('COST_TYPE')];
}
const approval = (papers: { order: string; bill: string }) => {
  cases += 1;
  const { today } = scenario.sandbox.firm;
  return { clientMutationId: `refusal-${cases}`, company: 'NB', date: today, billDate: today, ...papers };
};

it.each([
  ['lacks a plan', ([job, code]: readonly number[]) => ({ [`${job},${code}`]: 100 }), 'carries no cost type'],
  ['adds up to less', ([job, code, type]: readonly number[]) => ({ [`${job},${code},${type}`]: 60 }), '60 %'],
  ['is of the job alone', ([job]: readonly number[]) => ({ [`${job}`]: 100 }), 'carries no cost code'],
])('a bill whose distribution %s', async (_, distribution, said) => {
  const papers = await billed(distribution(plans()));
  const wanted = { code: 'BAD_DISTRIBUTION', field: ['bill'], record: papers.bill };
  await refused('approveVendorBill', approval(papers), wanted);
  const { userErrors } = await mutate(scenario, 'approveVendorBill', approval(papers));
  expect(userErrors[0]?.message).toContain(said);
});

it('a bill that does not match its order', async () => {
  const papers = await billed({ [plans().join(',')]: 100 });
  const [line] = await erp.rows(
    'account.move.line',
    [
      ['move_id', '=', Number(papers.bill)],
      ['purchase_line_id', '!=', false],
    ],
    ['id'],
  );
  await erp.set('account.move.line', line!.id, { price_unit: 25 });
  const wanted = { code: 'PRICE', field: ['bill'], record: papers.bill };
  await refused('approveVendorBill', approval(papers), wanted);
});
