/** A down payment on an order, billed at once and deducted in part on a later bill. */
import { negate } from '../money.js';
import type { FirmOrder, FirmShare } from '../ledger.js';
import { vendorsOf } from './add-documents.js';
import { lineOf, placeOrder, section } from './place-order.js';
import { postBill } from './post-move.js';
import { share } from './shares.js';
import type { TrapJobs } from './traps.js';
import type { Job, Workshop } from './workshop.js';

const PREPAYMENTS = '141000';

/** Two work lines, two section rows and the down payment's own row, which carries no money. */
function orderFoundations(shop: Workshop, job: Job, vendorId: number): FirmOrder {
  const line = { productId: 5 };
  return placeOrder(shop, {
    company: job.company,
    vendorId,
    on: '2026-05-04',
    lines: [
      section('Foundation works'),
      { ...line, description: 'Piles', quantity: '40', unitPrice: '1500.00', shares: piles(job) },
      {
        ...line,
        description: 'Anchors',
        quantity: '1',
        unitPrice: '30000.01',
        shares: [share(job, '06-200', 'SUBCONTRACT')],
      },
      section('Down payments'),
      { description: 'Down payment', quantity: '0', unitPrice: '0.00', shares: [], downPayment: true },
    ],
  });
}

const piles = (job: Job): FirmShare[] => [share(job, '06-100', 'SUBCONTRACT')];

export function trapDownPayment(shop: Workshop, { job }: TrapJobs): void {
  const [, vendorId] = vendorsOf(job);
  const order = orderFoundations(shop, job, vendorId);
  const prepaid = { account: PREPAYMENTS, orderLineId: lineOf(order, 4).id };
  const document = { company: job.company, partnerId: vendorId };
  postBill(shop, {
    ...document,
    date: '2026-05-06',
    lines: [{ ...prepaid, name: 'Down payment', amount: '20000.00' }],
  });
  const delivered = {
    account: '500200',
    name: 'Piles',
    amount: '25000.00',
    quantity: '16',
    shares: piles(job),
    productId: 5,
    orderLineId: lineOf(order, 1).id,
  };
  postBill(shop, {
    ...document,
    date: '2026-07-20',
    lines: [
      delivered,
      { ...prepaid, name: 'Down payment deducted', amount: negate('8000.00'), quantity: '-1' },
    ],
  });
}
