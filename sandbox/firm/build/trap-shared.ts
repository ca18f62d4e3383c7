/** Order lines that two jobs share, where what was decided about the line stands in the book of only one of them. */
import { costCodeIdOf } from '../reference.js';
import type { Dec } from '../ledger.js';
import { vendorsOf } from './add-documents.js';
import { lineOf, placeOrder } from './place-order.js';
import { share } from './shares.js';
import type { TrapJobs } from './traps.js';
import type { Job, Workshop } from './workshop.js';

const CODE = '05-400';

function sharedLine(shop: Workshop, job: Job, other: Job, unitPrice: Dec): number {
  const [vendorId] = vendorsOf(job);
  const shares = [share(job, CODE, 'SUBCONTRACT', '60'), share(other, CODE, 'SUBCONTRACT', '40')];
  const lines = [{ description: 'Shared tower crane', quantity: '1', unitPrice, shares, productId: 5 }];
  return lineOf(placeOrder(shop, { company: job.company, vendorId, on: '2026-05-20', lines }), 0).id;
}

function accrue(shop: Workshop, job: Job, orderLineId: number, amount: Dec): void {
  shop.firm.accruals.push({
    id: `AC-${shop.id('record')}`,
    company: job.company.code,
    accountId: job.project.accountId,
    costCodeId: costCodeIdOf(CODE),
    costType: 'SUBCONTRACT',
    amount,
    date: '2026-09-30',
    orderLineId,
    reversedOn: null,
  });
}

/** An accrual in the second job's book lowers what is open on both; a line closed by its first job is closed on both. */
export function trapShared(shop: Workshop, { job, other }: TrapJobs): void {
  accrue(shop, other, sharedLine(shop, job, other, '8000.01'), '1750.25');
  shop.firm.closedOrderLineIds.push(sharedLine(shop, job, other, '500.00'));
}
