/** One batched loader per lookup and request; caches are shared by all requests. */
import DataLoader from 'dataloader';
import { createStaleCache, type Aged } from '../kit/cache.js';
import { isUpstreamError, unavailable } from '../kit/errors.js';
import type { CrosswalkEntry, Store } from '../../store/store.js';
import type { ErpReads } from './connector.js';
import type { BooksModel, PartyModel, ProjectHeaderModel, ProjectRef } from './model.js';
import type { OdooSettings } from './settings.js';

export interface OdooLoaders {
  /** Canonical project id → how Odoo knows it; null for a project Odoo does not know. No call to Odoo. */
  readonly refs: DataLoader<string, ProjectRef | null>;
  readonly books: DataLoader<ProjectRef, Aged<BooksModel>, string>;
  /** By project.project id. */
  readonly headers: DataLoader<number, Aged<ProjectHeaderModel | null>>;
  /** By res.partner id. */
  readonly parties: DataLoader<number, Aged<PartyModel | null>>;
  /** Canonical party id → crosswalk entry. */
  readonly partyRefs: DataLoader<string, CrosswalkEntry | null>;
  /** Canonical party id of a partner within a company, or null before the crosswalk lists it. */
  partyId(odooId: number, company: string): Promise<string | null>;
}

type Policy = Pick<OdooSettings, 'maxAgeMs' | 'staleIfErrorMs'>;

export function createLoaders(
  connector: ErpReads,
  store: Pick<Store, 'crosswalk'>,
  policy: Policy,
  now: () => number,
): { forRequest(): OdooLoaders; outdate(): void } {
  const { refOf, books, headers, parties } = createCaches(connector, policy, now);
  const forRequest = (): OdooLoaders => ({
    refs: new DataLoader((ids) => loadRefs(store, ids)),
    books: new DataLoader(
      (refs) => {
        for (const ref of refs) refOf.set(ref.id, ref);
        return publicErrors(books.loadMany(refs.map((ref) => ref.id)));
      },
      { cacheKeyFn: (ref) => ref.id, maxBatchSize: 500 },
    ),
    headers: new DataLoader((ids) => publicErrors(headers.loadMany(ids.map(String)))),
    parties: new DataLoader((ids) => publicErrors(parties.loadMany(ids.map(String)))),
    ...createPartyRefs(store),
  });
  const outdate = (): void => {
    for (const cache of [books, headers, parties]) cache.outdate();
  };
  return { forRequest, outdate };
}

function createCaches(connector: ErpReads, policy: Policy, now: () => number) {
  // Caches are keyed by text; a project's ref rides along so that a renewal knows what to ask for.
  const refOf = new Map<string, ProjectRef>();
  const ages = { maxAgeMs: policy.maxAgeMs, staleIfErrorMs: policy.staleIfErrorMs, maxEntries: 20_000 };
  const books = createStaleCache<string, BooksModel>(
    { kind: 'odoo.ledger', ...ages, maxEntries: 2_000 },
    (ids) => connector.books(ids.flatMap((id) => refOf.get(id) ?? [])),
    now,
  );
  const headers = createStaleCache<string, ProjectHeaderModel | null>(
    { kind: 'odoo.header', ...ages },
    (ids) => connector.headers(ids.map(Number)),
    now,
  );
  const parties = createStaleCache<string, PartyModel | null>(
    { kind: 'odoo.party', ...ages },
    (ids) => connector.parties(ids.map(Number)),
    now,
  );
  return { refOf, books, headers, parties };
}

/** An upstream failure leaves as UPSTREAM_UNAVAILABLE, from the field that needed the value. */
async function publicErrors<V>(kept: Promise<(Aged<V> | Error)[]>): Promise<(Aged<V> | Error)[]> {
  return (await kept).map((entry) => (isUpstreamError(entry) ? unavailable(entry) : entry));
}

async function loadRefs(
  store: Pick<Store, 'crosswalk'>,
  ids: readonly string[],
): Promise<(ProjectRef | null)[]> {
  const entries = await store.crosswalk.entriesOf('PROJECT', 'odoo', ids);
  return ids.map((id) => toRef(id, entries.get(id)?.[0]));
}

export function toRef(id: string, entry: CrosswalkEntry | undefined): ProjectRef | null {
  const accountId = Number(entry?.attributes['accountId']);
  if (!entry?.company || !Number.isInteger(accountId)) return null;
  const number = entry.canonicalNumber ?? entry.label;
  return { id, company: entry.company, number, odooId: Number(entry.externalId), accountId };
}

function createPartyRefs(store: Pick<Store, 'crosswalk'>): Pick<OdooLoaders, 'partyRefs' | 'partyId'> {
  let all: Promise<Map<string, string>> | undefined;
  return {
    partyRefs: new DataLoader(async (ids: readonly string[]) => {
      const entries = await store.crosswalk.entriesOf('PARTY', 'odoo', ids);
      return ids.map((id) => entries.get(id)?.[0] ?? null);
    }),
    async partyId(odooId, company) {
      all ??= store.crosswalk
        .entries('PARTY', 'odoo')
        .then((entries) => new Map(entries.map((entry) => [keyOf(entry), entry.canonicalId ?? ''])));
      return (await all).get(`${odooId}|${company}`) ?? null;
    },
  };
}

const keyOf = (entry: CrosswalkEntry): string => `${entry.externalId}|${entry.company ?? ''}`;
