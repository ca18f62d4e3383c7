/** A vendor's bill that agrees with its order is posted. */
import { money, cents, postEntry } from '../ledger.mjs';

export function billHands(world, count) {
  const { firm, company } = world;
  const project = world.projects(company.code)[0];
  const share = {
    accountId: project.accountId,
    costCodeId: world.costCode.id,
    costTypeId: world.costTypeId('SUBCONTRACT'),
  };
  const product = firm.products.find(({ storable }) => !storable);
  const vendor = firm.parties.find(({ role }) => role === 'VENDOR');
  return Array.from({ length: count }, () => ({ project, share, product, vendor }));
}

/** A confirmed order of 10 pieces and its draft bill, as people enter them in the ERP. */
async function prepare(world, hand, _name, dear) {
  hand.price = dear ? 5000.55 : 20.55;
  const key = [hand.share.accountId, hand.share.costCodeId, hand.share.costTypeId].join(',');
  const line = {
    ...{ product_id: hand.product.id, name: 'Run', product_qty: 10, price_unit: hand.price },
    ...{ analytic_distribution: { [key]: 100 }, tax_ids: [[6, 0, []]] },
  };
  const vals = { partner_id: hand.vendor.id, company_id: world.company.odooId, order_line: [[0, 0, line]] };
  [hand.order] = await world.erp('purchase.order', 'create', { vals_list: [vals] });
  await world.erp('purchase.order', 'button_confirm', { ids: [hand.order] });
  const bill = await world.erp('purchase.order', 'action_create_invoice', { ids: [hand.order] });
  hand.bill = bill.res_id;
  const lines = await world.erp('account.move.line', 'search_read', {
    domain: [['move_id', '=', hand.bill]],
    fields: ['account_id', 'purchase_line_id', 'display_type'],
  });
  const own = lines.find((row) => row.purchase_line_id !== false);
  hand.accountId = own.account_id[0];
  hand.orderLineId = own.purchase_line_id[0];
  world.prepared.push({ ...hand });
  world.entered.add(`moves ${hand.bill}`).add(`orders ${hand.order}`);
}

/** An order is a commitment whether its bill is approved or not. */
export function bookOrder({ firm, world, nextId }, { order, orderLineId, vendor, product, price, share }) {
  const subtotal = money(cents(price) * 10n);
  firm.orders.push({
    ...{ id: order, number: String(order), company: world.company.code, vendorId: vendor.id, rate: '1' },
    ...{ currency: world.company.currency, state: 'purchase', confirmedAt: null },
    lines: [
      {
        ...{ id: orderLineId ?? nextId(), description: 'Run', productId: product.id, quantity: '10' },
        ...{ unitPrice: String(price), subtotal, downPayment: false, displayType: false },
        shares: [{ ...share, percent: '100' }],
      },
    ],
  });
}

export const approveVendorBill = {
  name: 'approveVendorBill',
  mutation: 'approveVendorBill',
  mayBeDear: true,
  hands: (world) => billHands(world, 2),
  prepare,
  input: (world, { order, bill }) => ({
    ...{ company: world.company.code, order: String(order), bill: String(bill) },
    ...{ date: world.today, billDate: world.today },
  }),
  claims: ({ system, path, body }, { hand }) =>
    system === 'odoo' &&
    /account\.move\/(write|action_post)$/.test(path) &&
    body.includes(`"ids":[${hand.bill}]`) &&
    'post',
  effects: ({ hand, input }) => [
    { target: 'odoo', kind: 'cost line', list: 'analytic', is: ({ move }) => move === hand.bill },
    {
      ...{ target: 'odoo', kind: 'posted bill', list: 'moves' },
      is: ({ id, state, date }) => id === hand.bill && state === 'posted' && date === input.date,
    },
  ],
  book: (ledger, one) => book(ledger, one, one.input.date, 1n),
  undone: {
    effects: (_one, { reason }) => [
      {
        ...{ target: 'odoo', kind: 'credit note', list: 'moves' },
        is: (own) =>
          own.move_type === 'in_refund' && own.state === 'posted' && String(own.ref).endsWith(`: ${reason}`),
      },
      {
        ...{ target: 'odoo', kind: 'counter cost line', list: 'analytic' },
        is: ({ ref }) => String(ref).endsWith(`: ${reason}`),
      },
    ],
    book: (ledger, one, date) => book(ledger, one, date, -1n),
  },
};

/** @param sign -1 for the credit note */
function book(ledger, { hand }, date, sign) {
  const { accountId, orderLineId, share, product } = hand;
  const amount = money(sign * cents(hand.price) * 10n);
  const { code: company } = ledger.world.company;
  postEntry(ledger, {
    ...{ company, type: sign > 0n ? 'in_invoice' : 'in_refund', date },
    lines: [{ accountId, amount, share, orderLineId, productId: product.id }],
  });
}
