/** Grouped reads: the ERP's `formatted_read_group`, its grouping sets and the older `read_group`. */
import type { Env } from './access.js';
import { named, valueOf, type Row, type Value } from './database.js';
import { textOf } from './text.js';
import { typeError, valueError } from './errors.js';
import { compareKeys, fieldOf, modelOf, visible } from './read.js';
import { nextPeriod, periodLabel, periodStart } from './periods.js';
import type { Field, Model } from './schema.js';
import { aggregateOf, type Aggregate } from './aggregate.js';

export interface GroupQuery {
  readonly domain: Value;
  readonly groupby: readonly string[];
  readonly aggregates: readonly string[];
  readonly having?: Value | undefined;
  readonly order?: Value | undefined;
  readonly offset?: Value | undefined;
  readonly limit?: Value | undefined;
}
interface Term {
  readonly spec: string;
  readonly field: Field;
  readonly read: (row: Row) => Value | readonly Value[];
}
export interface Group {
  readonly keys: readonly Value[];
  readonly rows: Row[];
}
export function formattedReadGroup(env: Env, model: Model, query: GroupQuery): Value[] {
  const terms = query.groupby.map((spec) => termOf(env, model, spec));
  const aggregates = query.aggregates.map((spec) => aggregateOf(env, model, spec));
  const spread = terms.find((term) => isSpread(term.field));
  const refused = spread && aggregates.find((aggregate) => aggregate.spec !== '__count');
  if (spread && refused)
    throw valueError(`${spread.spec} grouping does not accept ${refused.spec} as aggregate.`);
  const groups = group(visible(env, model, query.domain), terms);
  const listed = groups.map((entry) => ({
    entry,
    values: aggregates.map((aggregate) => aggregate.of(entry.rows)),
  }));
  const kept = having(listed, aggregates, query.having);
  const ordered = orderGroups(env, kept, terms, aggregates, query.order);
  const offset = typeof query.offset === 'number' ? query.offset : 0;
  const end = typeof query.limit === 'number' && query.limit > 0 ? offset + query.limit : undefined;
  return ordered.slice(offset, end).map(({ entry, values }) => format(env, terms, aggregates, entry, values));
}

const isSpread = (field: Field): boolean => field.type === 'json' || field.type === 'many2many';

function termOf(env: Env, model: Model, spec: string): Term {
  const [name = '', granularity] = spec.split(':');
  const field = fieldOf(env, model, name);
  if (isSpread(field)) return { spec, field, read: (row) => spreadKeys(valueOf(env.db, model, row, field)) };
  if (field.type === 'one2many')
    throw valueError(`Cannot group by ${model.name}.${name}: it is a one2many field`);
  if (field.type === 'date' || field.type === 'datetime')
    return {
      spec: granularity ? spec : `${name}:month`,
      field,
      read: (row) => periodStart(row[name] ?? false, granularity ?? 'month'),
    };
  if (field.stored && !env.db.computed.has(`${model.name}.${name}`))
    return { spec, field, read: (row) => row[name] ?? false };
  return { spec, field, read: (row) => valueOf(env.db, model, row, field) };
}

/** The analytic accounts a distribution names, each its own group. */
function spreadKeys(value: Value): readonly Value[] {
  if (Array.isArray(value)) return value as readonly Value[];
  if (value === false || value === null || typeof value !== 'object') return [false];
  return [...new Set(Object.keys(value).flatMap((key) => key.split(',').map(Number)))];
}

function group(rows: readonly Row[], terms: readonly Term[]): Group[] {
  if (terms.length === 0) return [{ keys: [], rows: [...rows] }];
  const groups = new Map<string, Group>();
  for (const row of rows) {
    for (const keys of keysOf(row, terms)) {
      const id = keys.map(textOf).join('\u0001');
      const known = groups.get(id);
      if (known) known.rows.push(row);
      else groups.set(id, { keys, rows: [row] });
    }
  }
  return [...groups.values()];
}

function keysOf(row: Row, terms: readonly Term[]): Value[][] {
  let keys: Value[][] = [[]];
  for (const { read, field } of terms) {
    const value = read(row);
    if (!isSpread(field)) for (const key of keys) key.push(value);
    else keys = keys.flatMap((key) => (value as readonly Value[]).map((one) => [...key, one]));
  }
  return keys;
}

interface Listed {
  readonly entry: Group;
  readonly values: readonly Value[];
}

