/** Lines whose cost code or cost type must be found elsewhere or nowhere, tax that is cost, a free timesheet. */
import { vendorsOf } from './add-documents.js';
import { placeOrder } from './place-order.js';
import { postBill, type LineInput } from './post-move.js';
import { share } from './shares.js';
import type { TrapJobs } from './traps.js';
import type { Workshop } from './workshop.js';

const CODE = '05-300';

function billLines({ job }: TrapJobs): LineInput[] {
  const untyped = [share(job, CODE, null)];
  return [
    { account: '500100', name: 'Type by account', amount: '1011.10', shares: untyped, productId: 8 },
    { account: '500900', name: 'Type by product category', amount: '522.20', shares: untyped, productId: 6 },
    { account: '500900', name: 'Type unknown', amount: '133.30', shares: untyped, productId: 8 },
    { account: '500400', name: 'Type unknown, no product', amount: '77.70', shares: untyped },
    { account: '500100', name: 'No cost code', amount: '244.40', shares: [share(job, null, 'MATERIAL')] },
    {
      account: '601000',
      name: 'Plant written off',
      amount: '310.00',
      shares: [share(job, CODE, 'EQUIPMENT')],
    },
    {
      account: '620000',
      name: 'Tax not recoverable',
      amount: '99.87',
      quantity: '0',
      displayType: 'tax',
      shares: [share(job, CODE, 'OTHER')],
    },
    { account: '131000', name: 'Tax', amount: '198.70', quantity: '0', displayType: 'tax' },
  ];
}

/** Order lines without a cost type: the product category tells, or nothing does. */
function untypedOrder(shop: Workshop, { job }: TrapJobs): void {
  const shares = [share(job, CODE, null)];
  placeOrder(shop, {
    company: job.company,
    vendorId: vendorsOf(job)[2],
    on: '2026-06-22',
    lines: [
      { description: 'Roller hire', quantity: '3', unitPrice: '410.00', shares, productId: 6 },
      { description: 'Sundries', quantity: '2', unitPrice: '65.35', shares, productId: 8 },
      {
        description: 'Uncoded stone',
        quantity: '9',
        unitPrice: '31.15',
        shares: [share(job, null, 'MATERIAL')],
        productId: 2,
      },
    ],
  });
}

export function trapCoding(shop: Workshop, jobs: TrapJobs): void {
  const { job } = jobs;
  postBill(shop, {
    company: job.company,
    date: '2026-08-12',
    partnerId: vendorsOf(job)[0],
    lines: billLines(jobs),
  });
  untypedOrder(shop, jobs);
  shop.firm.timesheets.push({
    id: shop.id('timesheet'),
    company: job.company.code,
    date: '2026-09-21',
    employee: 'Trainee',
    hours: '8',
    cost: '0.00',
    projectOdooId: job.project.odooId,
    share: { ...share(job, '02-100', null), amount: '0.00' },
  });
}
