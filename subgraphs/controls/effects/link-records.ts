/**
 * A new job is known at once, under the ids its systems gave it, and not only when they are listed again. Sets a state:
 * running again changes nothing.
 */
import type { RecordLink, Store } from '../../../store/store.js';
import type { ControlsEffects, LinkRecordsInput, LinkRecordsResult } from '../connector.js';
import { own, refusal, writeOf } from './own.js';

export function createLinkRecords({ crosswalk }: Pick<Store, 'crosswalk'>): ControlsEffects['linkRecords'] {
  return {
    name: 'link-records',
    system: 'plumbline',
    idempotency: { kind: 'STATE' },
    async run(input, key) {
      const origin = { by: input.by, write: writeOf(key) };
      const outcome = await own(() => crosswalk.link(toLinks(input), origin));
      if (outcome.linked) return { entries: outcome.entries.map(toShown) };
      const { system, kind, label, canonicalNumber } = outcome.entry;
      throw refusal(
        `${system} ${kind} "${label}" is matched to ${canonicalNumber ?? 'another record'} meanwhile; correct the match (matchExternalId) and replay`,
      );
    },
    async find(input) {
      const wanted = toLinks(input);
      const found: LinkRecordsResult['entries'][number][] = [];
      for (const { kind, system, externalId, company, of } of wanted) {
        const entries = await own(() => crosswalk.entries(kind, system));
        const entry = entries.find(
          (one) =>
            one.externalId === externalId && one.company === company && one.canonicalNumber === of.number,
        );
        if (entry) found.push(toShown(entry));
      }
      return found.length === wanted.length ? { entries: found } : null;
    },
    /** The ERP's own records stay known for as long as it lists them; what else was matched is free again. */
    undo: (input, _result, key, { by = input.by }) =>
      own(() => crosswalk.unlink(toLinks(input), { by, write: writeOf(key) })),
  };
}

const toLinks = ({ made, found }: LinkRecordsInput): RecordLink[] => [
  ...made.map((record) => ({ ...record, ofRecord: true })),
  ...found.map((record) => ({ ...record, ofRecord: false })),
];

const toShown = ({
  id,
  kind,
  system,
  externalId,
  canonicalId,
}: LinkRecordsResult['entries'][number]): LinkRecordsResult['entries'][number] => ({
  ...{ id, kind, system, externalId, canonicalId },
});
