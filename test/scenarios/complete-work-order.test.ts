/** A repair is done: the order closes once, its parts leave the yard once, the vendor's charge waits as one draft. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { SANDBOX_TOKENS } from '../../gateway/sandbox-config.js';
import { LOCATIONS, PICKING_TYPES } from '../../sandbox/odoo/from-firm-supply.js';
import { readErp, readPlatform } from './landed.js';
import { startScenario, type Scenario } from './plumbline.js';
import { fastPlatform, fleetio, upstreamWrites } from './platforms.js';
import { mutate, settled } from './writes.js';

let scenario: Scenario;
let costCode: string;
let unmapped: number;
let vendor: { readonly id: number; readonly name: string };
let orders: readonly {
  readonly id: number;
  readonly number: number;
  readonly laborCost: string;
  readonly partsCost: string;
}[];

beforeAll(async () => {
  let products: Record<string, number> = {};
  scenario = await startScenario({
    before: ({ firm }) => {
      costCode = firm.analyticAccounts.find(({ plan }) => plan === 'COST_CODE')!.code;
      const stored = firm.products.filter(({ storable }) => storable);
      // One product is no part of anybody's: nobody mapped it.
      unmapped = stored.find(({ id }) =>
        openOf(firm, otherOf(firm)).every((own) => stored[own.id % stored.length]?.id !== id),
      )!.id;
      products = Object.fromEntries(
        stored.filter(({ id }) => id !== unmapped).map(({ id, name }) => [name, id]),
      );
    },
    adjust: (config) => ({
      ...fastPlatform(config),
      // NB is as the sandbox has it: its rates cover repairs. The other company's leave them out, and its jobs pay.
      companies: config.companies.map((company, at) =>
        at === 0 ? company : { ...company, equipmentRepair: repairOf(products) },
      ),
      workflows: { approvals: [{ name: 'a dear repair', write: 'completeWorkOrder', from: '10000.00' }] },
    }),
  });
  const { firm } = scenario.sandbox;
  vendor = firm.parties.find(({ role }) => role === 'VENDOR')!;
  orders = openOf(firm, 'NB');
}, 120_000);
afterAll(() => scenario.stop());
afterEach(() => scenario.mend());

const repairOf = (products: Record<string, number>) => ({
  ...{ account: '500300', bookTo: 'JOB' as const },
  parts: { ...STOCK_ROOM, products },
});
const STOCK_ROOM = {
  operationTypeId: PICKING_TYPES.ISSUES,
  fromLocationId: LOCATIONS.STOCK,
  toLocationId: LOCATIONS.PRODUCTION,
};
const openOf = ({ machines, workOrders }: Scenario['sandbox']['firm'], company: string) => {
  const own = new Set(machines.filter((one) => one.company === company).map(({ vehicleId }) => vehicleId));
  return workOrders.filter(({ vehicleId, completedAt }) => own.has(vehicleId) && completedAt === null);
};
const otherOf = ({ companies }: Scenario['sandbox']['firm']): string => companies[1]!.code;
const foreignOrder = () => openOf(scenario.sandbox.firm, otherOf(scenario.sandbox.firm))[0]!;
/** The other company's machine was mended with a part that no product is named for. */
const oddOrder = async (): Promise<number> => {
  const part = {
    type: 'WorkOrderPartLineItem',
    item_type: 'Part',
    item_id: unmapped,
    quantity: 1,
    unit_cost: 5,
  };
  const line = { type: 'WorkOrderServiceTaskLineItem', item_type: 'ServiceTask', item_id: 1 };
  const order = await fleetio(scenario, '/v2/work_orders', {
    ...{ vehicle_id: foreignOrder().vehicleId, issued_at: '2026-10-01T08:00:00Z', work_order_status_id: 1 },
    work_order_line_items_attributes: [{ ...line, work_order_sub_line_items_attributes: [part] }],
  });
  return order['id'] as number;
};
const jobOfOther = () =>
  scenario.sandbox.firm.projects.find(({ company, stage }) => company !== 'NB' && stage === 'ACTIVE')!;
