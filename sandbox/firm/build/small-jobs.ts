/** Two small jobs whose every figure can be worked out by hand; the tests do. */
import { costCodeIdOf } from '../reference.js';
import { vendorsOf, postPayroll, invoiceOnce } from './add-documents.js';
import { addEstimate, type BudgetLine } from './add-estimates.js';
import { lineOf, placeOrder } from './place-order.js';
import { postBill } from './post-move.js';
import { share } from './shares.js';
import type { Job, Workshop } from './workshop.js';

const WALL_BUDGET: readonly BudgetLine[] = [
  { code: '04-100', type: 'LABOR', cost: '10000.00' },
  { code: '04-100', type: 'MATERIAL', cost: '20000.00' },
  { code: '04-200', type: 'SUBCONTRACT', cost: '30000.00' },
];

/** Labor by timesheet, one order half billed, one not billed, an accrual, an approved change; no schedule. */
export function writeSmallByTimesheet(shop: Workshop, job: Job): void {
  addEstimate(shop, job, 1, 'AWARDED', WALL_BUDGET);
  const [vendorId, subcontractor] = vendorsOf(job);
  const material = [share(job, '04-100', 'MATERIAL')];
  const order = (id: number, unitPrice: string, shares: typeof material): number =>
    lineOf(
      placeOrder(shop, {
        company: job.company,
        vendorId: id,
        on: '2026-06-01',
        lines: [{ description: 'Wall works', quantity: '1', unitPrice, shares }],
      }),
      0,
    ).id;
  const orderLineId = order(vendorId, '18000.00', material);
  order(subcontractor, '30000.00', [share(job, '04-200', 'SUBCONTRACT')]);
  postBill(shop, {
    company: job.company,
    date: '2026-07-10',
    partnerId: vendorId,
    lines: [{ account: '500100', name: 'Blocks', amount: '7500.00', shares: material, orderLineId }],
  });
  shop.firm.timesheets.push({
    id: shop.id('timesheet'),
    company: job.company.code,
    date: '2026-07-13',
    employee: 'Crew member A',
    hours: '80',
    cost: '4000.00',
    projectOdooId: job.project.odooId,
    share: { ...share(job, '04-100', null), amount: '4000.00' },
  });
  invoiceOnce(shop, job, '2026-08-31', '15000.00', '1500.00');
  decideSmall(shop, job);
}

function decideSmall(shop: Workshop, job: Job): void {
  const own = { company: job.company.code, accountId: job.project.accountId };
  shop.firm.changeOrders.push({
    ...own,
    id: `CO-${shop.id('record')}`,
    number: 'CO-1',
    title: 'Taller return wall',
    status: 'APPROVED',
    approvedOn: '2026-07-01',
    price: '3000.00',
    lines: [{ costCodeId: costCodeIdOf('04-200'), costType: 'SUBCONTRACT', cost: '2500.00' }],
  });
  shop.firm.accruals.push({
    ...own,
    id: `AC-${shop.id('record')}`,
    costCodeId: costCodeIdOf('04-100'),
    costType: 'MATERIAL',
    amount: '3000.00',
    date: '2026-08-31',
    orderLineId: null,
    reversedOn: null,
  });
}

/** Labor by payroll before and after the data date, and a schedule that is a quarter done and half due. */
export function writeSmallByPayroll(shop: Workshop, job: Job): void {
  addEstimate(shop, job, 1, 'AWARDED', [
    { code: '04-100', type: 'LABOR', cost: '20000.00' },
    { code: '04-100', type: 'MATERIAL', cost: '10000.00' },
  ]);
  postPayroll(shop, job, '04-100', '5000.00', '2026-09-28');
  postPayroll(shop, job, '04-100', '3000.00', '2026-10-28');
  shop.firm.timesheets.push({
    id: shop.id('timesheet'),
    company: job.company.code,
    date: '2026-09-22',
    employee: 'Kolonne Ä',
    hours: '18',
    cost: '900.00',
    projectOdooId: job.project.odooId,
    share: { ...share(job, '04-100', null), amount: '900.00' },
  });
  addSmallSchedule(shop, job);
}

/** Ten weeks of five days without a holiday, five of them by the data date; no activity carries a cost code. */
function addSmallSchedule(shop: Workshop, { project, company }: Job): void {
  const span = { baselineStart: '2026-09-07', baselineFinish: '2026-11-13' };
  const percentComplete = '0.25';
  shop.firm.schedules.push({
    objectId: shop.id('schedule'),
    spelling: project.spelling.scheduling ?? project.number,
    name: `${project.name} Bauzeitplan`,
    company: company.code,
    dataDate: '2026-10-09',
    percentComplete,
    ...span,
    holidays: ['2026-10-03', '2026-12-25'],
    activities: [
      {
        objectId: shop.id('activity'),
        code: 'A10',
        name: 'Stützwand betonieren',
        type: 'TASK',
        status: 'IN_PROGRESS',
        percentType: 'PHYSICAL',
        percentComplete,
        plannedStart: '2026-09-07',
        plannedFinish: '2026-11-20',
        actualStart: '2026-09-08',
        actualFinish: null,
        ...span,
        totalFloatHours: '0',
        plannedCost: '30000.00',
        costCodeSpelling: null,
        costCodeId: null,
        predecessors: [],
      },
    ],
  });
}
