/** The everyday documents of a running job: orders and their bills, labor, direct expenses, progress invoices. */
import { addDays, weekdayFrom } from '../calendar.js';
import { negate, parts, times, add } from '../money.js';
import { VENDORS } from '../reference.js';
import type { Day, Dec, FirmShare } from '../ledger.js';
import type { BudgetLine } from './add-estimates.js';
import { lineOf, placeOrder } from './place-order.js';
import { postBill, postEntry, postInvoice } from './post-move.js';
import { share } from './shares.js';
import type { Job, Workshop } from './workshop.js';

const ACCOUNT_OF_TYPE = { MATERIAL: '500100', SUBCONTRACT: '500200', OTHER: '500400' } as const;
const PRODUCT_OF_TYPE = { MATERIAL: 2, SUBCONTRACT: 5, OTHER: 7 } as const;
const FIRST_DAY = '2026-04-06';

/** The vendors of a company. */
export function vendorsOf(job: Job): readonly [number, number, number] {
  return VENDORS[job.company.code] ?? [16, 18, 19];
}

/** A weekday between the start of work and the firm's day. */
function someDay(shop: Workshop): Day {
  return weekdayFrom(addDays(FIRST_DAY, shop.random.int(0, 200)));
}

/** One order per bought budget line, billed in two parts up to `progress` of it. */
function buy(shop: Workshop, job: Job, line: BudgetLine, progress: Dec): void {
  const { type } = line;
  if (type === 'LABOR' || type === 'EQUIPMENT') return;
  const shares: FirmShare[] = [share(job, line.code, type)];
  const [material, subcontractor] = vendorsOf(job);
  const vendorId = type === 'SUBCONTRACT' ? subcontractor : material;
  const order = placeOrder(shop, {
    company: job.company,
    vendorId,
    on: '2026-03-20',
    lines: [
      {
        description: `Order under ${line.code}`,
        quantity: '1',
        unitPrice: times(line.cost, '0.94'),
        shares,
        productId: PRODUCT_OF_TYPE[type],
      },
    ],
  });
  const ordered = lineOf(order, 0);
  for (const amount of parts(times(ordered.subtotal, progress), 2)) {
    const date = someDay(shop);
    postBill(shop, {
      company: job.company,
      date,
      partnerId: vendorId,
      lines: [
        {
          account: ACCOUNT_OF_TYPE[type],
          name: `Delivery under ${line.code}`,
          amount,
          shares,
          productId: PRODUCT_OF_TYPE[type],
          orderLineId: ordered.id,
        },
      ],
    });
  }
}

const EMPLOYEES = ['Crew member A', 'Crew member B', 'Crew member C', 'Crew member D'];

/** Timesheets on a labor line; where the company books payroll they are hours only for the record. */
function workHours(shop: Workshop, job: Job, line: BudgetLine, cost: Dec, count: number): void {
  for (const amount of parts(cost, count)) {
    shop.firm.timesheets.push({
      id: shop.id('timesheet'),
      company: job.company.code,
      date: someDay(shop),
      employee: shop.random.pick(EMPLOYEES),
      hours: (shop.random.int(8, 40) / 4).toString(),
      cost: amount,
      projectOdooId: job.project.odooId,
      share: { ...share(job, line.code, null), amount },
    });
  }
}

/** A payroll entry: wages on the job, and the liability with the same distribution (a trap: not cost). */
export function postPayroll(shop: Workshop, job: Job, code: string, cost: Dec, date: Day): void {
  const shares = [share(job, code, 'LABOR')];
  const wages = times(cost, '0.8');
  postEntry(shop, {
    company: job.company,
    journal: 'PAYROLL',
    date,
    ref: `Payroll ${date.slice(0, 7)}`,
    lines: [
      { account: '600100', name: 'Wages', amount: wages, shares },
      { account: '600200', name: 'Social security', amount: add(cost, negate(wages)), shares },
      { account: '213000', name: 'Payroll liability', amount: negate(cost), shares },
    ],
  });
}

function employ(shop: Workshop, job: Job, line: BudgetLine, progress: Dec): void {
  if (line.type !== 'LABOR') return;
  const cost = times(line.cost, progress);
  if (job.company.labor === 'TIMESHEET') {
    workHours(shop, job, line, cost, 12);
    return;
  }
  parts(cost, 4).forEach((amount, month) =>
    postPayroll(shop, job, line.code, amount, `2026-0${month + 6}-28`),
  );
  workHours(shop, job, line, cost, 3);
}

/** One customer invoice: revenue on the job, retention as a negative line without distribution. */
export function invoiceOnce(
  shop: Workshop,
  job: Job,
  date: Day,
  revenue: Dec,
  retained: Dec,
  residual: Dec = retained,
): void {
  postInvoice(shop, {
    company: job.company,
    date,
    partnerId: customerOf(job),
    lines: [
      {
        account: '400100',
        name: 'Progress billing',
        amount: negate(revenue),
        shares: [share(job, null, null)],
      },
      { account: '121500', name: 'Retention', amount: retained, residual },
    ],
  });
}

/** Who pays for a job; the shared job has no customer of its own. */
export function customerOf(job: Job): number {
  return job.project.customerId ?? (job.company.code === 'NB' ? 11 : 14);
}

/** Three progress invoices with ten percent retention. */
export function invoiceProgress(shop: Workshop, job: Job, revenue: Dec): void {
  parts(revenue, 3).forEach((amount, index) =>
    invoiceOnce(shop, job, `2026-0${index * 2 + 5}-25`, amount, times(amount, '0.1')),
  );
}

/** Writes a job's documents for the part of its budget that is done. */
export function addDocuments(
  shop: Workshop,
  job: Job,
  budget: readonly BudgetLine[],
  progress: Dec,
  billed: Dec,
): void {
  for (const line of budget) {
    buy(shop, job, line, progress);
    employ(shop, job, line, progress);
  }
  const total = add(...budget.map(({ cost }) => cost));
  invoiceProgress(shop, job, times(total, billed));
}