function having(groups: Listed[], aggregates: readonly Aggregate[], domain: Value | undefined): Listed[] {
  if (!Array.isArray(domain) || domain.length === 0) return groups;
  const specs = aggregates.map((aggregate) => aggregate.spec);
  return groups.filter(({ values }) =>
    (domain as readonly (readonly Value[])[]).every(([spec, operator, bound]) => {
      const at = specs.indexOf(textOf(spec));
      if (at < 0) throw typeError(`having: '${textOf(spec)}' is not one of the aggregates`);
      const value = values[at] ?? false;
      return compare(value as number, textOf(operator), bound as number);
    }),
  );
}

function compare(a: number, operator: string, b: number): boolean {
  switch (operator) {
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
    case '=':
      return a === b;
    case '!=':
      return a !== b;
    default:
      throw valueError(`Invalid having operator '${operator}'`);
  }
}

function orderGroups(
  env: Env,
  groups: Listed[],
  terms: readonly Term[],
  aggregates: readonly Aggregate[],
  order: Value | undefined,
): Listed[] {
  const asked =
    typeof order === 'string' && order !== ''
      ? order.split(',').map((part) => part.trim().split(/\s+/))
      : terms.map((term) => [term.spec]);
  const sorters = asked.map(([name = '', direction = 'asc']) => {
    const at = terms.findIndex((term) => term.spec === name || term.field.name === name);
    const aggregate = aggregates.findIndex((one) => one.spec === name);
    if (at < 0 && aggregate < 0)
      throw valueError(`Order term '${name}' is not a valid aggregate nor valid groupby`);
    const key =
      at < 0
        ? ({ values }: Listed) => values[aggregate] as number
        : ({ entry }: Listed) => groupKey(env, terms[at], entry.keys[at] ?? false);
    return { key, sign: direction.toLowerCase() === 'desc' ? -1 : 1 };
  });
  const keyed = groups.map((listed) => ({ listed, keys: sorters.map((sorter) => sorter.key(listed)) }));
  keyed.sort((a, b) => {
    for (const [at, { sign }] of sorters.entries()) {
      const difference = compareKeys(a.keys[at] ?? false, b.keys[at] ?? false);
      if (difference !== 0) return sign * difference;
    }
    return 0;
  });
  return keyed.map(({ listed }) => listed);
}

function groupKey(env: Env, term: Term | undefined, key: Value): string | number | boolean {
  if (term?.field.relation && term.field.type === 'many2one' && key !== false) {
    const pair = named(env.db, term.field.relation, key);
    if (Array.isArray(pair)) {
      const row = env.db.row(term.field.relation, key);
      const field = modelOf(env, term.field.relation).order.split(/[\s,]/)[0] ?? 'name';
      const own = row?.[field];
      return typeof own === 'string' ? own : textOf((pair as readonly Value[])[1]);
    }
  }
  return typeof key === 'object' ? JSON.stringify(key) : key;
}

function format(
  env: Env,
  terms: readonly Term[],
  aggregates: readonly Aggregate[],
  entry: Group,
  values: readonly Value[],
): Value {
  const record: Record<string, Value> = {};
  const leaves: Value[] = [];
  for (const [at, { spec, field }] of terms.entries()) {
    const key = entry.keys[at] ?? false;
    record[spec] = keyShown(env, field, spec, key);
    leaves.push(...keyDomain(field, spec, key));
  }
  record['__extra_domain'] =
    leaves.length === 0 ? [[1, '=', 1]] : [...leaves.slice(1).map(() => '&'), ...leaves];
  for (const [at, { spec }] of aggregates.entries()) record[spec] = values[at] ?? false;
  return record;
}

export function keyShown(env: Env, field: Field, spec: string, key: Value): Value {
  if (field.type === 'many2one' && field.relation) return named(env.db, field.relation, key);
  if (typeof key === 'string' && (field.type === 'date' || field.type === 'datetime'))
    return [key, periodLabel(key, spec)];
  return key;
}

export function keyDomain(field: Field, spec: string, key: Value): Value[] {
  if (typeof key === 'string' && (field.type === 'date' || field.type === 'datetime'))
    return [
      [field.name, '>=', key],
      [field.name, '<', nextPeriod(key, spec.split(':')[1] ?? 'month')],
    ];
  return [[field.name, '=', key]];
}
