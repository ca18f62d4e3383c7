/** A subcontractor bills progress on their order, and a part of it is held back. */
import { money, cents, postEntry } from '../ledger.mjs';
import { billHands } from './vendor-bill.mjs';

/** What stays open of the order. */
const LEFT = 505n;
/** The account of what subcontractors bill. */
const WORK = '500200';

const amountOf = ({ price }) => cents(price) * 10n - LEFT;

export function progressHands(world, count) {
  const product = world.firm.products.find(({ name }) => name === 'Subcontract work');
  return billHands(world, count).map((hand) => ({ ...hand, product }));
}

/** A confirmed order of 10 pieces, as a buyer enters it in the ERP. */
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
  const [order] = await world.erp('purchase.order', 'search_read', {
    domain: [['id', '=', hand.order]],
    fields: ['name', 'order_line'],
  });
  hand.number = order.name;
  [hand.orderLineId] = order.order_line;
  world.prepared.push({ ...hand });
  world.entered.add(`orders ${hand.order}`);
}

export const postProgressBill = {
  name: 'postProgressBilling PAYABLE',
  mutation: 'postProgressBilling',
  mayBeDear: true,
  hands: (world) => progressHands(world, 2),
  prepare,
  input: (world, hand, own) => ({
    ...{ side: 'PAYABLE', project: hand.project.number, date: world.today, order: hand.number },
    ...{
      reference: `Run bill ${own}`,
      retentionPercent: '10',
      lienWaiver: true,
      insuranceUntil: world.today,
    },
    lines: [{ description: 'Run', amount: money(amountOf(hand)), orderLine: String(hand.orderLineId) }],
  }),
  effects({ input, hand }) {
    const is = (state) => (own) => own.ref === input.reference && own.state === state;
    return [
      { target: 'odoo', kind: 'posted bill', list: 'moves', is: is('posted') },
      { target: 'odoo', kind: 'draft left', list: 'moves', wanted: 0, is: is('draft') },
      {
        ...{ target: 'odoo', kind: 'cost line', list: 'analytic' },
        is: ({ ref, amount }) => ref === input.reference && cents(amount) === -amountOf(hand),
      },
    ];
  },
  book: (ledger, one) => book(ledger, one, one.input.date, one.reversal?.status === 'SUCCEEDED'),
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
    book: (ledger, one, date) => book(ledger, one, date, true, -1n),
  },
};

/** @param credited what it credits and what is credited are matched: nothing of either stays open */
function book(ledger, { hand }, date, credited, sign = 1n) {
  const { share, orderLineId, product } = hand;
  const amount = sign * amountOf(hand);
  const held = (amount + sign * 5n) / 10n;
  const { firm, world } = ledger;
  postEntry(ledger, {
    ...{ company: world.company.code, type: sign > 0n ? 'in_invoice' : 'in_refund', date },
    lines: [
      { account: WORK, amount: money(amount), share, orderLineId, productId: product.id },
      {
        ...{ account: firm.retentionPayableAccounts[0], amount: money(-held) },
        residual: credited ? '0.00' : money(-held),
      },
    ],
  });
}
