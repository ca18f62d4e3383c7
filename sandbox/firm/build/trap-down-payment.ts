/** A down payment on an order, billed at once and deducted in part on a later bill. */
import { negate } from '../money.js';
import { vendorsOf } from './add-documents.js';
import { lineOf, placeOrder, section } from './place-order.js';
import { postBill } from './post-move.js';
import { share } from './shares.js';
import type { TrapJobs } from './traps.js';
import type { Workshop } from './workshop.js';

const PREPAYMENTS = '141000';

export function trapDownPayment(shop: Workshop, { job }: TrapJobs): void {
  const [, vendorId] = vendorsOf(job);
  const piles = [share(job, '06-100', 'SUBCONTRACT')];
  const anchors = [share(job, '06-200', 'SUBCONTRACT')];
  const order = placeOrder(shop, {
    company: job.company,
    vendorId,
    on: '2026-05-04',
    lines: [
      section('Foundation works'),
      { description: 'Piles', quantity: '40', unitPrice: '1500.00', shares: piles, productId: 5 },
      { description: 'Anchors', quantity: '1', unitPrice: '30000.01', shares: anchors, productId: 5 },
      section('Down payments'),
      { description: 'Down payment', quantity: '0', unitPrice: '0.00', shares: [], downPayment: true },
    ],
  });
  const downPayment = lineOf(order, 4).id;
  const document = { company: job.company, partnerId: vendorId };
  postBill(shop, {
    ...document,
    date: '2026-05-06',
    lines: [{ account: PREPAYMENTS, name: 'Down payment', amount: '20000.00', orderLineId: downPayment }],
  });
  postBill(shop, {
    ...document,
    date: '2026-07-20',
    lines: [
      {
        account: '500200',
        name: 'Piles',
        amount: '25000.00',
        quantity: '16',
        shares: piles,
        productId: 5,
        orderLineId: lineOf(order, 1).id,
      },
      {
        account: PREPAYMENTS,
        name: 'Down payment deducted',
        amount: negate('8000.00'),
        quantity: '-1',
        orderLineId: downPayment,
      },
    ],
  });
}
