/** Accruals that name an order line, in the ERP and in Plumbline, live and reversed; payroll in both companies. */
import { negate } from '../money.js';
import { costCodeIdOf } from '../reference.js';
import type { Day, Dec, FirmAccrual } from '../ledger.js';
import { postPayroll, vendorsOf } from './add-documents.js';
import { lineOf, placeOrder } from './place-order.js';
import { postEntry } from './post-move.js';
import { share } from './shares.js';
import type { TrapJobs } from './traps.js';
import type { Workshop } from './workshop.js';

const CODE = '06-300';

function orderedLine(shop: Workshop, { job }: TrapJobs, unitPrice: Dec): number {
  const [, vendorId] = vendorsOf(job);
  const shares = [share(job, CODE, 'SUBCONTRACT')];
  const lines = [{ description: 'Shoring', quantity: '1', unitPrice, shares, productId: 5 }];
  return lineOf(placeOrder(shop, { company: job.company, vendorId, on: '2026-05-18', lines }), 0).id;
}

/** The ERP's accrual entry: expense on the job, and an accrued-purchases line with the same distribution. */
function accrueInErp(shop: Workshop, { job }: TrapJobs, orderLineId: number, amount: Dec, date: Day): void {
  const shares = [share(job, CODE, 'SUBCONTRACT')];
  postEntry(shop, {
    company: job.company,
    journal: 'MISC',
    date,
    ref: 'Accrual of received work',
    lines: [
      { account: '500200', name: 'Shoring received', amount, quantity: '1', shares, orderLineId },
      { account: '211100', name: 'Accrued purchases', amount: negate(amount), shares },
    ],
  });
}

function accrueInPlumbline(shop: Workshop, { job }: TrapJobs, rest: Partial<FirmAccrual>): void {
  shop.firm.accruals.push({
    id: `AC-${shop.id('record')}`,
    company: job.company.code,
    accountId: job.project.accountId,
    costCodeId: costCodeIdOf(CODE),
    costType: 'SUBCONTRACT',
    amount: '1750.25',
    date: '2026-09-30',
    orderLineId: null,
    reversedOn: null,
    ...rest,
  });
}

export function trapAccruals(shop: Workshop, jobs: TrapJobs): void {
  accrueInErp(shop, jobs, orderedLine(shop, jobs, '9000.00'), '2400.00', '2026-09-30');
  const reversed = orderedLine(shop, jobs, '6000.00');
  accrueInErp(shop, jobs, reversed, '1500.00', '2026-08-31');
  accrueInErp(shop, jobs, reversed, negate('1500.00'), '2026-09-01');
  accrueInPlumbline(shop, jobs, { orderLineId: orderedLine(shop, jobs, '5000.00') });
  accrueInPlumbline(shop, jobs, { amount: '620.40', date: '2026-10-29' });
  accrueInPlumbline(shop, jobs, {
    amount: '880.00',
    reversedOn: '2026-10-01',
    orderLineId: orderedLine(shop, jobs, '3000.00'),
  });
  // Counted where the company books payroll, left out where it books timesheets.
  postPayroll(shop, jobs.job, '02-100', '4321.09', '2026-09-30');
}
