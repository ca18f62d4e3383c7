/** Every connector behind one door, with the cache that outlives a request. */
import { createStaleCache, type Aged } from '../kit/cache.js';
import type { SchedulingConnector } from './connector.js';
import type { ScheduleModel } from './model.js';

const DAY_MS = 86_400_000;
/** No value is young enough; what was read last still stands in when a read fails. */
const ALWAYS_READ = -1;

export type Read<V> = Aged<V> | Error;

export interface ScheduleLibrary {
  readonly connectors: readonly SchedulingConnector[];
  /** Schedules by id, each with its age or the reason it could not be read. */
  schedules(ids: readonly string[]): Promise<ReadonlyMap<string, Read<ScheduleModel | null>>>;
  /** What was read of some schedules (all when left out) is read again. @param before only what was read before it */
  outdate(ids?: readonly string[], before?: Date): void;
  close(): Promise<void>;
}

export function createLibrary(
  connectors: readonly SchedulingConnector[],
  maxAgeMs: number,
  now: () => number,
): ScheduleLibrary {
  const shelves = connectors.map((connector) => toShelf(connector, maxAgeMs, now));
  return {
    connectors,
    async schedules(ids) {
      const read = new Map<string, Read<ScheduleModel | null>>();
      await Promise.all(
        shelves.map(async ({ prefix, cache }) => {
          const own = [...new Set(ids)].filter((id) => id.startsWith(prefix));
          if (own.length === 0) return;
          const values = await cache.loadMany(own);
          own.forEach((id, i) => read.set(id, values[i] ?? new Error(`scheduling: nothing for ${id}`)));
        }),
      );
      return read;
    },
    outdate(ids, before) {
      for (const { prefix, cache } of shelves)
        cache.outdate(
          ids?.filter((id) => id.startsWith(prefix)),
          before?.getTime(),
        );
    },
    close: async () => {
      await Promise.all(connectors.map((connector) => connector.close()));
    },
  };
}

function toShelf(connector: SchedulingConnector, maxAgeMs: number, now: () => number) {
  return {
    prefix: `${connector.name}:`,
    cache: createStaleCache<string, ScheduleModel | null>(
      {
        kind: `scheduling.${connector.name}`,
        maxAgeMs: connector.inMemory ? ALWAYS_READ : maxAgeMs,
        staleIfErrorMs: DAY_MS,
        maxEntries: 1_000,
      },
      (ids) => connector.schedules(ids),
      now,
    ),
  };
}
