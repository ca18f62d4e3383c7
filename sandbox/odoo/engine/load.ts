/**
 * Import by external id: a row whose id is known changes its record, another creates one; nested lines follow in
 * rows whose own columns are empty. All or nothing: a bad value answers `ids: false` with messages and status 200.
 */
import type { Env } from './access.js';
import type { Values } from './behaviour.js';
import type { Row, Value } from './database.js';
import { OdooError, valueError } from './errors.js';
import { find, remember } from './external-ids.js';
import { modelOf } from './read.js';
import type { Field, Model } from './schema.js';
import { createRecord, writeRecord } from './write.js';

interface ImportRecord {
  readonly first: number;
  readonly last: number;
  readonly rows: readonly (readonly string[])[];
}

/** A value that cannot be read; told in `messages`. */
class LoadProblem extends Error {
  constructor(
    readonly field: string | null,
    message: string,
    readonly more: Value = false,
  ) {
    super(message);
  }
}

export function load(env: Env, model: Model, args: Readonly<Record<string, Value>>): Value {
  const columns = (args['fields'] ?? []) as readonly string[];
  for (const column of columns) checkColumn(env, model, column.split('/'));
  const records = recordsOf(columns, (args['data'] ?? []) as readonly (readonly string[])[]);
  const messages: Value[] = [];
  let ids: Value = false;
  try {
    ids = env.db.transaction(() => {
      const made = records.map((record) => loadOrCollect(env, model, columns, record, messages));
      if (messages.length > 0) throw new LoadProblem(null, 'some rows are bad');
      return made;
    });
  } catch (error) {
    if (!(error instanceof LoadProblem)) throw error;
    ids = false;
  }
  return { ids, messages, nextrow: 0 };
}

function checkColumn(env: Env, model: Model, path: readonly string[]): void {
  const [name = '', ...rest] = path;
  if (name === 'id' || name === '.id') return;
  const field = model.fields.get(name);
  if (!field) throw valueError(`Invalid field name '${name}'`);
  if (field.relation && rest.length > 0) checkColumn(env, modelOf(env, field.relation), rest);
}

/** A row without any own column belongs to the record before it. */
function recordsOf(columns: readonly string[], data: readonly (readonly string[])[]): ImportRecord[] {
  const own = columns.flatMap((column, at) => (isNested(column) ? [] : [at]));
  const records: { first: number; last: number; rows: (readonly string[])[] }[] = [];
  for (const [at, row] of data.entries()) {
    const previous = records.at(-1);
    if (previous && own.every((column) => (row[column] ?? '') === '')) {
      previous.rows.push(row);
      previous.last = at;
    } else records.push({ first: at, last: at, rows: [row] });
  }
  return records;
}

const isNested = (column: string): boolean =>
  column.includes('/') && !/^[^/]+\/\.?id$/.test(column) ? true : /_ids\/|^order_line\//.test(column);

function loadOrCollect(
  env: Env,
  model: Model,
  columns: readonly string[],
  record: ImportRecord,
  messages: Value[],
): number {
  const rows = { from: record.first, to: record.last };
  try {
    return loadRecord(env, model, columns, record.rows).id;
  } catch (error) {
    const shared = { rows, type: 'error', record: record.first };
    if (error instanceof LoadProblem && error.field !== null)
      messages.push({
        ...shared,
        field: error.field,
        message: error.message,
        moreinfo: error.more,
        field_name: error.field,
      });
    else if (error instanceof OdooError) messages.push({ ...shared, message: error.message });
    else throw error;
    return 0;
  }
}

function loadRecord(
  env: Env,
  model: Model,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  parent: Values = {},
): Row {
  const values: Values = { ...parent };
  let external = '';
  const nested = new Map<string, string[]>();
  for (const [at, column] of columns.entries()) {
    const text = rows[0]?.[at] ?? '';
    const [name = '', ...rest] = column.split('/');
    if (name === 'id') external = text;
    else if (name === '.id') values['.id'] = Number(text);
    else if (isList(model, name) && rest.length > 0 && model.fields.get(name)?.type === 'one2many')
      nested.set(name, [...(nested.get(name) ?? []), column]);
    else if (text !== '') values[name] = parsed(env, model.fields.get(name), rest[0], text);
  }
  const lines = [...nested].map(([name, own]) => [name, linesOf(name, own, columns, rows)] as const);
  return upsert(env, model, external, values, lines);
}

