/** Writes every trap into each company: cases in which a plausible sum is wrong. */
import type { JobRole } from './add-projects.js';
import { trapAccruals } from './trap-accruals.js';
import { trapCoding } from './trap-coding.js';
import { trapDecisions } from './trap-decisions.js';
import { trapDownPayment } from './trap-down-payment.js';
import { trapOrders } from './trap-orders.js';
import { trapRevenue } from './trap-revenue.js';
import { trapShared } from './trap-shared.js';
import { trapSplits } from './trap-splits.js';
import { trapStock } from './trap-stock.js';
import type { Job, Workshop } from './workshop.js';

/** The job that carries the traps and another of the same company. */
export interface TrapJobs {
  readonly job: Job;
  readonly other: Job;
}

export function addTraps(shop: Workshop, jobs: readonly (Job & { readonly role: JobRole })[]): void {
  for (const company of shop.firm.companies) {
    const own = jobs.filter((candidate) => candidate.company.code === company.code);
    const job = own.find(({ role }) => role === 'RICH');
    const other = own.find(({ role }) => role === 'OVERRUN');
    if (job === undefined || other === undefined) continue;
    const pair = { job, other };
    trapSplits(shop, pair);
    trapOrders(shop, pair);
    trapDownPayment(shop, pair);
    trapAccruals(shop, pair);
    trapStock(shop, pair);
    trapCoding(shop, pair);
    trapRevenue(shop, pair);
    trapDecisions(shop, pair);
    trapShared(shop, pair);
  }
}
