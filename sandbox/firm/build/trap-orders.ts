/** Orders that do not count, count less, or are billed otherwise than they were placed. */
import { negate } from '../money.js';
import type { Dec, FirmOrder, FirmShare } from '../ledger.js';
import { vendorsOf } from './add-documents.js';
import { lineOf, placeOrder, type OrderInput } from './place-order.js';
import { postBill, postVendorCredit } from './post-move.js';
import { share } from './shares.js';
import type { TrapJobs } from './traps.js';
import type { Workshop } from './workshop.js';

const FOREIGN: Readonly<Record<string, string>> = { NB: 'EUR', HB: 'CHF' };

/** One-line order of the trap job's company. */
function order(
  shop: Workshop,
  { job }: TrapJobs,
  quantity: Dec,
  unitPrice: Dec,
  shares: readonly FirmShare[],
  rest: Partial<OrderInput> = {},
): FirmOrder {
  const [vendorId] = vendorsOf(job);
  const lines = [{ description: 'Concrete', quantity, unitPrice, shares, productId: 1 }];
  return placeOrder(shop, { company: job.company, vendorId, on: '2026-04-15', lines, ...rest });
}

type BillRest = Partial<Parameters<typeof postBill>[1]>;

function bill(
  shop: Workshop,
  placed: FirmOrder,
  jobs: TrapJobs,
  amount: Dec,
  shares: readonly FirmShare[],
  rest: BillRest = {},
): void {
  const line = lineOf(placed, 0);
  postBill(shop, {
    company: jobs.job.company,
    date: '2026-06-15',
    partnerId: placed.vendorId,
    lines: [
      {
        account: '500100',
        name: 'Concrete',
        amount,
        quantity: '3',
        shares,
        productId: 1,
        orderLineId: line.id,
      },
    ],
    ...rest,
  });
}

function creditNote(shop: Workshop, placed: FirmOrder, jobs: TrapJobs, shares: readonly FirmShare[]): void {
  postVendorCredit(shop, {
    company: jobs.job.company,
    date: '2026-07-02',
    partnerId: placed.vendorId,
    lines: [
      {
        account: '500100',
        name: 'Concrete returned',
        amount: negate('412.35'),
        quantity: '3',
        shares,
        productId: 1,
        orderLineId: lineOf(placed, 0).id,
      },
    ],
  });
}

/** Accounting date and invoice date on either side of the schedule's data date. */
function datesApart(shop: Workshop, jobs: TrapJobs, shares: readonly FirmShare[]): void {
  const placed = order(shop, jobs, '4', '1500.00', shares);
  bill(shop, placed, jobs, '2111.11', shares, { date: '2026-10-30', invoiceDate: '2026-10-12' });
  bill(shop, placed, jobs, '1333.33', shares, { date: '2026-10-14', invoiceDate: '2026-10-20' });
}

export function trapOrders(shop: Workshop, jobs: TrapJobs): void {
  const { job, other } = jobs;
  const shares = [share(job, '04-300', 'MATERIAL')];
  order(shop, jobs, '10', '555.55', shares, { state: 'draft' });
  order(shop, jobs, '10', '444.44', shares, { state: 'cancel' });
  bill(shop, order(shop, jobs, '8', '900.00', shares), jobs, '2500.00', shares, { state: 'draft' });
  bill(shop, order(shop, jobs, '8', '125.00', shares), jobs, '1250.50', shares);
  bill(shop, order(shop, jobs, '6', '750.00', shares), jobs, '1800.00', [share(other, '04-300', 'MATERIAL')]);
  const closed = order(shop, jobs, '5', '640.00', shares);
  bill(shop, closed, jobs, '1280.00', shares);
  shop.firm.closedOrderLineIds.push(lineOf(closed, 0).id);
  const returned = order(shop, jobs, '12', '137.45', shares);
  bill(shop, returned, jobs, '1374.50', shares);
  creditNote(shop, returned, jobs, shares);
  const currency = FOREIGN[job.company.code] ?? 'USD';
  bill(shop, order(shop, jobs, '7', '1234.56', shares, { currency }), jobs, '3210.98', shares, { currency });
  datesApart(shop, jobs, shares);
}
