/** One batched loader per lookup, per request. */
import DataLoader from 'dataloader';
import type { CanonicalRecord, MirrorStatus, Store } from '../../store/store.js';
import type { Aged } from '../kit/cache.js';
import { isUpstreamError, unavailable } from '../kit/errors.js';
import type { Read, ScheduleLibrary } from './library.js';
import { isLater, type ScheduleModel } from './model.js';

export interface SchedulingLoaders {
  readonly project: DataLoader<string, CanonicalRecord | null>;
  /** The job's current schedule by canonical project id; null when no source knows the job. */
  readonly current: DataLoader<string, Aged<ScheduleModel> | null>;
  /** What was read of the job's schedules before the moment is read again. @param projectId canonical */
  freshen(projectId: string, before: Date): Promise<void>;
  /** A schedule by its own id. */
  readonly schedule: DataLoader<string, Aged<ScheduleModel | null>>;
  /** Canonical project id by schedule id; read once per request, like the two below. */
  jobs(): Promise<ReadonlyMap<string, string>>;
  /** Canonical cost code number by `company|spelling`. */
  costCodes(): Promise<ReadonlyMap<string, string>>;
  /** How the last listing of the sources went. */
  listing(): Promise<MirrorStatus>;
}

/** Key of a cost code spelling: spellings are only unique within a company. */
export function spellingKey(company: string | null, spelling: string): string {
  return `${company ?? '*'}|${spelling}`;
}

export function createLoaders(library: ScheduleLibrary, store: Store): SchedulingLoaders {
  const { crosswalk, mirror } = store;
  let jobs: Promise<ReadonlyMap<string, string>> | undefined;
  let costCodes: Promise<ReadonlyMap<string, string>> | undefined;
  let listing: Promise<MirrorStatus> | undefined;
  return {
    project: new DataLoader(async (ids) => {
      const found = await crosswalk.byIds('PROJECT', ids);
      return ids.map((id) => found.get(id) ?? null);
    }),
    current: new DataLoader((ids) => readCurrent(ids, library, store)),
    async freshen(projectId, before) {
      const entries = await crosswalk.entriesOf('PROJECT', 'scheduling', [projectId]);
      library.outdate(
        (entries.get(projectId) ?? []).map(({ externalId }) => externalId),
        before,
      );
    },
    schedule: new DataLoader(async (ids) => {
      const read = await library.schedules(ids);
      return ids.map((id) => publish(read.get(id) ?? absent()));
    }),
    jobs: () => (jobs ??= canonicalBy(store, 'PROJECT', (entry) => entry.canonicalId)),
    costCodes: () => (costCodes ??= canonicalBy(store, 'COST_CODE', (entry) => entry.canonicalNumber)),
    listing: () => (listing ??= mirror.status('scheduling')),
  };
}

async function canonicalBy(
  { crosswalk }: Store,
  kind: 'PROJECT' | 'COST_CODE',
  valueOf: (entry: { canonicalId: string | null; canonicalNumber: string | null }) => string | null,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const entry of await crosswalk.entries(kind, 'scheduling')) {
    const value = valueOf(entry);
    if (value !== null) found.set(entry.externalId, value);
  }
  return found;
}

/** All schedules of all asked jobs in one batch; per job the one with the latest data date. */
async function readCurrent(
  projectIds: readonly string[],
  library: ScheduleLibrary,
  { crosswalk }: Store,
): Promise<(Aged<ScheduleModel> | null | Error)[]> {
  const entries = await crosswalk.entriesOf('PROJECT', 'scheduling', projectIds);
  const idsOf = (projectId: string): string[] =>
    (entries.get(projectId) ?? []).map((entry) => entry.externalId);
  const read = await library.schedules(projectIds.flatMap(idsOf));
  return projectIds.map((projectId) => pickCurrent(idsOf(projectId).map((id) => read.get(id))));
}

/** One source that fails fails the answer, since its schedule could be the later one. */
function pickCurrent(
  reads: readonly (Read<ScheduleModel | null> | undefined)[],
): Aged<ScheduleModel> | null | Error {
  let best: Aged<ScheduleModel> | null = null;
  for (const read of reads) {
    if (!read) continue;
    if (!('value' in read)) return toPublic(read);
    const { value } = read;
    if (value && isLater(value, best?.value ?? null)) best = { ...read, value };
  }
  return best;
}

function publish<V>(read: Read<V>): Aged<V> | Error {
  return 'value' in read ? read : toPublic(read);
}

/** An upstream's failure leaves the subgraph as the one public error. */
function toPublic(error: Error): Error {
  return isUpstreamError(error) ? unavailable(error) : error;
}

function absent(): Aged<null> {
  return { value: null, asOf: new Date(0), stale: false };
}
