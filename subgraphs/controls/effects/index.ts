/** Every change of Plumbline's own records that a write can make, one file each, and what writes ask before. */
import type { ControlsBook, Store } from '../../../store/store.js';
import type { ControlsConnector } from '../connector.js';
import { centsText } from '../../kit/cents.js';
import { NOTHING_SAID, openCommitment } from '../cost/open-commitment.js';
import { createApproveChangeOrder } from './approve-change-order.js';
import { createFreezeBaseline } from './freeze-baseline.js';
import { createLinkRecords } from './link-records.js';
import { createPostAccrual } from './post-accrual.js';

const NO_BOOK: ControlsBook = {
  ...{ changeOrders: [], accruals: [], closedOrderLines: [], estimatesToComplete: [] },
  baseline: null,
};

export function createControlsConnector(
  store: Pick<Store, 'controls' | 'baselines' | 'crosswalk'>,
): ControlsConnector {
  return {
    effects: {
      freezeBaseline: createFreezeBaseline(store),
      approveChangeOrder: createApproveChangeOrder(store),
      linkRecords: createLinkRecords(store),
      postAccrual: createPostAccrual(store),
    },
    checks: {
      book: async (id) => (await store.controls.book([id])).get(id) ?? NO_BOOK,
      revisions: async (id) => (await store.baselines.revisions([id])).get(id) ?? [],
      awardOf: (company, estimate) => store.baselines.awardOf(company, estimate),
      openCommitment: async (company, line) => {
        const books = await store.controls.onOrderLines([line.id]);
        return centsText(openCommitment(line, books.get(company) ?? NOTHING_SAID));
      },
      overlappingRentals: (rental) => store.controls.overlappingRentals(rental),
      liveRentals: () => store.controls.liveRentals(),
    },
  };
}
