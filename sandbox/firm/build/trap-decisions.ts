/** What Plumbline's own people decided: change orders of every status, estimates to complete. */
import { costCodeIdOf } from '../reference.js';
import type { FirmChangeOrder } from '../ledger.js';
import type { TrapJobs } from './traps.js';
import type { Workshop } from './workshop.js';

function change(
  shop: Workshop,
  { job }: TrapJobs,
  number: string,
  title: string,
  rest: Pick<FirmChangeOrder, 'status' | 'approvedOn' | 'price' | 'lines'>,
): void {
  shop.firm.changeOrders.push({
    id: `CO-${shop.id('record')}`,
    company: job.company.code,
    accountId: job.project.accountId,
    number,
    title,
    ...rest,
  });
}

export function trapDecisions(shop: Workshop, jobs: TrapJobs): void {
  const { job } = jobs;
  const extra = { costCodeId: costCodeIdOf('06-100'), costType: 'SUBCONTRACT' } as const;
  change(shop, jobs, 'CO-1', 'Longer piles', {
    status: 'APPROVED',
    approvedOn: '2026-06-18',
    price: '18500.00',
    lines: [
      { ...extra, cost: '14200.40' },
      { costCodeId: costCodeIdOf('06-300'), costType: 'LABOR', cost: '1300.00' },
    ],
  });
  change(shop, jobs, 'CO-2', 'Fewer anchors', {
    status: 'APPROVED',
    approvedOn: '2026-08-03',
    price: '-4100.00',
    lines: [{ costCodeId: costCodeIdOf('06-200'), costType: 'SUBCONTRACT', cost: '-3500.25' }],
  });
  const undecided = { approvedOn: null, price: '9900.00', lines: [{ ...extra, cost: '8000.00' }] };
  change(shop, jobs, 'CO-3', 'Night work', { status: 'PENDING', ...undecided });
  change(shop, jobs, 'CO-4', 'Winter break', { status: 'REJECTED', ...undecided });
  const own = { company: job.company.code, accountId: job.project.accountId };
  shop.firm.estimatesToComplete.push(
    { ...own, ...extra, amount: '31000.00' },
    { ...own, costCodeId: costCodeIdOf('06-300'), costType: 'SUBCONTRACT', amount: '0.00' },
  );
}
