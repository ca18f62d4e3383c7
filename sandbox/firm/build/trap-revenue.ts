/** Customer documents: retention held and released, a down payment, a credit note, a draft. */
import { negate } from '../money.js';
import { customerOf, invoiceOnce } from './add-documents.js';
import { postCustomerCredit, postInvoice } from './post-move.js';
import { share } from './shares.js';
import type { TrapJobs } from './traps.js';
import type { Job, Workshop } from './workshop.js';

/** Of 4,000.00 retained 1,500.00 are released by an invoice of the retention account alone, reconciled with it. */
function releaseRetention(shop: Workshop, job: Job): void {
  invoiceOnce(shop, job, '2026-04-30', '40000.00', '4000.00', '2500.00');
  postInvoice(shop, {
    company: job.company,
    partnerId: customerOf(job),
    date: '2026-09-14',
    lines: [{ account: '121500', name: 'Retention released', amount: negate('1500.00'), residual: '0.00' }],
  });
}

export function trapRevenue(shop: Workshop, { job }: TrapJobs): void {
  const revenue = [share(job, null, null)];
  const document = { company: job.company, partnerId: customerOf(job) };
  releaseRetention(shop, job);
  postInvoice(shop, {
    ...document,
    date: '2026-03-09',
    lines: [{ account: '400100', name: 'Down payment', amount: negate('25000.00'), shares: revenue }],
  });
  postInvoice(shop, {
    ...document,
    date: '2026-06-30',
    lines: [
      { account: '400900', name: 'Extra work', amount: negate('5000.00'), shares: revenue },
      // A distribution on the retention line must not become cost.
      { account: '121500', name: 'Retention', amount: '500.00', shares: revenue },
    ],
  });
  postCustomerCredit(shop, {
    ...document,
    date: '2026-07-15',
    lines: [
      {
        account: '400100',
        name: 'Progress billing corrected',
        amount: '3100.55',
        quantity: '2',
        shares: revenue,
      },
      { account: '121500', name: 'Retention', amount: negate('310.06') },
    ],
  });
  postInvoice(shop, {
    ...document,
    date: '2026-10-30',
    state: 'draft',
    lines: [{ account: '400100', name: 'Progress billing', amount: negate('11111.11'), shares: revenue }],
  });
}
