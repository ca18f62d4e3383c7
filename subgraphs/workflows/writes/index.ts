/** Every write there is. A new one is its file, one line here, one mutation in the SDL and one scenario test. */
import type { Store } from '../../../store/store.js';
import type { WriteDefinition } from '../define-write.js';
import { acknowledgeBreakdown } from './acknowledge-breakdown.js';
import { approveChangeOrder } from './approve-change-order.js';
import { approveVendorBill } from './approve-vendor-bill.js';
import { awardEstimate } from './award-estimate.js';
import { completeWorkOrder } from './complete-work-order.js';
import { dispatchEquipment } from './dispatch-equipment.js';
import { moveMilestone } from './move-milestone.js';
import { postDailyUsage } from './post-daily-usage.js';
import { postProgressBilling } from './post-progress-billing.js';
import { postRentalAccrual } from './post-rental-accrual.js';
import { publishMasterData } from './publish-master-data.js';
import { recordEquipmentUsage } from './record-equipment-usage.js';
import { releaseRetention } from './release-retention.js';
import { reportBreakdown } from './report-breakdown.js';
import { createReverseWrite } from './reverse-write.js';
import { submitTimesheet } from './submit-timesheet.js';

const WRITES: readonly WriteDefinition[] = [
  recordEquipmentUsage,
  reportBreakdown,
  acknowledgeBreakdown,
  submitTimesheet,
  approveVendorBill,
  postProgressBilling,
  releaseRetention,
  dispatchEquipment,
  completeWorkOrder,
  moveMilestone,
  postRentalAccrual,
  awardEstimate,
  approveChangeOrder,
  postDailyUsage,
  publishMasterData,
];

export function definitionsFor(journal: Store['journal']): ReadonlyMap<string, WriteDefinition> {
  const definitions = new Map(WRITES.map((write) => [write.kind, write]));
  const reversal = createReverseWrite(journal, definitions);
  return definitions.set(reversal.kind, reversal);
}
