import { describe, expect, it } from '@jest/globals';
import {
  matchBill,
  type BillToMatch,
  type OrderToMatch,
} from '../../../../subgraphs/odoo/effects/match-bill.js';
import { plainName } from '../../../../subgraphs/odoo/effects/partner-matches.js';

const order: OrderToMatch = {
  id: 7,
  number: 'P00007',
  vendorId: 3,
  confirmed: true,
  lines: [
    {
      id: 71,
      description: 'Pipe',
      productId: 1,
      goods: true,
      ordered: '10',
      unitPrice: '100',
      billed: [
        { documentId: 900, quantity: '4' },
        { documentId: 901, quantity: '-1' },
        { documentId: 500, quantity: '5' },
      ],
    },
    {
      id: 72,
      description: 'Crane hire',
      productId: 2,
      goods: false,
      ordered: '8',
      unitPrice: '250',
      billed: [],
    },
  ],
};
const line = {
  id: 1,
  orderLineId: 71,
  description: 'Pipe',
  quantity: '5',
  unitPrice: '100',
  distribution: null,
  retention: false,
  subtotal: '500.00',
};
const bill: BillToMatch = {
  id: 500,
  number: null,
  state: 'draft',
  vendorId: 3,
  reference: 'R-1',
  date: '2026-10-12',
  invoiceDate: '2026-10-12',
  untaxed: '500.00',
  total: '500.00',
  lines: [line],
};
const exact = { quantityPercent: '0', pricePercent: '0', amount: '0' };
const codes = (
  receipts: [number, string][],
  more: Partial<BillToMatch>,
  tolerance = exact,
  of = order,
): string[] => matchBill(of, new Map(receipts), { ...bill, ...more }, tolerance).map(({ code }) => code);

describe('matchBill', () => {
  it('finds nothing where order, receipts and bill agree; the bill itself is not counted twice', () => {
    // 4 − 1 on other documents and 5 here are 8 of 8 received and 10 ordered.
    expect(codes([[71, '8']], {})).toEqual([]);
  });

  it.each([
    ['more than arrived', [[71, '7.9']], {}, ['OVER_RECEIVED']],
    ['nothing arrived', [], {}, ['OVER_RECEIVED']],
    ['more than ordered', [[71, '20']], { lines: [{ ...line, quantity: '7.01' }] }, ['OVER_ORDERED']],
    ['a higher price', [[71, '8']], { lines: [{ ...line, unitPrice: '100.01' }] }, ['PRICE']],
    ['a lower price', [[71, '8']], { lines: [{ ...line, unitPrice: '99' }] }, []],
    ['another vendor', [[71, '8']], { vendorId: 4 }, ['OTHER_VENDOR']],
    [
      'a line without order',
      [[71, '8']],
      { lines: [line, { ...line, id: 2, orderLineId: null }] },
      ['NOT_ON_ORDER'],
    ],
    [
      'a line that holds retention',
      [[71, '8']],
      { lines: [line, { ...line, id: 2, orderLineId: null, subtotal: '-50.00', retention: true }] },
      [],
    ],
    ['a line of another order', [[71, '8']], { lines: [{ ...line, orderLineId: 99 }] }, ['NOT_ON_ORDER']],
    [
      'two lines that together are too much',
      [[71, '8']],
      { lines: [line, { ...line, id: 2, quantity: '1' }] },
      ['OVER_RECEIVED'],
    ],
    [
      'a service that needs no receipt',
      [],
      { lines: [{ ...line, orderLineId: 72, quantity: '8', unitPrice: '250' }] },
      [],
    ],
    [
      'a service beyond the order',
      [],
      { lines: [{ ...line, orderLineId: 72, quantity: '8.5', unitPrice: '250' }] },
      ['OVER_ORDERED'],
    ],
  ] as [string, [number, string][], Partial<BillToMatch>, string[]][])(
    '%s',
    (_, receipts, more, expected) => {
      expect(codes(receipts, more)).toEqual(expected);
    },
  );

  it('lets pass what is within the tolerance, by percent or by amount', () => {
    const dear = { lines: [{ ...line, unitPrice: '102' }] };
    expect(codes([[71, '8']], dear, { ...exact, pricePercent: '2' })).toEqual([]);
    expect(codes([[71, '8']], dear, { ...exact, pricePercent: '1.99' })).toEqual(['PRICE']);
    expect(codes([[71, '8']], dear, { ...exact, amount: '10.00' })).toEqual([]);
    expect(codes([[71, '8']], dear, { ...exact, amount: '9.99' })).toEqual(['PRICE']);
    expect(codes([[71, '7.9']], {}, { ...exact, quantityPercent: '2' })).toEqual([]);
  });

  it('wants the order confirmed, and says what to do', () => {
    const problems = matchBill({ ...order, confirmed: false }, new Map([[71, '8']]), bill, exact);
    expect(problems).toEqual([
      {
        code: 'ORDER_NOT_CONFIRMED',
        message: 'order P00007 is not confirmed; confirm it before its bill is posted',
        billLineId: null,
        orderLineId: null,
      },
    ]);
  });
});

describe('plainName', () => {
  it.each([
    ['Müller & Söhne GmbH', 'muller sohne'],
    ['A.B.C. Paving, Inc.', 'abc paving'],
    ['The Crane Company', 'crane'],
    ['GmbH', ''],
  ])('%s', (name, plain) => {
    expect(plainName(name)).toBe(plain);
  });
});
