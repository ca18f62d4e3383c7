/** Creating, changing and deleting records, with the ERP's commands for lists of related records. */
import { checkModel, type Env } from './access.js';
import { stamp, type Row, type Value } from './database.js';
import { coerce } from './coerce.js';
import { keyError, validationError, valueError } from './errors.js';
import type { Values } from './behaviour.js';
import { modelOf } from './read.js';
import type { Field, Model } from './schema.js';

type Command = readonly [number, ...Value[]];

export function createRecord(env: Env, model: Model, given: Readonly<Values>): Row {
  checkModel(env, model, 'create');
  for (const name of Object.keys(given))
    if (!model.fields.has(name)) throw valueError(`Invalid field '${name}' in '${model.name}'`);
  const behaviour = env.behaviours[model.name];
  const values: Values = { ...behaviour?.defaults?.(env, given), ...given };
  const { stored, lists } = split(env, model, values);
  requireAll(model, stored);
  const moment = stamp(env.db.now());
  const row = env.db.table(model.name).insert({
    ...stored,
    create_date: moment,
    write_date: moment,
    create_uid: env.user.uid,
    write_uid: env.user.uid,
  });
  for (const [field, value] of lists) applyList(env, model, row, field, value);
  behaviour?.created?.(env, row);
  return row;
}

export function writeRecord(env: Env, model: Model, row: Row, values: Readonly<Values>): void {
  checkModel(env, model, 'write');
  for (const name of Object.keys(values)) if (!model.fields.has(name)) throw keyError(name);
  const behaviour = env.behaviours[model.name];
  behaviour?.beforeWrite?.(env, row, values);
  const { stored, lists } = split(env, model, values);
  for (const [name, value] of Object.entries(stored))
    if (value === false && model.fields.get(name)?.required && model.fields.get(name)?.type !== 'boolean')
      throw missingValue(model, name);
  env.db.table(model.name).update(row, {
    ...stored,
    write_date: stamp(env.db.now()),
    write_uid: env.user.uid,
  });
  for (const [field, value] of lists) applyList(env, model, row, field, value);
  behaviour?.written?.(env, row, values);
}

export function unlinkRecord(env: Env, model: Model, row: Row): void {
  checkModel(env, model, 'unlink');
  env.behaviours[model.name]?.beforeUnlink?.(env, row);
  env.db.table(model.name).remove(row.id);
  for (const data of env.db.rowsBy('ir.model.data', 'model', model.name))
    if (data['res_id'] === row.id) env.db.table('ir.model.data').remove(data.id);
}

interface Split {
  readonly stored: Values;
  readonly lists: readonly (readonly [Field, Value])[];
}

function split(env: Env, model: Model, values: Readonly<Values>): Split {
  const stored: Values = {};
  const lists: [Field, Value][] = [];
  for (const [name, value] of Object.entries(values)) {
    const field = model.fields.get(name);
    if (!field) continue;
    if (field.type === 'one2many' || field.type === 'many2many') lists.push([field, value]);
    else if (field.stored) stored[name] = coerce(env, model, field, value);
  }
  return { stored, lists };
}

function requireAll(model: Model, stored: Readonly<Values>): void {
  for (const field of model.fields.values()) {
    if (!field.required || !field.stored || field.type === 'boolean') continue;
    if (['float', 'monetary', 'integer'].includes(field.type)) continue;
    const value = stored[field.name];
    if (value === undefined || value === false) throw missingValue(model, field.name);
  }
}

const missingValue = (model: Model, field: string): Error =>
  validationError(
    `The operation cannot be completed: Missing required value for the field '${field}' (${field}).\nModel: '${model.label}' (${model.name})`,
  );

/** Commands: 0 create, 1 change, 2 delete, 3 unlink, 4 link, 5 clear, 6 replace; plain ids replace. */
function applyList(env: Env, model: Model, row: Row, field: Field, value: Value): void {
  if (!field.relation || !Array.isArray(value)) return;
  const items = value as readonly Value[];
  const commands: Command[] = items.every((item) => typeof item === 'number')
    ? [[6, 0, items]]
    : (items as unknown as Command[]);
  for (const command of commands) {
    if (field.type === 'one2many') applyChild(env, row, field, command);
    else applyLink(env, model, row, field, command);
  }
}

function applyChild(env: Env, row: Row, field: Field, [code, id = 0, values = false]: Command): void {
  const model = modelOf(env, field.relation ?? '');
  if (code === 0) {
    createRecord(env, model, { ...(values as Values), [field.inverse ?? '']: row.id });
    return;
  }
  const child = env.db.row(model.name, id);
  if (!child) return;
  if (code === 1) writeRecord(env, model, child, values as Values);
  if (code === 2 || code === 3) unlinkRecord(env, model, child);
  if (code === 4) writeRecord(env, model, child, { [field.inverse ?? '']: row.id });
}

function applyLink(
  env: Env,
  model: Model,
  row: Row,
  field: Field,
  [code, id = 0, values = false]: Command,
): void {
  const own = (row[field.name] ?? []) as readonly number[];
  const table = env.db.table(model.name);
  const set = (ids: readonly number[]): void => table.update(row, { [field.name]: [...new Set(ids)] });
  if (code === 0) set([...own, createRecord(env, modelOf(env, field.relation ?? ''), values as Values).id]);
  if (code === 2 || code === 3) set(own.filter((one) => one !== id));
  if (code === 4) set([...own, id as number]);
  if (code === 5) set([]);
  if (code === 6) set(values as readonly number[]);
}
