/** Stocked goods: the bill is not cost, the issue is, and only when it is done. */
import type { Dec, FirmShare, FirmStockIssue } from '../ledger.js';
import { vendorsOf } from './add-documents.js';
import { lineOf, placeOrder } from './place-order.js';
import { postBill } from './post-move.js';
import { share } from './shares.js';
import type { TrapJobs } from './traps.js';
import type { Workshop } from './workshop.js';

const PIPE = 3;

/** Under periodic valuation the bill of stocked goods posts to an expense account with the job's distribution. */
function buyForStock(shop: Workshop, { job }: TrapJobs): void {
  const [vendorId] = vendorsOf(job);
  const shares = [share(job, '03-300', 'MATERIAL')];
  const order = placeOrder(shop, {
    company: job.company,
    vendorId,
    on: '2026-05-11',
    lines: [{ description: 'Pipe DN200', quantity: '100', unitPrice: '55.00', shares, productId: PIPE }],
  });
  postBill(shop, {
    company: job.company,
    date: '2026-06-08',
    partnerId: vendorId,
    lines: [
      {
        account: '501000',
        name: 'Pipe DN200',
        amount: '3300.00',
        quantity: '60',
        shares,
        productId: PIPE,
        orderLineId: lineOf(order, 0).id,
      },
    ],
  });
}

function issue(
  shop: Workshop,
  { job }: TrapJobs,
  progress: Pick<FirmStockIssue, 'state' | 'picked'>,
  quantity: Dec,
  shares: readonly FirmShare[],
): void {
  shop.firm.stockIssues.push({
    moveId: shop.id('stockMove'),
    pickingId: shop.id('picking'),
    company: job.company.code,
    date: '2026-09-17',
    productId: PIPE,
    quantity,
    ...progress,
    projectOdooId: job.project.odooId,
    analyticLineIds: progress.picked ? shares.map(() => shop.id('analyticLine')) : [],
    shares,
  });
}

export function trapStock(shop: Workshop, jobs: TrapJobs): void {
  const { job } = jobs;
  const coded = (amount: Dec, percent: Dec, code: string): FirmShare => ({
    ...share(job, code, 'MATERIAL', percent),
    amount,
  });
  buyForStock(shop, jobs);
  const done = { state: 'done', picked: true } as const;
  issue(shop, jobs, done, '20', [coded('660.00', '60', '03-300'), coded('440.00', '40', '03-400')]);
  // The ERP writes issue lines with the job alone; a code comes later or never.
  issue(shop, jobs, done, '4', [{ ...share(job, null, null), amount: '220.00' }]);
  issue(shop, jobs, { state: 'assigned', picked: true }, '6', [coded('330.00', '100', '03-300')]);
  issue(shop, jobs, { state: 'assigned', picked: false }, '5', [share(job, '03-300', 'MATERIAL')]);
}
