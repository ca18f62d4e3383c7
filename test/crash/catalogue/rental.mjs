/** A day of a rented machine on a job, accrued in Plumbline's own store at the price of its order. */
import { UOM } from '../../../dist/sandbox/odoo/ids.js';
import { addDays } from '../world.mjs';
import { money, cents } from '../ledger.mjs';

const PRICE = 185.55;

/** Each lane has a machine of its own, ordered and sent to the job as the firm's people do it. */
async function hands(world) {
  const { firm, company } = world;
  const project = world.projects(company.code)[0];
  const share = {
    ...{ accountId: project.accountId, costCodeId: world.costCode.id },
    costTypeId: world.costTypeId('EQUIPMENT'),
  };
  const product = firm.products.find(({ storable }) => !storable);
  const vendor = firm.parties.find(({ role }) => role === 'VENDOR');
  const machines = world.deal(2, ({ ownership }) => ownership === 'rented');
  return Promise.all(
    machines.map(async ({ number, vehicleId }) => {
      const { id } = await world.platform('/v1/vehicle_assignments', {
        ...{ vehicle_id: vehicleId, contact_id: 1, started_at: addDays(firm.today, 1), ended_at: null },
        custom_fields: { job: project.spelling.maintenance, cost_code: world.costCode.code },
      });
      world.entered.add(`assignments ${id}`);
      const ordered = await order(world, { share, product, vendor, number });
      const hand = { ...{ number, vehicleId, project, share, product, vendor }, ...ordered, price: PRICE };
      world.prepared.push(hand);
      return { ...hand, day: firm.today };
    }),
  );
}

async function order(world, { share, product, vendor, number }) {
  const key = [share.accountId, share.costCodeId, share.costTypeId].join(',');
  const line = {
    ...{ product_id: product.id, product_uom_id: UOM.DAYS, name: `Rental of ${number}`, product_qty: 10 },
    ...{ price_unit: PRICE, analytic_distribution: { [key]: 100 } },
  };
  const vals = { partner_id: vendor.id, company_id: world.company.odooId, order_line: [[0, 0, line]] };
  const [id] = await world.erp('purchase.order', 'create', { vals_list: [vals] });
  await world.erp('purchase.order', 'button_confirm', { ids: [id] });
  world.entered.add(`orders ${id}`);
  const domain = [['order_id', '=', id]];
  const [own] = await world.erp('purchase.order.line', 'search_read', { domain, fields: ['name'] });
  return { order: id, orderLineId: own.id };
}

export const postRentalAccrual = {
  name: 'postRentalAccrual',
  mutation: 'postRentalAccrual',
  hands,
  input(_world, hand) {
    hand.day = addDays(hand.day, 1);
    return {
      ...{ equipment: hand.number, project: hand.project.number, from: hand.day, to: hand.day },
      // The order is for ten days; what is open of it is never below nothing.
      ...{ orderLine: String(hand.orderLineId), allowOverOrder: true },
    };
  },
  effects: ({ input }) => [
    {
      ...{ target: 'plumbline', kind: 'accrual', list: 'accruals' },
      is: ({ equipment, from, reversedOn }) =>
        equipment === input.equipment && from === input.from && reversedOn === null,
    },
  ],
  book({ world, firm, nextId }, { hand, input }) {
    firm.accruals.push({
      ...{ id: `run-${nextId()}`, company: world.company.code, accountId: hand.project.accountId },
      ...{ costCodeId: hand.share.costCodeId, costType: 'EQUIPMENT', amount: money(cents(PRICE)) },
      ...{ date: input.to, orderLineId: hand.orderLineId, reversedOn: null },
    });
  },
};
