/** Records that were read again by themselves, because a webhook said so: they go the way of a poll's answer. */
import type { Store } from '../../../store/store.js';
import { KINDS, MAINTENANCE } from '../mirror-keys.js';
import type { BreakdownModel } from '../model.js';
import type { BreakdownBook } from './book.js';
import type { StatusBook } from './status-book.js';

/** Brings some records of a kind into the mirror, with the events that tell of them; other records stay. */
export type KeepSome = (
  source: string,
  kind: string,
  records: readonly { readonly key: string }[],
  asOf: Date,
) => Promise<void>;

export function createKeepSome(
  { mirror }: Pick<Store, 'mirror'>,
  book: BreakdownBook,
  status: StatusBook,
): KeepSome {
  return async (source, kind, records, asOf) => {
    if (kind !== KINDS.breakdown) {
      const documents = records.map((body) => ({ key: body.key, body }));
      await mirror.upsert(source, kind, documents, asOf);
      await status.look(asOf);
      return;
    }
    const breakdowns = records as readonly BreakdownModel[];
    if (source === MAINTENANCE) return book.issues(breakdowns, asOf, false);
    const machines = new Set(breakdowns.map(({ machine }) => machine));
    for (const machine of machines) {
      const own = breakdowns.filter((fault) => fault.machine === machine);
      // Not the whole series: the machine's first round still decides what is history.
      await book.faults(source, machine, own, asOf, false);
    }
  };
}
