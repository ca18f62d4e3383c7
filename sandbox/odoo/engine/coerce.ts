/** Values as a caller writes them, checked and turned into what is stored. Errors are those of the ERP, 500 included. */
import type { Env } from './access.js';
import type { Value } from './database.js';
import { textOf } from './text.js';
import { missingError, valueError } from './errors.js';
import type { Field, Model } from './schema.js';

export function coerce(env: Env, model: Model, field: Field, value: Value): Value {
  if (value === false || value === null) return emptyOf(field);
  switch (field.type) {
    case 'float':
    case 'monetary':
      return toNumber(value);
    case 'integer':
    case 'many2one_reference':
      return Math.trunc(toNumber(value));
    case 'date':
      return toDate(value);
    case 'datetime':
      return toMoment(value);
    case 'selection':
      return toChoice(model, field, value);
    case 'many2one':
      return toReference(env, field, value);
    case 'json':
      return typeof value === 'string' ? (JSON.parse(value) as Value) : value;
    case 'boolean':
      return value !== 0 && value !== '' && value !== '0' && value !== 'False';
    case 'char':
    case 'text':
    case 'html':
      return value === '' ? false : textOf(value);
    case 'many2many':
    case 'one2many':
      return value;
    default:
      return field.type satisfies never;
  }
}

const emptyOf = (field: Field): Value =>
  field.type === 'float' || field.type === 'monetary' || field.type === 'integer' ? 0 : false;

function toNumber(value: Value): number {
  const number = typeof value === 'string' && value.trim() === '' ? Number.NaN : Number(value);
  if (Number.isNaN(number)) throw valueError(`could not convert string to float: '${textOf(value)}'`);
  return number;
}

function toDate(value: Value): string {
  const text = textOf(value);
  if (!/^\d{4}-\d\d-\d\d/.test(text) || Number.isNaN(Date.parse(text.slice(0, 10))))
    throw valueError(`time data '${text}' does not match format '%Y-%m-%d'`);
  return text.slice(0, 10);
}

function toMoment(value: Value): string {
  const text = textOf(value);
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return `${text} 00:00:00`;
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text))
    throw valueError(`time data '${text}' does not match format '%Y-%m-%d %H:%M:%S'`);
  return text;
}

function toChoice(model: Model, field: Field, value: Value): Value {
  const text = textOf(value);
  if (field.selection && !field.selection.includes(text))
    throw valueError(`Wrong value for ${model.name}.${field.name}: '${text}'`);
  return text;
}

function toReference(env: Env, field: Field, value: Value): Value {
  const id = typeof value === 'number' ? value : Number(value);
  if (field.relation && env.db.models.has(field.relation) && !env.db.row(field.relation, id))
    throw missingError(field.relation, id, env.user.uid);
  return id;
}
