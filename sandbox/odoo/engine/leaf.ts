/** One condition of a domain, turned into a test on rows and, where an index helps, into the ids to look at. */
import { displayName, valueOf, type Database, type Row, type Value } from './database.js';
import { textOf } from './text.js';
import type { Plan } from './domain.js';
import { valueError } from './errors.js';
import { likeTest } from './like.js';
import type { Field, Model } from './schema.js';

export interface LeafScope {
  readonly db: Database;
  readonly model: Model;
  readonly matching: (db: Database, model: Model, domain: Value) => Row[];
}

const OPERATORS = new Set(
  '= != <> == > < >= <= =? in|not in|like|not like|ilike|not ilike|=like|not =like|=ilike|not =ilike|child_of|parent_of|any|not any'
    .split('|')
    .flatMap((text) => (text.startsWith('= ') ? text.split(' ') : [text])),
);
const NEGATIVE: Readonly<Record<string, string>> = { '!=': '=', '<>': '=', 'not in': 'in', 'not any': 'any' };

export function leafPlan(scope: LeafScope, path: string, operator: string, value: Value): Plan {
  const shown = `('${path}', '${operator}', ${pythonText(value)})`;
  if (!OPERATORS.has(operator)) throw valueError(`Invalid operator in condition ${shown}`);
  const [head = '', ...rest] = path.split('.');
  const field = scope.model.fields.get(head);
  if (!field) throw valueError(`Invalid field ${scope.model.name}.${head} in condition ${shown}`);
  if (rest.length > 0)
    return isDate(field) && rest.length === 1
      ? partPlan(scope, field, rest[0] ?? '', operator, value)
      : anyPlan(scope, field, [[rest.join('.'), operator, value]]);
  const positive = NEGATIVE[operator];
  if (positive) {
    const { test } = leafPlan(scope, path, positive, value);
    return { test: (row) => !test(row) };
  }
  if (operator === 'any') return anyPlan(scope, field, value);
  if (operator === 'child_of' || operator === 'parent_of') return treePlan(scope, field, operator, value);
  if (operator === '=?')
    return value === false || value === null ? { test: () => true } : equalPlan(scope, field, [value]);
  if (operator === '=' || operator === '==') return equalPlan(scope, field, [value]);
  if (operator === 'in')
    return equalPlan(scope, field, Array.isArray(value) ? (value as readonly Value[]) : [value]);
  if (operator.includes('like')) return likePlan(scope, field, operator, value);
  return comparePlan(scope, field, operator, value);
}

const isDate = (field: Field): boolean => field.type === 'date' || field.type === 'datetime';
const isRelation = (field: Field): boolean => field.relation !== null;
const isMany = (field: Field): boolean => field.type === 'one2many' || field.type === 'many2many';

function reader({ db, model }: LeafScope, field: Field): (row: Row) => Value {
  const plain = field.stored && field.type !== 'one2many' && !db.computed.has(`${model.name}.${field.name}`);
  const empty = field.type === 'float' || field.type === 'monetary' || field.type === 'integer' ? 0 : false;
  if (plain && !isMany(field)) return (row) => row[field.name] ?? empty;
  return (row) => valueOf(db, model, row, field);
}

/** Equality with any of the values; false means empty. */
function equalPlan(scope: LeafScope, field: Field, values: readonly Value[]): Plan {
  if (field.type === 'json') return distributionPlan(scope, field, values);
  const wanted = new Set<Value>(values.flatMap((value) => idsOf(scope, field, value)));
  const orEmpty = values.some((value) => value === false || value === null);
  const read = reader(scope, field);
  if (isMany(field))
    return {
      test: (row) => {
        const ids = read(row) as readonly Value[];
        return ids.length === 0 ? orEmpty : ids.some((id) => wanted.has(id));
      },
    };
  if (orEmpty) wanted.add(false);
  const test = (row: Row): boolean => wanted.has(read(row));
  if (field.name === 'id')
    return { test, within: [new Set([...wanted].filter((id) => typeof id === 'number'))] };
  if (!field.stored || scope.db.computed.has(`${scope.model.name}.${field.name}`)) return { test };
  if (field.type !== 'many2one' && field.type !== 'selection' && field.type !== 'char') return { test };
  const index = scope.db.table(scope.model.name).indexOf(field.name);
  return { test, within: [...wanted].flatMap((value) => index.get(value) ?? []) };
}

function idsOf(scope: LeafScope, field: Field, value: Value): Value[] {
  if (isRelation(field) && typeof value === 'string') return namedLike(scope, field, '=', value);
  if (value === false || value === null) return field.type === 'boolean' ? [false] : [];
  return [isDate(field) ? moment(field, value) : value];
}

