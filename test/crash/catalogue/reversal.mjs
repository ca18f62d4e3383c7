/**
 * Takes a write back that succeeded; what it takes back is asked for first. Four kinds of write have no reversal by
 * design: `acknowledgeBreakdown`, since what was seen was seen, `releaseRetention`, whose release is undone by hand in the ERP, a cost code that `publishMasterData` added to
 * P6, which archives none, and `reverseWrite` itself. All are refused before anything is sent.
 */
import { isIdle } from '../world.mjs';
import { awardEstimate, awardHands } from './award.mjs';
import { billingOf } from './billing.mjs';
import { breakdownHands, reportBreakdown } from './breakdown.mjs';
import { approveChangeOrder, changeOrderHands } from './change-order.mjs';
import { dailyHands, postDailyUsage } from './daily-usage.mjs';
import { dispatchEquipment, stayingHands } from './dispatch.mjs';
import { publishItem, publishSchedule, publishVendor, renamedToBeTakenBack } from './master-data.mjs';
import { milestoneHands, moveMilestone } from './milestone.mjs';
import { postRentalAccrual, rentalHands } from './rental.mjs';
import { postProgressBill, progressHands } from './progress-bill.mjs';
import { submitTimesheet, timesheetHands } from './timesheet.mjs';
import { recordEquipmentUsage, usageHands } from './usage.mjs';
import { approveVendorBill, billHands } from './vendor-bill.mjs';
import { completeWorkOrder, workOrderHands } from './work-order.mjs';

function reversalOf(base, hands) {
  const called = base.name || base.mutation;
  const own = { ...base, name: `${called} (to be taken back)`, hands, mayBeDear: false };
  return {
    name: `reverseWrite of ${called}`,
    mutation: 'reverseWrite',
    base: own,
    hands,
    input: ({ today }, _hand, name, _dear, done) => ({ write: done.id, date: today, reason: `run ${name}` }),
    claims(call, one) {
      const step = base.undone.claims?.(call, one.base, one.input) || base.claims?.(call, one.base);
      return step && `undo ${step}`;
    },
    effects: (one, asked) => base.undone.effects(one.base, one.input, asked),
    book: (ledger, one) => base.undone.book?.(ledger, one.base, one.input.date),
  };
}

export const REVERSALS = [
  reversalOf(recordEquipmentUsage, (world) => usageHands(world, 2, isIdle(world))),
  reversalOf(reportBreakdown, (world) => breakdownHands(world, 2)),
  reversalOf(postRentalAccrual, (world) => rentalHands(world, 1)),
  reversalOf(submitTimesheet, (world) => timesheetHands(world, 1)),
  reversalOf(billingOf('', ['J-107']), billingOf('', ['J-107']).hands),
  reversalOf(dispatchEquipment, (world) => stayingHands(world, 1)),
  reversalOf(completeWorkOrder, (world) => workOrderHands(world, [2])),
  reversalOf(moveMilestone, (world) => milestoneHands(world, 'J-102')),
  reversalOf(awardEstimate, (world) => awardHands(world, [2])),
  reversalOf(approveChangeOrder, (world) => changeOrderHands(world, 2, 1)),
  reversalOf(approveVendorBill, (world) => billHands(world, 1)),
  reversalOf(postProgressBill, (world) => progressHands(world, 1)),
  reversalOf(postDailyUsage, (world) => dailyHands(world, world.other)),
  reversalOf(publishVendor, publishVendor.hands),
  reversalOf(publishItem, publishItem.hands),
  reversalOf(renamedToBeTakenBack, renamedToBeTakenBack.hands),
  reversalOf(publishSchedule, publishSchedule.hands),
];
