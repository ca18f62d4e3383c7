/**
 * Cached loads with a stated age: fresh for `maxAgeMs`, then loaded again; if that fails, the old value is served
 * as stale for up to `staleIfErrorMs`, marked with the time it was true. Keys are loaded in one batch.
 */
import { LRUCache } from 'lru-cache';
import { isUpstreamError } from './errors.js';

export interface CachePolicy {
  /** What is kept, for metrics and documentation: `odoo.ledger`. */
  readonly kind: string;
  readonly maxAgeMs: number;
  readonly staleIfErrorMs: number;
  readonly maxEntries: number;
}

/** A value and when it was read from its system. */
export interface Aged<V> {
  readonly value: V;
  readonly asOf: Date;
  readonly stale: boolean;
  /** Why the value could not be renewed, when stale. */
  readonly error?: string;
}

export interface StaleCache<K, V> {
  /** Loads many keys in one batch call; the result is in the order of the keys. Errors are returned, not thrown. */
  loadMany(keys: readonly K[]): Promise<(Aged<V> | Error)[]>;
  clear(): void;
}

interface Kept<V> {
  readonly value: V;
  readonly at: number;
}

/**
 * @param load answers every key it was given, in order; a missing record is a value (null), not an error.
 */
export function createStaleCache<K extends string, V>(
  policy: CachePolicy,
  load: (keys: readonly K[]) => Promise<readonly V[]>,
  now: () => number = () => Date.now(),
): StaleCache<K, V> {
  const kept = new LRUCache<K, Kept<V>>({ max: policy.maxEntries });

  async function renew(keys: readonly K[]): Promise<Error | undefined> {
    try {
      const at = now();
      const values = await load(keys);
      keys.forEach((key, i) => kept.set(key, { value: values[i] as V, at }));
      return undefined;
    } catch (error) {
      return error as Error;
    }
  }

  function answer(key: K, failure: Error | undefined, loaded: ReadonlyMap<K, Kept<V>>): Aged<V> | Error {
    const entry = kept.get(key) ?? loaded.get(key);
    const age = entry ? now() - entry.at : Infinity;
    if (entry && (age <= policy.maxAgeMs || !failure))
      return { value: entry.value, asOf: new Date(entry.at), stale: false };
    if (entry && isUpstreamError(failure) && age <= policy.staleIfErrorMs) {
      return { value: entry.value, asOf: new Date(entry.at), stale: true, error: failure.message };
    }
    return failure ?? new Error(`${policy.kind}: nothing was loaded for ${key}`);
  }

  return {
    async loadMany(keys) {
      const before = new Map<K, Kept<V>>();
      for (const key of keys) {
        const entry = kept.get(key);
        if (entry) before.set(key, entry);
      }
      const wanted = [...new Set(keys)].filter(
        (key) => now() - (before.get(key)?.at ?? -Infinity) > policy.maxAgeMs,
      );
      const failure = wanted.length > 0 ? await renew(wanted) : undefined;
      return keys.map((key) => answer(key, wanted.includes(key) ? failure : undefined, before));
    },
    clear: () => kept.clear(),
  };
}
