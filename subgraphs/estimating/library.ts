/**
 * Every connector behind one door, with the caches that outlive a request. Details are kept by estimate id,
 * revision stamp: an awarded revision does not change, so it is read once, kept six hours, and served stale for a
 * day when the system is down. Headers (status, award) are at most a minute old.
 */
import { createStaleCache, type Aged } from '../kit/cache.js';
import type { EstimatingConnector } from './connector.js';
import type { EstimateDetail, EstimateHeader } from './model.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const HEADERS = {
  kind: 'estimating.headers',
  maxAgeMs: MINUTE,
  staleIfErrorMs: 24 * HOUR,
  maxEntries: 10_000,
} as const;
/** No value is young enough; what was read last still stands in when a read fails. */
const ALWAYS_READ = -1;
const DETAILS = {
  kind: 'estimating.details',
  maxAgeMs: 6 * HOUR,
  staleIfErrorMs: 24 * HOUR,
  maxEntries: 1_000,
} as const;

export type Read<V> = Aged<V> | Error;

export interface EstimateLibrary {
  readonly connectors: readonly EstimatingConnector[];
  headersById(ids: readonly string[]): Promise<Read<EstimateHeader | null>[]>;
  headersByNumber(numbers: readonly string[]): Promise<Read<readonly EstimateHeader[]>[]>;
  details(headers: readonly EstimateHeader[]): Promise<Read<EstimateDetail>[]>;
  close(): Promise<void>;
}

export function createLibrary(
  connectors: readonly EstimatingConnector[],
  now: () => number,
): EstimateLibrary {
  const shelves = connectors.map((connector) => createShelf(connector, now));
  const shelfOf = (id: string): Shelf | undefined =>
    shelves.find((shelf) => id.startsWith(`${shelf.connector.name}:`));

  return {
    connectors,
    async headersById(ids) {
      const read = await perShelf(shelves, ids, shelfOf, (shelf, own) => shelf.headers.loadMany(own));
      return ids.map((id) => read.get(id) ?? { value: null, asOf: new Date(now()), stale: false });
    },
    async headersByNumber(numbers) {
      const answers = await Promise.all(shelves.map((shelf) => shelf.numbers.loadMany(numbers)));
      return numbers.map((_, i) => joinReads(answers.map((answer) => answer[i])));
    },
    async details(headers) {
      const keys = headers.map(detailKey);
      const read = await perShelf(shelves, keys, shelfOf, (shelf, own) => {
        for (const header of headers) shelf.asked.set(detailKey(header), header);
        return shelf.details.loadMany(own).finally(() => own.forEach((key) => shelf.asked.delete(key)));
      });
      return keys.map((key) => read.get(key) ?? new Error(`estimating: no connector for ${key}`));
    },
    close: async () => {
      await Promise.all(connectors.map((connector) => connector.close()));
    },
  };
}

function createShelf(connector: EstimatingConnector, now: () => number) {
  const headers = connector.inMemory ? { ...HEADERS, maxAgeMs: ALWAYS_READ } : HEADERS;
  const asked = new Map<string, EstimateHeader>();
  return {
    connector,
    /** Headers behind the detail keys that are being loaded. */
    asked,
    headers: createStaleCache<string, EstimateHeader | null>(
      headers,
      (ids) => connector.headersById(ids),
      now,
    ),
    numbers: createStaleCache<string, readonly EstimateHeader[]>(
      headers,
      (numbers) => connector.headersByNumber(numbers),
      now,
    ),
    details: createStaleCache<string, EstimateDetail>(
      DETAILS,
      (keys) => connector.details(keys.flatMap((key) => asked.get(key) ?? [])),
      now,
    ),
  };
}
type Shelf = ReturnType<typeof createShelf>;

function detailKey(header: EstimateHeader): string {
  return `${header.id}@${header.revision}@${header.modified}`;
}

async function perShelf<V>(
  shelves: readonly Shelf[],
  keys: readonly string[],
  shelfOf: (key: string) => Shelf | undefined,
  load: (shelf: Shelf, keys: readonly string[]) => Promise<Read<V>[]>,
): Promise<Map<string, Read<V>>> {
  const found = new Map<string, Read<V>>();
  await Promise.all(
    shelves.map(async (shelf) => {
      const own = keys.filter((key) => shelfOf(key) === shelf);
      if (own.length === 0) return;
      const values = await load(shelf, own);
      own.forEach((key, i) => {
        const value = values[i];
        if (value) found.set(key, value);
      });
    }),
  );
  return found;
}

/** Revisions of all sources together; one failing source fails the answer, since its revision could be the highest. */
function joinReads(
  reads: readonly (Read<readonly EstimateHeader[]> | undefined)[],
): Read<readonly EstimateHeader[]> {
  const failed = reads.find((read) => read instanceof Error || (read && 'message' in read));
  if (failed && !('value' in failed)) return failed;
  const aged = reads.flatMap((read) => (read && 'value' in read ? [read] : []));
  const oldest = Math.min(...aged.map((read) => read.asOf.getTime()));
  return {
    value: aged.flatMap((read) => read.value),
    asOf: new Date(oldest),
    stale: aged.some((read) => read.stale),
  };
}
