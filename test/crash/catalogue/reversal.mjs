/** Takes a write back that succeeded; what it takes back is asked for first. */
import { isIdle } from '../world.mjs';
import { billingOf } from './billing.mjs';
import { breakdownHands, reportBreakdown } from './breakdown.mjs';
import { postRentalAccrual, rentalHands } from './rental.mjs';
import { submitTimesheet, timesheetHands } from './timesheet.mjs';
import { recordEquipmentUsage, usageHands } from './usage.mjs';

function reversalOf(base, hands) {
  const own = { ...base, name: `${base.mutation} (to be taken back)`, hands, mayBeDear: false };
  return {
    name: `reverseWrite of ${base.mutation}`,
    mutation: 'reverseWrite',
    base: own,
    hands,
    input: ({ today }, _hand, name, _dear, done) => ({ write: done.id, date: today, reason: `run ${name}` }),
    claims(call, one) {
      const step = base.claims?.(call, one.base);
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
];
