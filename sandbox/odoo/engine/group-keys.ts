/** What the key of a group looks like on the wire, in its domain and when groups are put in order. */
import type { Env } from './access.js';
import { named, type Value } from './database.js';
import { nextPeriod, periodLabel } from './periods.js';
import { modelOf } from './read.js';
import type { Field } from './schema.js';
import { textOf } from './text.js';

export interface KeyForms {
  readonly shown: (key: Value) => Value;
  readonly leavesOf: (key: Value) => readonly Value[];
  readonly sorted: (key: Value) => string | number | boolean;
}

export function keyForms(env: Env, field: Field, spec: string): KeyForms {
  return {
    shown: remembered((key) => keyShown(env, field, spec, key)),
    leavesOf: remembered((key) => keyDomain(field, spec, key)),
    sorted: remembered((key) => sortKey(env, field, key)),
  };
}

/** Groups share few keys: each is worked out once per query. */
export function remembered<T>(work: (key: Value) => T): (key: Value) => T {
  const known = new Map<Value, T>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = work(key);
    known.set(key, made);
    return made;
  };
}

function sortKey(env: Env, field: Field, key: Value): string | number | boolean {
  if (field.relation && field.type === 'many2one' && key !== false) {
    const pair = named(env.db, field.relation, key);
    if (Array.isArray(pair)) {
      const row = env.db.row(field.relation, key);
      const first = modelOf(env, field.relation).order.split(/[\s,]/)[0] ?? 'name';
      const own = row?.[first];
      return typeof own === 'string' ? own : textOf((pair as readonly Value[])[1]);
    }
  }
  return typeof key === 'object' ? JSON.stringify(key) : key;
}

function keyShown(env: Env, field: Field, spec: string, key: Value): Value {
  if (field.type === 'many2one' && field.relation) return named(env.db, field.relation, key);
  if (typeof key === 'string' && (field.type === 'date' || field.type === 'datetime'))
    return [key, periodLabel(key, spec)];
  return key;
}

function keyDomain(field: Field, spec: string, key: Value): Value[] {
  if (typeof key === 'string' && (field.type === 'date' || field.type === 'datetime'))
    return [
      [field.name, '>=', key],
      [field.name, '<', nextPeriod(key, spec.split(':')[1] ?? 'month')],
    ];
  return [[field.name, '=', key]];
}
