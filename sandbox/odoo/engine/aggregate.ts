/** Aggregates of grouped reads. Money is summed in cents, so that a hundred thousand lines add up exactly. */
import type { Env } from './access.js';
import { valueOf, type Row, type Value } from './database.js';
import { valueError } from './errors.js';
import { fieldOf } from './read.js';
import type { Field, Model } from './schema.js';

export interface Aggregate {
  readonly spec: string;
  readonly of: (rows: readonly Row[]) => Value;
}

type Method = (values: readonly Value[], field: Field) => Value;
const numbers = (values: readonly Value[]): number[] => values.filter((value) => typeof value === 'number');

const METHODS: Readonly<Record<string, Method>> = {
  sum: (values, field) => sum(numbers(values), unitOf(field)),
  avg: (values, field) => (values.length === 0 ? false : sum(numbers(values), unitOf(field)) / values.length),
  min: (values) => values.reduce((a, b) => (before(b, a) ? b : a), values[0] ?? false),
  max: (values) => values.reduce((a, b) => (before(a, b) ? b : a), values[0] ?? false),
  count: (values) => values.filter((value) => value !== false).length,
  count_distinct: (values) => new Set(values.filter((value) => value !== false)).size,
  bool_and: (values) => values.every((value) => value === true),
  bool_or: (values) => values.includes(true),
  array_agg: (values) => [...values],
};

const unitOf = (field: Field): number => (field.type === 'monetary' ? 100 : 1_000_000);

/** The same without a list in between: most groups are sums. */
function sumOf(rows: readonly Row[], read: (row: Row) => Value, unit: number): number {
  let total = 0;
  for (const row of rows) {
    const value = read(row);
    if (typeof value === 'number') total += Math.round(value * unit);
  }
  return total / unit;
}

function sum(values: readonly number[], unit: number): number {
  let total = 0;
  for (const value of values) total += Math.round(value * unit);
  return total / unit;
}

const before = (a: Value, b: Value): boolean => (a as string) < (b as string);

/** `field:method` or `__count`. */
export function aggregateOf(env: Env, model: Model, spec: string): Aggregate {
  if (spec === '__count') return { spec, of: (rows) => rows.length };
  const [name = '', method = ''] = spec.split(':');
  const field = fieldOf(env, model, name);
  const run = METHODS[method];
  if (!run) throw valueError(`Invalid aggregate method '${method}' for '${spec}'.`);
  const computed = !field.stored || env.db.computed.has(`${model.name}.${name}`);
  const read = computed
    ? (row: Row) => valueOf(env.db, model, row, field)
    : (row: Row) => row[name] ?? (field.type === 'monetary' || field.type === 'float' ? 0 : false);
  if (method === 'sum') {
    const unit = unitOf(field);
    return { spec, of: (rows) => sumOf(rows, read, unit) };
  }
  return { spec, of: (rows) => run(rows.map(read), field) };
}
