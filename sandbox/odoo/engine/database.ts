/**
 * Records in memory, with an index per field that is asked for by equality. Stored values: many2one is an id or
 * false, many2many a list of ids, money and quantities JSON numbers, empty is false. One2many is never stored.
 */
import { OdooError } from './errors.js';
import type { Field, Model } from './schema.js';

export type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };
export interface Row {
  readonly id: number;
  [field: string]: Value;
}
type Index = Map<Value, Set<number>>;

/** Steps that take back what a call did; a call is one transaction. */
type Undo = (() => void)[];

export class Table {
  readonly rows = new Map<number, Row>();
  private readonly indexes = new Map<string, Index>();
  private lastId = 0;

  constructor(
    readonly model: Model,
    private readonly undo: () => Undo | null,
  ) {}

  insert(values: Readonly<Record<string, Value>>): Row {
    const id = typeof values['id'] === 'number' ? values['id'] : this.lastId + 1;
    const row: Row = { ...values, id };
    this.lastId = Math.max(this.lastId, id);
    this.rows.set(id, row);
    for (const [field, index] of this.indexes) addTo(index, row[field] ?? false, id);
    this.undo()?.push(() => this.remove(id));
    return row;
  }

  update(row: Row, values: Readonly<Record<string, Value>>): void {
    const before = Object.fromEntries(Object.keys(values).map((field) => [field, row[field] ?? false]));
    this.undo()?.push(() => this.update(row, before));
    for (const [field, value] of Object.entries(values)) {
      const index = this.indexes.get(field);
      if (index) {
        index.get(row[field] ?? false)?.delete(row.id);
        addTo(index, value, row.id);
      }
      row[field] = value;
    }
  }

  remove(id: number): void {
    const row = this.rows.get(id);
    if (!row) return;
    for (const [field, index] of this.indexes) index.get(row[field] ?? false)?.delete(id);
    this.rows.delete(id);
    this.undo()?.push(() => this.insert(row));
  }

  /** Ids by the value of a stored field; built on first use, then kept up to date. */
  indexOf(field: string): ReadonlyMap<Value, ReadonlySet<number>> {
    const known = this.indexes.get(field);
    if (known) return known;
    const index: Index = new Map();
    for (const row of this.rows.values()) addTo(index, row[field] ?? false, row.id);
    this.indexes.set(field, index);
    return index;
  }
}

function addTo(index: Index, value: Value, id: number): void {
  const ids = index.get(value);
  if (ids) ids.add(id);
  else index.set(value, new Set([id]));
}

/** Reads a value that is not stored in the row. */
export type Compute = (db: Database, row: Row) => Value;

export class Database {
  private readonly tables = new Map<string, Table>();
  private readonly counters = new Map<string, number>();
  private undo: Undo | null = null;

  constructor(
    readonly models: Map<string, Model>,
    /** `model.field` → how a computed field is worked out. */
    readonly computed: ReadonlyMap<string, Compute>,
    /** Milliseconds since the epoch. */
    readonly now: () => number,
  ) {}

  table(model: string): Table {
    const known = this.tables.get(model);
    if (known) return known;
    const definition = this.models.get(model);
    if (!definition) throw new OdooError(500, 'builtins.KeyError', model);
    const table = new Table(definition, () => this.undo);
    this.tables.set(model, table);
    return table;
  }

  row(model: string, id: Value | undefined): Row | undefined {
    return typeof id === 'number' ? this.table(model).rows.get(id) : undefined;
  }

  /** Rows whose stored field has the value, in order of id. */
  rowsBy(model: string, field: string, value: Value): Row[] {
    const table = this.table(model);
    const rows = [...(table.indexOf(field).get(value) ?? [])].flatMap((id) => table.rows.get(id) ?? []);
    return rows.sort((a, b) => a.id - b.id);
  }

  /** All or nothing: what a failing call did is taken back. Ids are not reused, as in the ERP. */
  transaction<T>(work: () => T): T {
    const outer = this.undo;
    const steps: Undo = [];
    this.undo = steps;
    try {
      const result = work();
      outer?.push(...steps);
      return result;
    } catch (error) {
      this.undo = null;
      for (const step of steps.reverse()) step();
      throw error;
    } finally {
      this.undo = outer;
    }
  }

  /** The next number of a named sequence, starting at 1. */
  next(sequence: string): number {
    const value = (this.counters.get(sequence) ?? 0) + 1;
    this.counters.set(sequence, value);
    return value;
  }
}

const EMPTY: Readonly<Partial<Record<Field['type'], Value>>> = {
  float: 0,
  integer: 0,
  monetary: 0,
  many2many: [],
  one2many: [],
};

/** The raw value of a field: ids for relations, false for empty. */
export function valueOf(db: Database, model: Model, row: Row, field: Field): Value {
  if (field.name === 'display_name') return displayName(db, model, row);
  if (field.related) return relatedValue(db, model, row, field.related);
  const compute = db.computed.get(`${model.name}.${field.name}`);
  if (compute) return compute(db, row);
  if (field.type === 'one2many' && field.relation && field.inverse)
    return db.rowsBy(field.relation, field.inverse, row.id).map((child) => child.id);
  return row[field.name] ?? EMPTY[field.type] ?? false;
}

function relatedValue(db: Database, model: Model, row: Row, path: readonly string[]): Value {
  const [head = 'id', ...rest] = path;
  const field = model.fields.get(head);
  if (!field)
    throw new Error(`${model.name}.${head} is not a field, check the related path ${path.join('.')}`);
  const value = valueOf(db, model, row, field);
  if (rest.length === 0) return value;
  const next = field.relation ? db.models.get(field.relation) : undefined;
  const target = next && db.row(next.name, value);
  return next && target ? relatedValue(db, next, target, rest) : false;
}

export function displayName(db: Database, model: Model, row: Row): string {
  const compute = db.computed.get(`${model.name}.display_name`);
  const value = compute ? compute(db, row) : row[model.recName];
  return typeof value === 'string' ? value : `${model.name},${row.id}`;
}

/** [id, name] as the wire shows a many2one, or false. */
export function named(db: Database, model: string, id: Value): Value {
  const row = db.row(model, id);
  return row ? [row.id, displayName(db, db.table(model).model, row)] : false;
}

/** UTC moment as the ERP writes it. */
export const stamp = (milliseconds: number): string =>
  new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ');