function namedLike({ db }: LeafScope, field: Field, operator: string, text: Value): number[] {
  if (!field.relation) return [];
  const { model, rows } = db.table(field.relation);
  const test = operator === '=' ? (name: string) => name === text : likeTest(operator, text);
  return [...rows.values()].filter((row) => test(displayName(db, model, row))).map((row) => row.id);
}

/** A distribution matches an analytic account that any of its keys names. */
function distributionPlan(scope: LeafScope, field: Field, values: readonly Value[]): Plan {
  const wanted = new Set(values.map(String));
  const read = reader(scope, field);
  return {
    test: (row) => {
      const value = read(row);
      if (value === false || value === null || typeof value !== 'object') return wanted.has('false');
      return Object.keys(value).some((key) => key.split(',').some((id) => wanted.has(id)));
    },
  };
}

function anyPlan(scope: LeafScope, field: Field, domain: Value): Plan {
  const related = field.relation === null ? undefined : scope.db.models.get(field.relation);
  if (!related)
    throw valueError(`Invalid field ${scope.model.name}.${field.name} in a path: it is no relation`);
  const ids = new Set(scope.matching(scope.db, related, domain).map((row) => row.id));
  const read = reader(scope, field);
  if (isMany(field)) return { test: (row) => (read(row) as readonly number[]).some((id) => ids.has(id)) };
  const test = (row: Row): boolean => ids.has(read(row) as number);
  if (!field.stored || ids.size > 200) return { test };
  const index = scope.db.table(scope.model.name).indexOf(field.name);
  return { test, within: [...ids].flatMap((id) => index.get(id) ?? []) };
}

function treePlan(scope: LeafScope, field: Field, operator: string, value: Value): Plan {
  const target = field.name === 'id' ? scope.model.name : (field.relation ?? scope.model.name);
  const roots = Array.isArray(value) ? (value as readonly Value[]) : [value];
  const found = new Set<Value>(roots);
  const rows = [...scope.db.table(target).rows.values()];
  for (let before = -1; before !== found.size;) {
    before = found.size;
    for (const row of rows) {
      const parent = row['parent_id'] ?? false;
      if (operator === 'child_of' && found.has(parent) && parent !== false) found.add(row.id);
      if (operator === 'parent_of' && found.has(row.id) && parent !== false) found.add(parent);
    }
  }
  return equalPlan(scope, field, [...found]);
}

function likePlan(scope: LeafScope, field: Field, operator: string, value: Value): Plan {
  const read = reader(scope, field);
  if (isRelation(field)) return equalPlan(scope, field, namedLike(scope, field, operator, value));
  const test = likeTest(operator, value);
  const negative = operator.startsWith('not ');
  return {
    test: (row) => {
      const text = read(row);
      return text === false ? negative : test(textOf(text));
    },
  };
}

function comparePlan(scope: LeafScope, field: Field, operator: string, value: Value): Plan {
  const bound = isDate(field) ? moment(field, value) : value;
  const read = reader(scope, field);
  if (bound === false || bound === null || typeof bound === 'object') return { test: () => false };
  return {
    test: (row) => {
      const own = read(row);
      if (own === false || own === null || typeof own === 'object') return false;
      if (operator === '>') return own > bound;
      if (operator === '<') return own < bound;
      return operator === '>=' ? own >= bound : own <= bound;
    },
  };
}

/** Parts of dates: date.year_number and its like. */
function partPlan(scope: LeafScope, field: Field, part: string, operator: string, value: Value): Plan {
  const slice = { year_number: [0, 4], month_number: [5, 7], day_of_month: [8, 10] }[part];
  if (!slice) throw valueError(`Invalid date part '${part}' of ${scope.model.name}.${field.name}`);
  const read = reader(scope, field);
  return {
    test: (row) => {
      const own = read(row);
      if (typeof own !== 'string') return false;
      const number = Number(own.slice(...slice));
      return operator === '!=' ? number !== value : number === value;
    },
  };
}

/** A date or moment as stored; zones are refused, a T between date and time is accepted. */
function moment(field: Field, value: Value): Value {
  if (typeof value !== 'string') return value;
  if (/(Z|[+-]\d\d:?\d\d)$/.test(value) && value.length > 10)
    throw valueError(`expecting only datetimes with no timezone: '${value}'`);
  if (!/^\d{4}-\d\d-\d\d([ T]\d\d:\d\d(:\d\d(\.\d+)?)?)?$/.test(value))
    throw valueError(`Invalid isoformat string: '${value}'`);
  const text = value.replace('T', ' ');
  return field.type === 'date' ? text.slice(0, 10) : text;
}

export const pythonText = (value: Value): string =>
  JSON.stringify(value).replaceAll('"', "'").replaceAll('true', 'True').replaceAll('false', 'False');
