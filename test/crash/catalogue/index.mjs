/**
 * Every write there is, as these runs ask for it. One entry per write:
 *   name, mutation   what it is called in the tables, and the mutation
 *   hands(world)     what each of its lanes has of its own (a machine, a job), so that no two writes collide
 *   base             a write that must have succeeded before (once per lane with `basedOnce`)
 *   prepare          what people enter in the systems before it is asked for
 *   input            the next input of a lane; `dear` asks for one that needs an approval (`mayBeDear`)
 *   claims           the name of the step a call belongs to that names neither key nor known record
 *   effects          what each target must hold afterwards: { target, kind, list, is, wanted }
 *   book             the records it adds to the firm's ledger, for the answer key
 *   undone           the same of its reversal: { claims, effects, book }
 */
import { awardEstimate } from './award.mjs';
import { postProgressBilling, releasePayable, releaseRetention } from './billing.mjs';
import { acknowledgeBreakdown, reportBreakdown } from './breakdown.mjs';
import { approveChangeOrder } from './change-order.mjs';
import { bookWorked, postDailyUsage } from './daily-usage.mjs';
import { dispatchEquipment } from './dispatch.mjs';
import {
  bookJobs,
  publishCostCode,
  publishItem,
  publishRenamed,
  publishSchedule,
  publishVendor,
} from './master-data.mjs';
import { moveMilestone } from './milestone.mjs';
import { postProgressBill } from './progress-bill.mjs';
import { postRentalAccrual } from './rental.mjs';
import { REVERSALS } from './reversal.mjs';
import { submitTimesheet } from './timesheet.mjs';
import { recordEquipmentUsage } from './usage.mjs';
import { approveVendorBill, bookOrder } from './vendor-bill.mjs';
import { completeWorkOrder, repairSettings } from './work-order.mjs';

export const WRITES = [
  recordEquipmentUsage,
  reportBreakdown,
  acknowledgeBreakdown,
  // Before those that take any machine: few never worked.
  postDailyUsage,
  dispatchEquipment,
  completeWorkOrder,
  submitTimesheet,
  postProgressBilling,
  postProgressBill,
  approveVendorBill,
  releaseRetention,
  releasePayable,
  moveMilestone,
  postRentalAccrual,
  awardEstimate,
  approveChangeOrder,
  publishVendor,
  publishItem,
  publishCostCode,
  publishRenamed,
  publishSchedule,
  ...REVERSALS,
];

/** @param names beginnings of names, with commas; all when empty @throws Error for one that no write begins with */
export function chooseWrites(names) {
  const wanted = names.split(',');
  const unknown = wanted.find((one) => !WRITES.some(({ name }) => name.startsWith(one)));
  if (unknown !== undefined)
    throw new Error(`--write ${unknown} is none of ${WRITES.map(({ name }) => name).join(', ')}`);
  return WRITES.filter(({ name }) => wanted.some((one) => name.startsWith(one)));
}

/** Companies' settings that the writes need beside the sandbox's own. */
export const companySettings = (world) => repairSettings(world);

/** What was entered before the writes, whatever became of them. */
export function bookPrepared(ledger) {
  for (const hand of ledger.world.prepared) bookOrder(ledger, hand);
  bookWorked(ledger);
  bookJobs(ledger);
}
