/**
 * Cached loads with a stated age: fresh for `maxAgeMs`, then loaded again; if that fails, the old value is served
 * as stale for up to `staleIfErrorMs`, marked with the time it was true. Keys are loaded in one batch, and a key
 * that is being loaded is not loaded twice.
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
  /**
   * Something changed: what was read before is read again, also what is on its way; it still stands in for errors.
   * @param keys only these; all when left out
   * @param before only what was read before this moment, in milliseconds since 1970
   */
  outdate(keys?: readonly K[], before?: number): void;
}

interface Kept<V> {
  readonly value: V;
  readonly at: number;
  /** Loads and changes in the order they began. */
  readonly turn: number;
}
/** Outcome of a load of one key. */
type Loaded<V> = Kept<V> | Error;

/**
 * @param load answers every key it was given, in order; a missing record is a value (null), not an error.
 */
export function createStaleCache<K extends string, V>(
  policy: CachePolicy,
  load: (keys: readonly K[]) => Promise<readonly V[]>,
  now: () => number = () => Date.now(),
): StaleCache<K, V> {
  const kept = new LRUCache<K, Kept<V>>({ max: policy.maxEntries });
  let turn = 0;
  const changes = createChanges<K>(policy);
  let loading = new Map<K, Promise<Loaded<V>>>();

  function startLoad(keys: readonly K[]): void {
    const pending = loading;
    const batch = loadBatch(policy, load, keys, { at: now(), turn: (turn += 1) });
    keys.forEach((key, i) => {
      const outcome = batch.then((values) => {
        const value = values[i] ?? new Error(`${policy.kind}: nothing was loaded for ${key}`);
        if (!isError(value) && value.turn > (kept.get(key)?.turn ?? 0)) kept.set(key, value);
        pending.delete(key);
        return value;
      });
      pending.set(key, outcome);
    });
  }

  return {
    async loadMany(keys) {
      // Held here as well: the LRU may drop them while a batch larger than `maxEntries` is being loaded.
      const before = new Map([...new Set(keys)].map((key) => [key, kept.get(key)] as const));
      const wanted = [...before.keys()].filter((key) => !changes.isFresh(key, before.get(key), now()));
      const unasked = wanted.filter((key) => !loading.has(key));
      if (unasked.length > 0) startLoad(unasked);
      const loaded = await allOf(wanted, loading);
      return keys.map((key) => answer(policy, key, before.get(key), loaded.get(key), now));
    },
    outdate(keys, before) {
      turn += 1;
      const old = keys?.filter((key) => isOlder(kept.get(key), loading.has(key), before));
      changes.note(turn, old);
      if (old) for (const key of old) loading.delete(key);
      else loading = new Map();
    },
  };
}

/** What is neither kept nor on its way is read anyway. */
function isOlder<V>(kept: Kept<V> | undefined, isOnItsWay: boolean, before: number | undefined): boolean {
  return kept === undefined ? isOnItsWay : before === undefined || kept.at < before;
}

async function allOf<K, V>(
  keys: readonly K[],
  loading: ReadonlyMap<K, Promise<V>>,
): Promise<ReadonlyMap<K, V | undefined>> {
  return new Map(await Promise.all(keys.map(async (key) => [key, await loading.get(key)] as const)));
}

/** Turns of the last changes: what began to be read before them is out of date. */
function createChanges<K extends string>({ maxAgeMs, maxEntries }: CachePolicy) {
  let ofAll = 0;
  const ofKeys = new LRUCache<K, number>({ max: 2 * maxEntries });
  return {
    isFresh: (key: K, own: Kept<unknown> | undefined, now: number): boolean =>
      own !== undefined && own.turn > Math.max(ofAll, ofKeys.get(key) ?? 0) && now - own.at <= maxAgeMs,
    note(turn: number, keys: readonly K[] | undefined): void {
      if (keys) for (const key of keys) ofKeys.set(key, turn);
      else ofAll = turn;
    },
  };
}

async function loadBatch<K extends string, V>(
  policy: CachePolicy,
  load: (keys: readonly K[]) => Promise<readonly V[]>,
  keys: readonly K[],
  began: { readonly at: number; readonly turn: number },
): Promise<readonly Loaded<V>[]> {
  try {
    const values = await load(keys);
    if (values.length === keys.length) return values.map((value) => ({ value, ...began }));
    const reason = `${policy.kind}: ${keys.length} keys were asked for, ${values.length} answered`;
    return keys.map(() => new Error(reason));
  } catch (error) {
    return keys.map(() => error as Error);
  }
}

/** A loaded value; else the one kept before while it is fresh, or stale and the upstream failed; else the error. */
function answer<V>(
  policy: CachePolicy,
  key: string,
  before: Kept<V> | undefined,
  loaded: Loaded<V> | undefined,
  now: () => number,
): Aged<V> | Error {
  const current = loaded ?? before;
  if (current === undefined) return new Error(`${policy.kind}: nothing was loaded for ${key}`);
  if (!isError(current)) return { value: current.value, asOf: new Date(current.at), stale: false };
  const mayServe = before && isUpstreamError(current) && now() - before.at <= policy.staleIfErrorMs;
  if (!mayServe) return current;
  return { value: before.value, asOf: new Date(before.at), stale: true, error: current.message };
}

/** By shape: an Error of another realm is an error too. */
function isError<V>(loaded: Loaded<V>): loaded is Error {
  return !('at' in loaded);
}