let cases = 0;
const ask = (over: Record<string, unknown>, token?: string) => {
  cases += 1;
  const base = { clientMutationId: `complete-case-${cases}`, completedAt: new Date().toISOString() };
  return mutate(scenario, 'completeWorkOrder', { ...base, ...over }, token);
};
const stateOf = async (id: number): Promise<unknown> =>
  (await fleetio(scenario, `/v2/work_orders/${id}`))['state'];

describe('completeWorkOrder', () => {
  it('says what it would do, and changes nothing', async () => {
    scenario.resetCalls();
    const charge = { vendor: vendor.name, amount: '250.00' };
    const { write, plan, userErrors } = await ask({
      workOrder: `maintenance:${orders[0]!.id}`,
      vendorCharge: charge,
      validateOnly: true,
    });
    expect({ write, userErrors }).toEqual({ write: null, userErrors: [] });
    expect(plan?.map(({ name, system }) => [name, system])).toEqual([
      ['bill', 'odoo'],
      ['completion', 'maintenance'],
    ]);
    expect(upstreamWrites(scenario)).toEqual({});
  });

  it.each([
    ['an order nobody knows', { workOrder: 'maintenance:999999' }, 'NOT_FOUND', ['workOrder']],
    [
      'a completion before the opening',
      { completedAt: '2020-01-01T08:00:00Z' },
      'BEFORE_OPENING',
      ['completedAt'],
    ],
    ['a completion to come', { completedAt: '2031-01-01T08:00:00Z' }, 'IN_FUTURE', ['completedAt']],
    ['a falling meter', { meter: '1' }, 'FALLING_METER', ['meter']],
    ['a job where the pool pays', { project: 'J-101' }, 'BOOKED_ON_POOL', ['project']],
    [
      'a vendor nobody knows',
      { vendorCharge: { vendor: 'Nobody', amount: '5' } },
      'NOT_FOUND',
      ['vendorCharge', 'vendor'],
    ],
    ['a charge of nothing', { amount: '0' }, 'BAD_AMOUNT', ['vendorCharge', 'amount']],
  ])(
    'refuses %s before anything is sent',
    async (_, { amount, ...over }: Record<string, unknown>, code, field) => {
      scenario.resetCalls();
      const charge = amount === undefined ? {} : { vendorCharge: { vendor: vendor.name, amount } };
      const { write, userErrors } = await ask({ workOrder: String(orders[0]!.id), ...charge, ...over });
      expect(write).toBeNull();
      expect(userErrors).toMatchObject([{ code, field }]);
      expect(userErrors[0]?.message.length).toBeGreaterThan(20);
      expect(upstreamWrites(scenario)).toEqual({});
    },
  );

  it('refuses an analyst, an order of another company, and a part that is no product', async () => {
    const foreign = foreignOrder();
    const odd = await oddOrder();
    scenario.resetCalls();
    const looking = await ask({ workOrder: String(orders[0]!.id) }, SANDBOX_TOKENS.analyst);
    expect(looking.userErrors).toMatchObject([{ code: 'FORBIDDEN' }]);
    const hidden = await ask({ workOrder: String(foreign.id) }, SANDBOX_TOKENS.field);
    expect(hidden.userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    const across = await ask({ workOrder: String(foreign.id), project: 'J-101', costCode });
    expect(across.userErrors[0]?.code).toBe('CROSS_COMPANY');
    const own = jobOfOther();
    const bare = await ask({ workOrder: String(odd), project: own.number, costCode });
    expect(bare.userErrors).toMatchObject([{ code: 'UNMATCHED', field: ['workOrder'] }]);
    expect(upstreamWrites(scenario)).toEqual({});
  });

  it('enters the charge as a draft and closes the order, each once; again is refused', async () => {
    const order = orders[0]!;
    const asked = {
      clientMutationId: 'complete-once',
      completedAt: new Date().toISOString(),
      workOrder: `maintenance:${order.id}`,
      vendorCharge: { vendor: vendor.name, amount: '250.00', description: 'Hose and labour' },
    };
    scenario.resetCalls();
    const { write, userErrors } = await ask(asked, SANDBOX_TOKENS.field);
    expect(userErrors).toEqual([]);
    const done = await settled(scenario, write!.id);
    expect(done).toMatchObject({ status: 'SUCCEEDED', failure: null });
    const total = (Number(order.laborCost) + Number(order.partsCost) + 250).toFixed(2);
    expect(done.summary).toContain(total);
    const draft = JSON.parse(done.steps[0]!.result!) as { id: number; untaxed: string };
    expect(draft).toMatchObject({ untaxed: '250.00' });
    // On the pool's account and on no job: the internal rates charged the repair to the jobs already.
    const domain = [
      ['move_id', '=', draft.id],
      ['display_type', '=', 'product'],
    ];
    const booked = await readErp(scenario, 'account.move.line', domain, [
      'account_id',
      'analytic_distribution',
    ]);
    expect(booked).toMatchObject([{ account_id: [expect.any(Number), '610200 Equipment repair'] }]);
    expect(booked[0]!['analytic_distribution']).toBe(false);
    expect(await stateOf(order.id)).toBe('completed');
    expect((await ask(asked, SANDBOX_TOKENS.field)).write?.id).toBe(write!.id);
    expect(upstreamWrites(scenario)).toEqual({
      'POST /json/2/account.move/load': 1,
      'PATCH /v2/work_orders/{id}': 1,
    });
    const twice = await ask({ workOrder: String(order.id) });
    expect(twice.userErrors).toMatchObject([{ code: 'COMPLETED', record: String(order.number) }]);
    const why = { write: write!.id, date: scenario.sandbox.firm.today, reason: 'not mended' };
    const reversal = await mutate(scenario, 'reverseWrite', { clientMutationId: 'reverse-complete', ...why });
    expect(await settled(scenario, reversal.write!.id)).toMatchObject({ status: 'SUCCEEDED' });
    expect(await stateOf(order.id)).toBe('active');
  }, 60_000);

  it('issues the parts to the job where the rates leave repairs out, and takes them back', async () => {
    const order = foreignOrder();
    const own = jobOfOther();
    scenario.resetCalls();
    const { write, userErrors } = await ask({ workOrder: String(order.id), project: own.number, costCode });
    expect(userErrors).toEqual([]);
    const done = await settled(scenario, write!.id);
    expect(done).toMatchObject({ status: 'SUCCEEDED', failure: null });
    expect(done.steps.map(({ name }) => name)).toEqual(['parts', 'completion']);
    expect(Number((JSON.parse(done.steps[0]!.result!) as { cost: string }).cost)).toBeGreaterThan(0);
    expect(upstreamWrites(scenario)).toMatchObject({ 'POST /json/2/stock.picking/load': 1 });
    const why = { write: write!.id, date: scenario.sandbox.firm.today, reason: 'wrong job' };
    const reversal = await mutate(scenario, 'reverseWrite', { clientMutationId: 'reverse-parts', ...why });
    expect(await settled(scenario, reversal.write!.id)).toMatchObject({ status: 'SUCCEEDED' });
  }, 60_000);

  it('refuses an order that was cancelled, before anything is sent', async () => {
    const order = orders[2]!;
    const statuses = await readPlatform(scenario, '/v1/work_order_statuses');
    const cancelled = statuses.find(({ name }) => name === 'Cancelled')!;
    const status = (id: unknown) =>
      fleetio(scenario, `/v2/work_orders/${order.id}`, { work_order_status_id: id }, 'PATCH');
    await status(cancelled['id']);
    scenario.resetCalls();
    const { write, userErrors } = await ask({ workOrder: String(order.id) });
    expect(write).toBeNull();
    expect(userErrors).toMatchObject([
      { code: 'CANCELLED', field: ['workOrder'], record: String(order.number) },
    ]);
    expect(userErrors[0]?.message).toContain('open it again there');
    expect(upstreamWrites(scenario)).toEqual({});
  });

  it('waits for agreement where labour, parts and charge add up to enough', async () => {
    const charge = { vendor: vendor.name, amount: '10000.00', reference: 'V-77' };
    const { write } = await ask({ workOrder: String(orders[1]!.id), vendorCharge: charge });
    expect(write?.status).toBe('PENDING_APPROVAL');
    expect(await stateOf(orders[1]!.id)).toBe('active');
  });
});
