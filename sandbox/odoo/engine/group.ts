/** Grouped reads: the ERP's `formatted_read_group`, its grouping sets and the older `read_group`. */
import type { Env } from './access.js';
import { valueOf, type Row, type Value } from './database.js';
import { textOf } from './text.js';
import { typeError, valueError } from './errors.js';
import { compareKeys, fieldOf, visible } from './read.js';
import { keyForms, type KeyForms } from './group-keys.js';
import { periodStart } from './periods.js';
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
export interface Term extends KeyForms {
  readonly spec: string;
  readonly field: Field;
  readonly read: (row: Row) => Value | readonly Value[];
}
export interface Group {
  readonly keys: readonly Value[];
  readonly rows: Row[];
}
/** The groups of a query in order, with what writes them down. */
export interface Grouped {
  readonly terms: readonly Term[];
  readonly aggregates: readonly Aggregate[];
  readonly groups: readonly Listed[];
}

export function formattedReadGroup(env: Env, model: Model, query: GroupQuery): Value[] {
  const { terms, aggregates, groups } = groupRows(env, model, query);
  return groups.map(({ entry, values }) => format(terms, aggregates, entry, values));
}

export function groupRows(env: Env, model: Model, query: GroupQuery): Grouped {
  const terms = query.groupby.map((spec) => {
    const term = termOf(env, model, spec);
    return { ...term, ...keyForms(env, term.field, term.spec) };
  });
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
  const ordered = orderGroups(kept, terms, aggregates, query.order);
  const offset = typeof query.offset === 'number' ? query.offset : 0;
  const end = typeof query.limit === 'number' && query.limit > 0 ? offset + query.limit : undefined;
  return { terms, aggregates, groups: ordered.slice(offset, end) };
}

const isSpread = (field: Field): boolean => field.type === 'json' || field.type === 'many2many';

function termOf(env: Env, model: Model, spec: string): Omit<Term, keyof KeyForms> {
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
  const add = (row: Row, keys: readonly Value[]): void => {
    let id = '';
    for (const key of keys) id += `${typeof key === 'object' ? textOf(key) : String(key)}\u0001`;
    const known = groups.get(id);
    if (known) known.rows.push(row);
    else groups.set(id, { keys, rows: [row] });
  };
  if (!terms.some(({ field }) => isSpread(field)))
    for (const row of rows)
      add(
        row,
        terms.map(({ read }) => read(row)),
      );
  else for (const row of rows) for (const keys of keysOf(row, terms)) add(row, keys);
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

export interface Listed {
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
        : ({ entry }: Listed) => terms[at]?.sorted(entry.keys[at] ?? false) ?? false;
    return { key, sign: direction.toLowerCase() === 'desc' ? -1 : 1 };
  });
  const keyed = groups.map((listed) => ({ listed, ranks: [] as number[] }));
  for (const { key, sign } of sorters) {
    const keys = groups.map(key);
    const rank = new Map([...new Set(keys)].sort(compareKeys).map((one, at) => [one, at * sign]));
    for (const [at, one] of keyed.entries()) one.ranks.push(rank.get(keys[at] ?? false) ?? 0);
  }
  keyed.sort((a, b) => {
    for (let at = 0; at < a.ranks.length; at += 1) {
      const difference = (a.ranks[at] ?? 0) - (b.ranks[at] ?? 0);
      if (difference !== 0) return difference;
    }
    return 0;
  });
  return keyed.map(({ listed }) => listed);
}

function format(
  terms: readonly Term[],
  aggregates: readonly Aggregate[],
  entry: Group,
  values: readonly Value[],
): Value {
  const record: Record<string, Value> = {};
  const leaves = terms.map((term, at) => term.leavesOf(entry.keys[at] ?? false));
  const domain: Value[] = [];
  for (let more = leaves.reduce((count, own) => count + own.length, -1); more > 0; more -= 1)
    domain.push('&');
  for (let at = 0; at < terms.length; at += 1) {
    const term = terms[at];
    if (term) record[term.spec] = term.shown(entry.keys[at] ?? false);
    for (const leaf of leaves[at] ?? []) domain.push(leaf);
  }
  record['__extra_domain'] = domain.length === 0 ? [[1, '=', 1]] : domain;
  for (let at = 0; at < aggregates.length; at += 1) record[aggregates[at]?.spec ?? ''] = values[at] ?? false;
  return record;
}
