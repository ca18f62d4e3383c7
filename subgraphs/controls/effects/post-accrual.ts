/**
 * Accrues the days of a rented machine on a job. The accruals carry the write's key, so that a repeat finds them; of
 * two writes for the same days at the same moment one is refused. Taken back by a day of reversal, never by deletion.
 */
import type { Store } from '../../../store/store.js';
import { centsText, sumTexts } from '../../kit/cents.js';
import type { AccrualResult, ControlsEffects, PostAccrualInput } from '../connector.js';
import { own, refusal } from './own.js';

export function createPostAccrual({ controls }: Pick<Store, 'controls'>): ControlsEffects['postAccrual'] {
  const find = async ({ orderLineId }: PostAccrualInput, key: string): Promise<AccrualResult | null> => {
    const kept = await own(() => controls.rentalAccruals(key));
    if (kept.length === 0) return null;
    const amount = centsText(sumTexts(kept.map((accrual) => accrual.amount)));
    return { ids: kept.map(({ id }) => id), amount, orderLineId };
  };
  return {
    name: 'post-accrual',
    system: 'plumbline',
    idempotency: { kind: 'KEY' },
    async run(input, key) {
      const [standing] = await own(() => controls.accrueRental({ ...input, madeBy: key }));
      if (standing)
        throw refusal(
          `${input.equipment} is accrued from ${standing.rental?.from ?? '?'} to ${standing.rental?.to ?? '?'} already (${standing.id}); reverse that write first`,
        );
      const kept = await find(input, key);
      if (kept) return kept;
      throw refusal(`the accrual of ${input.equipment} was not kept; ask for the write again`);
    },
    find,
    undo: (_input, _result, key, { date, reason }) => own(() => controls.reverseRental(key, date, reason)),
  };
}
