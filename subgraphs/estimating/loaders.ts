/** One batched loader per lookup, per request. Values are as the library read them, with their age. */
import DataLoader from 'dataloader';
import type { CanonicalRecord, CrosswalkEntry, MirrorStatus, Store } from '../../store/store.js';
import { isUpstreamError, unavailable } from '../kit/errors.js';
import type { Aged } from '../kit/cache.js';
import type { EstimateLibrary, Read } from './library.js';
import type { EstimateDetail, EstimateHeader } from './model.js';

/** What the crosswalk knows about spellings: by `company|spelling`. */
export interface Spellings {
  readonly jobs: ReadonlyMap<string, CrosswalkEntry>;
  readonly costCodes: ReadonlyMap<string, CrosswalkEntry>;
  /** Canonical cost codes by id. */
  readonly codes: ReadonlyMap<string, CanonicalRecord>;
}

export interface EstimatingLoaders {
  readonly project: DataLoader<string, CanonicalRecord | null>;
  /** Ids of every estimate revision that names the job, by canonical project id. */
  readonly estimateIds: DataLoader<string, readonly string[]>;
  readonly header: DataLoader<string, Aged<EstimateHeader | null>>;
  readonly byNumber: DataLoader<string, Aged<readonly EstimateHeader[]>>;
  readonly detail: DataLoader<EstimateHeader, Aged<EstimateDetail>, string>;
  /** Both are read once per request. */
  spellings(): Promise<Spellings>;
  indexStatus(): Promise<MirrorStatus>;
}

/** Key of a spelling: spellings are only unique within a company. */
export function spellingKey(company: string | null, spelling: string): string {
  return `${company ?? '*'}|${spelling}`;
}

export function createLoaders(library: EstimateLibrary, store: Store): EstimatingLoaders {
  const { crosswalk, mirror } = store;
  let spellings: Promise<Spellings> | undefined;
  let status: Promise<MirrorStatus> | undefined;
  return {
    project: new DataLoader(async (ids) => {
      const found = await crosswalk.byIds('PROJECT', ids);
      return ids.map((id) => found.get(id) ?? null);
    }),
    estimateIds: new DataLoader(async (ids) => {
      const found = await crosswalk.entriesOf('PROJECT', 'estimating', ids);
      // A write names an estimate that its source lists under the job's spelling later on, too.
      return ids.map((id) => [...new Set((found.get(id) ?? []).flatMap(estimateIdsOf))]);
    }),
    header: new DataLoader(async (ids) => (await library.headersById(ids)).map(publish)),
    byNumber: new DataLoader(async (numbers) => (await library.headersByNumber(numbers)).map(publish)),
    detail: new DataLoader<EstimateHeader, Aged<EstimateDetail>, string>(
      async (headers) => (await library.details(headers)).map(publish),
      { cacheKeyFn: (header) => header.id },
    ),
    spellings: () => (spellings ??= readSpellings(store)),
    indexStatus: () => (status ??= mirror.status('estimating')),
  };
}

export function estimateIdsOf(entry: CrosswalkEntry): string[] {
  return (entry.attributes['estimateIds'] ?? '').split(' ').filter(Boolean);
}

async function readSpellings({ crosswalk }: Store): Promise<Spellings> {
  const [jobs, costCodes] = await Promise.all([
    crosswalk.entries('PROJECT', 'estimating'),
    crosswalk.entries('COST_CODE', 'estimating'),
  ]);
  const ids = [...new Set(costCodes.flatMap((entry) => entry.canonicalId ?? []))];
  return {
    jobs: new Map(jobs.map((entry) => [entry.externalId, entry])),
    costCodes: new Map(costCodes.map((entry) => [entry.externalId, entry])),
    codes: await crosswalk.byIds('COST_CODE', ids),
  };
}

/** An upstream's failure leaves the subgraph as the one public error. */
function publish<V>(read: Read<V>): Aged<V> | Error {
  if ('value' in read) return read;
  return isUpstreamError(read) ? unavailable(read) : read;
}
