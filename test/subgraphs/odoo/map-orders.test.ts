import { describe, expect, it } from '@jest/globals';
import { toCommitments } from '../../../subgraphs/odoo/erp/map-commitments.js';
import {
  explainOrders,
  toOrders,
  toProjectOrders,
  type Order,
} from '../../../subgraphs/odoo/erp/map-orders.js';
import { toPosted } from '../../../subgraphs/odoo/erp/map-posted.js';
import { centsText } from '../../../subgraphs/kit/cents.js';
import { accounts, lookups, NB } from './firm.js';

const ref = { id: 'prj_1', company: 'NB', number: 'J-100', odooId: 16, accountId: 58 };
const order = {
  id: 17,
  name: 'P00017',
  company_id: [1, 'NB'],
  currency_rate: 1,
  currency_id: [1, 'USD'],
  partner_id: [8, 'V'],
};
const line = (id: number, price_subtotal: number, analytic_distribution: unknown, more = {}) => ({
  id,
  name: 'Concrete',
  order_id: [17, 'P00017'],
  product_id: false,
  product_qty: 10,
  price_subtotal,
  display_type: false,
  is_downpayment: false,
  analytic_distribution,
  ...more,
});
const bill = (line_id: number, balance: number, move_type = 'in_invoice', more = {}) => ({
  id: 1,
  purchase_line_id: [line_id, 'x'],
  move_type,
  display_type: 'product',
  account_id: [32, '600000'],
  balance,
  ...more,
});

const orderLines = (orders: readonly Order[]) =>
  toProjectOrders(orders, ref, NB, lookups).flatMap(({ lines }) => lines.map(({ ledger }) => ledger));

describe('orders', () => {
  it('splits by numeric key, marks own shares, and gives the residual cent to the largest', () => {
    const lines = [line(31, 100.01, { '54,49,60': 40, '58,49,54': 60 })];
    const orders = toOrders({ orders: [order], lines, bills: [] }, lookups);
    expect(orderLines(orders)[0]?.shares.map((share) => [share.own, share.percent])).toEqual([
      [true, '60'],
      [false, '40'],
    ]);
    const own = toProjectOrders(orders, ref, NB, lookups);
    expect(toCommitments(own, ref, NB)[0]?.committedCost).toBe('60.01');
  });

  it('converts at the order’s rate and rounds before splitting', () => {
    const orders = toOrders(
      { orders: [{ ...order, currency_rate: 0.9 }], lines: [line(31, 1000, { '58,49,54': 100 })], bills: [] },
      lookups,
    );
    expect(orderLines(orders)[0]?.subtotal).toBe('1111.11');
  });

  it('nets bills, credit notes and accruals by line; other journal entries are no accruals', () => {
    const bills = [
      bill(31, 300.03),
      bill(31, -100.01, 'in_refund'),
      bill(31, 2000, 'entry'),
      bill(31, -500, 'entry'),
      bill(31, -2000, 'entry', { account_id: [16, '211100'] }),
      bill(31, 45, 'in_invoice', { display_type: 'tax' }),
    ];
    const orders = toOrders(
      { orders: [order], lines: [line(31, 5000, { '58,49,54': 100 })], bills },
      lookups,
    );
    expect(orderLines(orders)[0]).toMatchObject({
      billed: '200.02',
      accrued: '1500.00',
    });
  });

  it('divides what is left of a down payment over the other lines by subtotal', () => {
    const lines = [
      line(40, 100, { '58,49,54': 100 }),
      line(41, 100, { '58,49,54': 100 }),
      line(42, 100, { '60,49,54': 100 }),
      line(43, 0, false, { display_type: 'line_section', is_downpayment: true }),
      line(44, 0, false, { is_downpayment: true }),
    ];
    const orders = toOrders({ orders: [order], lines, bills: [bill(44, 2000), bill(44, -1900)] }, lookups);
    expect(orders[0]?.lines.map((row) => centsText(row.downPayment))).toEqual(['33.34', '33.33', '33.33']);
    expect(orderLines(orders).map((row) => row.id)).toEqual(['40', '41']);
  });

  it('lists lines without code and type as exceptions', () => {
    const orders = toOrders({ orders: [order], lines: [line(31, 10, { '58': 50 })], bills: [] }, lookups);
    const exceptions = explainOrders(toProjectOrders(orders, ref, NB, lookups));
    expect(exceptions.map((row) => [row.code, row.recordId, row.amount])).toEqual([
      ['UNCLASSIFIED_COST', '31', '5.00'],
      ['UNCODED_COST', '31', '5.00'],
    ]);
  });
});

describe('posted entries', () => {
  const posted = (id: number, values: object) => ({
    id,
    company_id: [1, 'NB'],
    move_id: [66, 'INV'],
    ...values,
  });

  it('holds retention by the jobs of the invoice’s income lines', () => {
    const invoices = [
      posted(1, { account_id: [26, '400000'], balance: -75000, analytic_distribution: { '58': 100 } }),
      posted(2, { account_id: [26, '400000'], balance: -25000, analytic_distribution: { '60': 100 } }),
      posted(3, {
        account_id: [208, '121500'],
        balance: 10000,
        amount_residual: 10000,
        analytic_distribution: false,
      }),
    ];
    const { retainage } = toPosted({ own: [], invoices }, accounts, lookups.coding, new Set(['121500']));
    expect([...retainage].map(([key, held]) => [key, centsText(held)])).toEqual([
      ['58|1', '7500.00'],
      ['60|1', '2500.00'],
    ]);
  });

  it('takes a usage key as posted until its reversal', () => {
    const charge = (ref: string, balance: number) =>
      posted(9, { account_id: [32, '600000'], ref, balance, analytic_distribution: { '58,49,54': 100 } });
    const own = [
      charge('PLB-USE EX-204/2026-10-05', 760),
      charge('PLB-USE EX-204/2026-10-06', 760),
      charge('PLB-USE EX-204/2026-10-06 reversal', -760),
      charge('something else', 5),
    ];
    const { usage } = toPosted({ own, invoices: [] }, accounts, lookups.coding, new Set());
    expect(usage.get('58|1')).toEqual(['EX-204/2026-10-05']);
  });
});
