/** Every change of Plumbline's own records that a write can make, one file each, and what writes ask before. */
import type { Store } from '../../../store/store.js';
import { centsText } from '../../kit/cents.js';
import type { ControlsConnector } from '../connector.js';
import { NOTHING_SAID, openCommitment } from '../cost/open-commitment.js';
import { createPostAccrual } from './post-accrual.js';

export function createControlsConnector(store: Pick<Store, 'controls'>): ControlsConnector {
  const { controls } = store;
  return {
    effects: {
      postAccrual: createPostAccrual(store),
    },
    checks: {
      openCommitment: async (company, line) => {
        const books = await controls.onOrderLines([line.id]);
        return centsText(openCommitment(line, books.get(company) ?? NOTHING_SAID));
      },
      overlappingRentals: (rental) => controls.overlappingRentals(rental),
      liveRentals: () => controls.liveRentals(),
    },
  };
}
