/** Reading: search with order, records as the wire shows them, names and nested specifications. */
import { companyTest, checkField, checkModel, type Env } from './access.js';
import { displayName, named, valueOf, type Row, type Value } from './database.js';
import { matching } from './domain.js';
import { valueError } from './errors.js';
import type { Field, Model } from './schema.js';
import { textOf } from './text.js';

export interface Page {
  readonly order?: Value | undefined;
  readonly offset?: Value | undefined;
  readonly limit?: Value | undefined;
}

export function modelOf(env: Env, name: string): Model {
  return env.db.table(name).model;
}

/** Rows the user may see; archived ones only when the domain or the context asks for them. */
export function visible(env: Env, model: Model, domain: Value): Row[] {
  checkModel(env, model, 'read');
  const rows = matching(env.db, model, domain);
  const allowed = companyTest(env, model);
  const hides =
    model.fields.has('active') &&
    env.context['active_test'] !== false &&
    !/"active"/.test(JSON.stringify(domain));
  const seen =
    allowed || hides
      ? rows.filter((row) => (!allowed || allowed(row)) && !(hides && row['active'] === false))
      : rows;
  return seen;
}

export function search(env: Env, model: Model, domain: Value, page: Page = {}): Row[] {
  const order = typeof page.order === 'string' && page.order !== '' ? page.order : model.order;
  const rows = sortRows(env, model, visible(env, model, domain), order);
  const offset = typeof page.offset === 'number' ? page.offset : 0;
  return rows.slice(
    offset,
    typeof page.limit === 'number' && page.limit > 0 ? offset + page.limit : undefined,
  );
}

type Key = string | number | boolean;

function sortRows(env: Env, model: Model, rows: Row[], order: string): Row[] {
  if (order === 'id' || order === 'id asc') return rows.sort((a, b) => a.id - b.id);
  const terms = order.split(',').map((term) => orderTerm(env, model, term.trim()));
  if (!terms.some((term) => term.name === 'id')) terms.push(orderTerm(env, model, 'id'));
  const keyed = rows.map((row) => ({ row, keys: terms.map((term) => term.key(row)) }));
  keyed.sort((a, b) => {
    for (const [at, term] of terms.entries()) {
      const difference = compareKeys(a.keys[at] ?? false, b.keys[at] ?? false);
      if (difference !== 0) return term.descending ? -difference : difference;
    }
    return 0;
  });
  return keyed.map(({ row }) => row);
}

function orderTerm(
  env: Env,
  model: Model,
  term: string,
): { name: string; descending: boolean; key: (row: Row) => Key } {
  const [name = '', direction = 'asc'] = term.split(/\s+/);
  const field = model.fields.get(name.split('.')[0] ?? '');
  if (!field) throw valueError(`Invalid field '${name}' on model '${model.name}'`);
  return {
    name,
    descending: direction.toLowerCase() === 'desc',
    key: (row) => orderKey(env, model, row, field),
  };
}

function orderKey(env: Env, model: Model, row: Row, field: Field): Key {
  const value = valueOf(env.db, model, row, field);
  if (value !== false && field.type === 'many2one' && field.relation) {
    const target = env.db.row(field.relation, value);
    if (target) return displayName(env.db, modelOf(env, field.relation), target);
  }
  return typeof value === 'object' ? JSON.stringify(value) : value;
}

/** Empty sorts last, as in the ERP's database. */
export function compareKeys(a: Key, b: Key): number {
  if (a === b) return 0;
  if (a === false) return 1;
  if (b === false) return -1;
  return a < b ? -1 : 1;
}

export function fieldOf(env: Env, model: Model, name: string): Field {
  const field = model.fields.get(name);
  if (!field) throw valueError(`Invalid field '${name}' on '${model.name}'`);
  checkField(env, model, field, 'read');
  return field;
}

/** Records with many2one as [id, name], or as the bare id when `load` is not the classic one. */
export function readRows(
  env: Env,
  model: Model,
  rows: readonly Row[],
  names: Value | undefined,
  classic = true,
): Value[] {
  const asked =
    Array.isArray(names) && names.length > 0 ? (names as readonly string[]) : [...model.fields.keys()];
  const fields = asked.filter((name) => name !== 'id').map((name) => fieldOf(env, model, name));
  const cache = new Map<string, Value>();
  return rows.map((row) => {
    const record: Record<string, Value> = { id: row.id };
    for (const field of fields) record[field.name] = shown(env, model, row, field, classic, cache);
    return record;
  });
}

function shown(
  env: Env,
  model: Model,
  row: Row,
  field: Field,
  classic: boolean,
  cache: Map<string, Value>,
): Value {
  const value = valueOf(env.db, model, row, field);
  if (field.type !== 'many2one' || !field.relation || !classic || value === false) return value;
  const key = `${field.relation},${textOf(value)}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const pair = named(env.db, field.relation, value);
  cache.set(key, pair);
  return pair;
}

interface Specification {
  readonly [field: string]: {
    readonly fields?: Specification;
    readonly limit?: number;
    readonly order?: string;
  };
}

/** Nested reads: relations carry the fields their part of the specification names; only `limit` of them in full. */
export function webRead(env: Env, model: Model, rows: readonly Row[], specification: Value): Value[] {
  const spec = specification as unknown as Specification;
  const names = Object.keys(spec);
  const fields = names.filter((name) => name !== 'id').map((name) => fieldOf(env, model, name));
  return rows.map((row) => {
    const record: Record<string, Value> = { id: row.id };
    for (const field of fields) record[field.name] = webValue(env, model, row, field, spec[field.name] ?? {});
    return record;
  });
}

function webValue(env: Env, model: Model, row: Row, field: Field, part: Specification[string]): Value {
  const value = valueOf(env.db, model, row, field);
  if (!field.relation || !part.fields) return value;
  const target = modelOf(env, field.relation);
  if (field.type === 'many2one') {
    const found = env.db.row(target.name, value);
    return found ? (webRead(env, target, [found], part.fields)[0] ?? false) : false;
  }
  const ids = value as readonly number[];
  const rows = search(env, target, [['id', 'in', ids]], { order: part.order });
  const limit = part.limit ?? rows.length;
  const full = webRead(env, target, rows.slice(0, limit), part.fields);
  return [...full, ...rows.slice(limit).map(({ id }) => ({ id }))];
}
