/** What a model's fields are, less those the user may not see. */
import type { Env } from './access.js';
import type { Value } from './database.js';
import type { Field, Model } from './schema.js';

const label = (name: string): string => {
  const words = name.replace(/_ids?$/, '').replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** All attributes unless `attributes` names some; an attribute that a field does not have is left out. */
export function fieldsGet(
  env: Env,
  model: Model,
  names: readonly string[],
  attributes: readonly string[],
): Value {
  const fields = [...model.fields.values()].filter(
    ({ name }) =>
      (names.length === 0 || names.includes(name)) &&
      !env.user.deniedFields.includes(`${model.name}.${name}`),
  );
  return Object.fromEntries(fields.map((field) => [field.name, describe(env, model, field, attributes)]));
}

function describe(env: Env, model: Model, field: Field, attributes: readonly string[]): Value {
  const computed = !field.stored || env.db.computed.has(`${model.name}.${field.name}`);
  const all: Record<string, Value> = {
    name: field.name,
    readonly: computed || field.name === 'id',
    required: field.required,
    store: field.store,
    string: field.name === 'id' ? 'ID' : label(field.name),
    type: field.type,
  };
  if (field.relation) all['relation'] = field.relation;
  if (field.inverse) all['relation_field'] = field.inverse;
  if (field.selection) all['selection'] = field.selection.map((choice) => [choice, label(choice)]);
  if (['monetary', 'float', 'integer'].includes(field.type) && field.stored && field.name !== 'id')
    all['aggregator'] = 'sum';
  if (attributes.includes('company_dependent')) all['company_dependent'] = false;
  if (attributes.length === 0) return all;
  return Object.fromEntries(Object.entries(all).filter(([name]) => attributes.includes(name)));
}
