/** A day of a rented machine, accrued at its order's price until the vendor bills it. */
import { UOM } from '../../../dist/sandbox/odoo/ids.js';
import { addDays } from '../world.mjs';

const PRICE = '185.55';

export async function rentalHands(world, count) {
  const { firm } = world;
  const project = firm.projects.find(({ number }) => number === 'J-101');
  const costCode = firm.analyticAccounts.find(({ plan, code }) => plan === 'COST_CODE' && code === '06-100');
  const vendor = firm.parties.find(({ role }) => role === 'VENDOR');
  const share = {
    ...{ accountId: project.accountId, costCodeId: costCode.id },
    costTypeId: world.costTypeId('EQUIPMENT'),
  };
  const machines = world.deal(count, ({ ownership }) => ownership === 'rented');
  for (const { vehicleId } of machines) await send(world, vehicleId, project, costCode);
  const product = firm.products.find(({ storable }) => !storable);
  return machines.map(({ number, vehicleId }) => ({
    ...{ number, vehicleId, project, costCode, share, vendor, product, day: firm.today, price: PRICE },
  }));
}

/** On the job from the firm's day on, whatever it did before. */
async function send(world, vehicleId, project, costCode) {
  const list = '/v1/vehicle_assignments';
  const { records } = await world.platform(`${list}?per_page=100&filter[vehicle_id][eq]=${vehicleId}`);
  for (const { id, started_at: from } of records)
    await world.platform(`${list}/${id}`, { started_at: from, ended_at: from }, 'PATCH');
  const { id } = await world.platform(list, {
    ...{ vehicle_id: vehicleId, contact_id: 1, started_at: world.firm.today, ended_at: null },
    custom_fields: { job: project.spelling.maintenance ?? project.number, cost_code: costCode.code },
  });
  world.entered.add(`assignments ${id}`);
}

/** A confirmed order over ten days of the machine. */
async function prepare(world, hand) {
  const { share, vendor, product, price } = hand;
  const key = [share.accountId, share.costCodeId, share.costTypeId].join(',');
  const line = {
    ...{ name: 'Rental', product_id: product.id, product_uom_id: UOM.DAYS, product_qty: 10 },
    ...{ price_unit: Number(price), analytic_distribution: { [key]: 100 } },
  };
  const vals = { partner_id: vendor.id, company_id: world.company.odooId, order_line: [[0, 0, line]] };
  [hand.order] = await world.erp('purchase.order', 'create', { vals_list: [vals] });
  await world.erp('purchase.order', 'button_confirm', { ids: [hand.order] });
  const [own] = await world.erp('purchase.order.line', 'search_read', {
    domain: [['order_id', '=', hand.order]],
    fields: ['name'],
  });
  hand.orderLineId = own.id;
  world.entered.add(`orders ${hand.order}`);
  world.prepared.push({ ...hand });
}

const isIt =
  ({ hand, input }) =>
  (own) =>
    own.equipment === hand.number && own.from === input.from;

export const postRentalAccrual = {
  name: 'postRentalAccrual',
  mutation: 'postRentalAccrual',
  hands: (world) => rentalHands(world, 2),
  prepare,
  input(_world, hand) {
    hand.day = addDays(hand.day, 1);
    const { number, project, day, orderLineId } = hand;
    return { equipment: number, project: project.number, from: day, to: day, orderLine: String(orderLineId) };
  },
  // Kept in the product itself: read back through its own graph, and through the unified cost.
  effects: (one) => [{ target: 'plumbline', kind: 'accrual', list: 'accruals', is: isIt(one) }],
  book(ledger, { hand, input, id, reversal }) {
    const { share, price, orderLineId } = hand;
    ledger.firm.accruals.push({
      ...{ id, company: ledger.world.company.code, accountId: share.accountId, costCodeId: share.costCodeId },
      ...{ costType: 'EQUIPMENT', amount: price, date: input.to, orderLineId },
      reversedOn: reversal?.status === 'SUCCEEDED' ? reversal.input.date : null,
    });
  },
  undone: {
    effects: (one) => [
      {
        ...{ target: 'plumbline', kind: 'accrual reversed', list: 'accruals' },
        is: (own) => isIt(one)(own) && own.reversedOn !== null,
      },
    ],
  },
};
