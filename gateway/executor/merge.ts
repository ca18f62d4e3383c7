/** Merging a subgraph's answer into the data gathered so far. */
export type Json = Record<string, unknown>;

export function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Merges `source` into `target` in place. Lists are merged item by item: both sides come from the same record, so
 * they have the same order and length. A key named `__proto__` is left out, or it would reach every object.
 */
export function mergeInto(target: Json, source: Json): void {
  for (const key in source) {
    if (key === '__proto__') continue;
    const next = source[key];
    const known = target[key];
    if (typeof known !== 'object' || known === null || typeof next !== 'object' || next === null) {
      if (next !== undefined) target[key] = next;
    } else if (Array.isArray(known)) {
      if (Array.isArray(next) && next.length === known.length) mergeLists(known, next);
      else target[key] = next;
    } else {
      mergeInto(known as Json, next as Json);
    }
  }
}

function mergeLists(target: unknown[], source: readonly unknown[]): void {
  for (let i = 0; i < source.length; i += 1) {
    const known = target[i];
    const next = source[i];
    if (isRecord(known) && isRecord(next)) mergeInto(known, next);
    else if (Array.isArray(known) && Array.isArray(next) && known.length === next.length)
      mergeLists(known, next);
    else target[i] = next;
  }
}