const isList = (model: Model, name: string): boolean =>
  model.fields.get(name)?.type.endsWith('2many') ?? false;

interface Lines {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

function linesOf(
  name: string,
  own: readonly string[],
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): Lines {
  const at = own.map((column) => columns.indexOf(column));
  return {
    columns: own.map((column) => column.slice(name.length + 1)),
    rows: rows
      .map((row) => at.map((index) => row[index] ?? ''))
      .filter((row) => row.some((text) => text !== '')),
  };
}

function upsert(
  env: Env,
  model: Model,
  external: string,
  values: Values,
  lines: readonly (readonly [string, Lines])[],
): Row {
  const existing = external === '' ? undefined : find(env, external, model.name);
  const commands = lines.map(
    ([name, part]) =>
      [name, part.rows.map((row) => command(env, model.fields.get(name), part.columns, row))] as const,
  );
  const full: Values = {
    ...values,
    ...Object.fromEntries(commands.map(([name, list]) => [name, list.map(([, one]) => one)])),
  };
  const row = existing ?? createRecord(env, model, full);
  if (existing) writeRecord(env, model, existing, full);
  else if (external !== '') remember(env, model.name, external, row.id);
  for (const [name, list] of commands)
    rememberLines(
      env,
      model.fields.get(name),
      row,
      list.map(([id]) => id),
    );
  return row;
}

function command(
  env: Env,
  field: Field | undefined,
  columns: readonly string[],
  row: readonly string[],
): readonly [string, Value] {
  const model = modelOf(env, field?.relation ?? '');
  const values: Values = {};
  let external = '';
  for (const [at, column] of columns.entries()) {
    const [name = '', suffix] = column.split('/');
    const text = row[at] ?? '';
    if (name === 'id') external = text;
    else if (text !== '') values[name] = parsed(env, model.fields.get(name), suffix, text);
  }
  const known = external === '' ? undefined : find(env, external, model.name);
  return [external, known ? [1, known.id, values] : [0, 0, values]];
}

/** New lines take their external ids in the order they were written. */
function rememberLines(env: Env, field: Field | undefined, parent: Row, externals: readonly string[]): void {
  if (!field?.relation || !field.inverse) return;
  const fresh = env.db.rowsBy(field.relation, field.inverse, parent.id);
  const relation = field.relation;
  const missing = externals.filter((external) => external !== '' && !find(env, external, relation));
  const start = Math.max(
    0,
    fresh.filter((row) => row['display_type'] !== 'payment_term').length - missing.length,
  );
  for (const [at, external] of missing.entries()) {
    const row = fresh[start + at];
    if (row) remember(env, relation, external, row.id);
  }
}

function parsed(env: Env, field: Field | undefined, suffix: string | undefined, text: string): Value {
  if (!field) return text;
  if (field.relation && suffix === 'id') return byExternal(env, field, text);
  if (field.type === 'many2many') return [[6, 0, text.split(',').map(Number)]];
  if (field.relation) return Number(text);
  if (field.type === 'date' && !/^\d{4}-\d\d-\d\d$/.test(text))
    throw new LoadProblem(
      field.name,
      `'${text}' does not seem to be a valid date for field '${field.name}'`,
      "Use the format '2012-12-31'",
    );
  if (field.type === 'json') return JSON.parse(text) as Value;
  return text;
}

function byExternal(env: Env, field: Field, external: string): Value {
  const row = find(env, external, field.relation ?? '');
  if (!row)
    throw new LoadProblem(
      field.name,
      `No matching record found for external id '${external}' in field '${field.name}'`,
      {
        name: 'Possible Values',
        type: 'ir.actions.act_window',
      },
    );
  return row.id;
}
