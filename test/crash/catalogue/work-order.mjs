/** A repair is done: parts from the yard, the vendor's draft bill, the order closed. */
import { LOCATIONS, PICKING_TYPES } from '../../../dist/sandbox/odoo/from-firm-supply.js';
import { money, cents } from '../ledger.mjs';
import { isBack } from './taken-back.mjs';

/** The second company's rates leave repairs out, so that its jobs pay. */
export function repairSettings({ firm, other }) {
  const stored = firm.products.filter(({ storable }) => storable);
  const parts = {
    operationTypeId: PICKING_TYPES.ISSUES,
    fromLocationId: LOCATIONS.STOCK,
    toLocationId: LOCATIONS.PRODUCTION,
    products: Object.fromEntries(stored.map(({ id, name }) => [name, id])),
  };
  return { [other.code]: { equipmentRepair: { account: '500300', bookTo: 'JOB', parts } } };
}

/** @param places one lane each, with a machine, a job and a cost code of its own */
export async function workOrderHands(world, places) {
  const { firm, other } = world;
  const codes = firm.analyticAccounts.filter(({ plan }) => plan === 'COST_CODE');
  const machines = firm.machines.filter(
    ({ company, status }) => company === other.code && status === 'Active',
  );
  const stored = firm.products.filter(({ storable }) => storable);
  const prices = await world.erp('product.product', 'search_read', {
    domain: [['id', 'in', stored.map(({ id }) => id)]],
    fields: ['standard_price'],
  });
  return places.map((at) => {
    const product = stored[at % stored.length];
    return {
      ...{ at, vehicleId: machines[at].vehicleId, project: world.projects(other.code)[at] },
      ...{ costCode: codes[at + 1], product, quantity: at + 1 },
      price: String(prices.find(({ id }) => id === product.id).standard_price),
    };
  });
}

/** An open order with one part, as the workshop writes it. */
async function prepare(world, hand, name) {
  const part = {
    ...{ type: 'WorkOrderPartLineItem', item_type: 'Part', item_id: hand.product.id },
    ...{ quantity: hand.quantity, unit_cost: 5 },
  };
  const line = { type: 'WorkOrderServiceTaskLineItem', item_type: 'ServiceTask', item_id: 1 };
  const { id, number } = await world.platform('/v2/work_orders', {
    ...{ vehicle_id: hand.vehicleId, issued_at: '2026-10-01T08:00:00Z', work_order_status_id: 1 },
    description: `Run repair ${name}`,
    work_order_line_items_attributes: [{ ...line, work_order_sub_line_items_attributes: [part] }],
  });
  world.entered.add(`workOrders ${id}`);
  hand.order = id;
  hand.orderNumber = String(number ?? id);
}

export const completeWorkOrder = {
  name: 'completeWorkOrder',
  mutation: 'completeWorkOrder',
  mayBeDear: true,
  hands: (world) => workOrderHands(world, [0, 1]),
  prepare,
  input(world, hand, name, dear) {
    const vendor = world.firm.parties.find(({ role }) => role === 'VENDOR');
    return {
      ...{ workOrder: `maintenance:${hand.order}`, completedAt: new Date().toISOString() },
      ...{ project: hand.project.number, costCode: hand.costCode.code },
      vendorCharge: { vendor: vendor.name, amount: dear ? '50000.00' : '250.00', reference: `RUN ${name}` },
    };
  },
  claims: ({ name, path }, { hand }) =>
    name === 'PATCH /v2/work_orders/{id}' && path === `/v2/work_orders/${hand.order}` && 'completion',
  effects(one) {
    const { order } = one.hand;
    const origin = `PLB/${one.id}_0`;
    const ref = one.input.vendorCharge.reference;
    const standing = [
      {
        ...{ target: 'maintenance', kind: 'order completed', list: 'workOrders' },
        is: (own) => own.id === order && own.state === 'completed',
      },
      {
        target: 'odoo',
        kind: 'draft bill',
        list: 'moves',
        is: (own) => own.ref === ref && own.state === 'draft',
      },
    ];
    return [
      ...(isBack(one) ? [] : standing),
      {
        ...{ target: 'odoo', kind: 'parts issued', list: 'pickings' },
        is: (own) => own.origin === origin && own.state === 'done',
      },
      {
        ...{ target: 'odoo', kind: 'cost line of parts', list: 'analytic' },
        is: (own) => own.origin === origin,
      },
    ];
  },
  book: (ledger, one) => bookParts(ledger, one, 1),
  undone: {
    effects(one) {
      const { order } = one.hand;
      const origin = `PLB/${one.id}_0_ret`;
      const ref = one.input.vendorCharge.reference;
      return [
        {
          ...{ target: 'maintenance', kind: 'order open again', list: 'workOrders' },
          is: (own) => own.id === order && own.state !== 'completed' && own.completed_at === null,
        },
        {
          ...{ target: 'odoo', kind: 'parts returned', list: 'pickings' },
          is: (own) => own.origin === origin && own.state === 'done',
        },
        {
          ...{ target: 'odoo', kind: 'counter cost line of parts', list: 'analytic' },
          is: (own) => own.origin === origin,
        },
        { target: 'odoo', kind: 'bill left', list: 'moves', wanted: 0, is: (own) => own.ref === ref },
      ];
    },
    book: (ledger, one) => bookParts(ledger, one, -1),
  },
};

/** @param sign 1 out of the yard, -1 back into it */
function bookParts({ world, firm, nextId }, { hand }, sign) {
  const { project, costCode, product, quantity, price } = hand;
  const amount = money(cents(price) * BigInt(sign * quantity));
  const id = nextId();
  firm.stockIssues.push({
    ...{ moveId: id, pickingId: id, company: world.other.code, date: world.firm.today },
    ...{ productId: product.id, quantity: String(sign * quantity), state: 'done', picked: true },
    ...{ projectOdooId: project.odooId, analyticLineIds: [] },
    shares: [
      {
        ...{ accountId: project.accountId, costCodeId: costCode.id, percent: '100' },
        ...{ costTypeId: world.costTypeId('EQUIPMENT'), amount },
      },
    ],
  });
}
