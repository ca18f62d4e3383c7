/** Bills of subcontractors of which the firm holds a tenth back: of every age, partly released, credited, of two jobs. */
import type { JobRole } from './add-projects.js';
import { negate, times } from '../money.js';
import type { Day, Dec, FirmOrder, FirmShare } from '../ledger.js';
import { vendorsOf } from './add-documents.js';
import { lineOf, placeOrder } from './place-order.js';
import { postBill, postVendorCredit, type LineInput, type MoveInput } from './post-move.js';
import { share } from './shares.js';
import type { Job, Workshop } from './workshop.js';

const CODE = '08-200';
const HELD = '214000';

interface Subcontract {
  readonly job: Job;
  readonly order: FirmOrder;
  readonly shares: readonly FirmShare[];
}

function subcontract(
  shop: Workshop,
  job: Job,
  vendorId: number,
  unitPrice: Dec,
  shares: readonly FirmShare[],
): Subcontract {
  const lines = [{ description: 'Landscaping', quantity: '1', unitPrice, shares, productId: 5 }];
  const order = placeOrder(shop, { company: job.company, vendorId, on: '2026-04-20', lines });
  return { job, order, shares };
}

/** Work at its full price, and what is kept back of it as a line of its own without a share. */
function workLessRetention(
  { order, shares }: Subcontract,
  gross: Dec,
  rest: Partial<LineInput> = {},
): readonly LineInput[] {
  const line = lineOf(order, 0);
  const work = { account: '500200', name: 'Landscaping', amount: gross, shares };
  const held = { account: HELD, name: 'Retention 10 %', amount: negate(times(gross, '0.1')), ...rest };
  return [{ ...work, productId: 5, orderLineId: line.id }, held];
}

function bill(
  shop: Workshop,
  own: Subcontract,
  date: Day,
  lines: readonly LineInput[],
  rest: Partial<MoveInput> = {},
): void {
  const { job, order } = own;
  postBill(shop, { company: job.company, partnerId: order.vendorId, date, lines, ...rest });
}

/** A bill of each age; of the oldest, 1,234.57 held, 500.00 are released by a bill of the retention account alone. */
function everyAge(shop: Workshop, own: Subcontract): void {
  bill(shop, own, '2026-06-30', workLessRetention(own, '12345.67', { residual: '-734.57' }));
  bill(shop, own, '2026-09-30', [
    { account: HELD, name: 'Retention released', amount: '500.00', residual: '0.00' },
  ]);
  bill(shop, own, '2026-08-20', workLessRetention(own, '8000.10'));
  bill(shop, own, '2026-09-15', workLessRetention(own, '7500.33'));
  bill(shop, own, '2026-10-10', workLessRetention(own, '6400.50'));
  bill(shop, own, '2026-10-31', workLessRetention(own, '5000.00'));
  bill(shop, own, '2026-10-25', workLessRetention(own, '4444.40'), { state: 'draft' });
  const { job, order } = own;
  postVendorCredit(shop, {
    company: job.company,
    partnerId: order.vendorId,
    date: '2026-10-20',
    lines: workLessRetention(own, negate('1000.00')),
  });
}

/** For each company, on its overrun job and its finished one. */
export function addHeldBack(shop: Workshop, jobs: readonly (Job & { readonly role: JobRole })[]): void {
  for (const { code } of shop.firm.companies) {
    const own = (role: JobRole) => jobs.find((job) => job.company.code === code && job.role === role);
    const [job, other] = [own('OVERRUN'), own('FINISHED')];
    if (job === undefined || other === undefined) continue;
    const [material, subcontractor] = vendorsOf(job);
    everyAge(shop, subcontract(shop, job, subcontractor, '60000.00', [share(job, CODE, 'SUBCONTRACT')]));
    const both = [share(job, CODE, 'SUBCONTRACT', '60'), share(other, CODE, 'SUBCONTRACT', '40')];
    const shared = subcontract(shop, job, material, '5000.00', both);
    bill(shop, shared, '2026-07-31', workLessRetention(shared, '3333.33'));
  }
}
