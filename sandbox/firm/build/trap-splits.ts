/** Amounts that do not divide: thirds, ties, two jobs, and distributions of less than 100 %. */
import type { Dec, FirmShare, LedgerCostType } from '../ledger.js';
import { vendorsOf } from './add-documents.js';
import { lineOf, placeOrder } from './place-order.js';
import { postBill } from './post-move.js';
import { share } from './shares.js';
import type { TrapJobs } from './traps.js';
import type { Workshop } from './workshop.js';

const CODE = '03-100';

/** Orders and half bills one amount with a distribution. */
function buySplit(
  shop: Workshop,
  { job }: TrapJobs,
  subtotal: Dec,
  billed: Dec,
  shares: readonly FirmShare[],
): void {
  const [vendorId] = vendorsOf(job);
  const order = placeOrder(shop, {
    company: job.company,
    vendorId,
    on: '2026-04-10',
    lines: [{ description: 'Split delivery', quantity: '1', unitPrice: subtotal, shares, productId: 1 }],
  });
  postBill(shop, {
    company: job.company,
    date: '2026-05-12',
    partnerId: vendorId,
    lines: [
      {
        account: '500100',
        name: 'Split delivery',
        amount: billed,
        shares,
        productId: 1,
        orderLineId: lineOf(order, 0).id,
      },
    ],
  });
}

export function trapSplits(shop: Workshop, jobs: TrapJobs): void {
  const { job, other } = jobs;
  const own = (percent: Dec, type: LedgerCostType, code = CODE): FirmShare => share(job, code, type, percent);
  buySplit(shop, jobs, '100.00', '50.00', [
    own('33.333333', 'MATERIAL'),
    own('33.333333', 'SUBCONTRACT'),
    own('33.333334', 'OTHER'),
  ]);
  // A tie: the odd cent goes to the lowest key, which is not the first one written.
  buySplit(shop, jobs, '1000.01', '333.33', [own('50', 'OTHER'), own('50', 'MATERIAL')]);
  buySplit(shop, jobs, '7777.77', '1234.57', [
    share(job, CODE, 'MATERIAL', '60'),
    share(other, CODE, 'MATERIAL', '40'),
  ]);
  buySplit(shop, jobs, '999.99', '100.01', [own('33.33', 'MATERIAL'), own('26.67', 'MATERIAL', '03-200')]);
}
