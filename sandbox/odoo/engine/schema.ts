/**
 * Models and fields, written as text. One field is
 *   name:type[>relation][<inverse][@related.path][=choice|choice][!][~|*]
 * `!` required, `~` computed and not stored, `@` read through another record, `*` computed or read through and stored
 * by the ERP, `+` in a choice is a space.
 * Every model also has id, display_name and the four log fields.
 */
export type FieldType =
  | 'boolean'
  | 'char'
  | 'date'
  | 'datetime'
  | 'float'
  | 'html'
  | 'integer'
  | 'json'
  | 'many2many'
  | 'many2one'
  | 'many2one_reference'
  | 'monetary'
  | 'one2many'
  | 'selection'
  | 'text';

export interface Field {
  readonly name: string;
  readonly type: FieldType;
  readonly relation: string | null;
  /** Field of the related model that points back; one2many only. */
  readonly inverse: string | null;
  readonly related: readonly string[] | null;
  readonly selection: readonly string[] | null;
  readonly required: boolean;
  /** The value lies in the record; false where it is worked out. */
  readonly stored: boolean;
  /** What the ERP says about it: worked-out values may be stored there. */
  readonly store: boolean;
}

export interface Model {
  readonly name: string;
  /** What a person calls it; appears in messages. */
  readonly label: string;
  readonly order: string;
  readonly recName: string;
  readonly fields: Map<string, Field>;
}

export interface ModelText {
  readonly label?: string;
  readonly order?: string;
  readonly recName?: string;
  readonly fields: string;
}

const COMMON =
  'id:integer display_name:char~ create_uid:many2one>res.users create_date:datetime ' +
  'write_uid:many2one>res.users write_date:datetime';
const FIELD = /^(\w+):(\w+?)(?:>([\w.]+))?(?:<(\w+))?(?:@([\w.]+))?(?:=([\w|+]+))?(!)?([~*])?$/;

export function parseField(text: string): Field {
  const match = FIELD.exec(text);
  if (!match)
    throw new Error(`"${text}" is not a field like amount:monetary! or order_id:many2one>purchase.order`);
  const [, name = '', type = 'char', relation, inverse, related, choices, required, computed] = match;
  return {
    name,
    type: type as FieldType,
    relation: relation ?? null,
    inverse: inverse ?? null,
    related: related?.split('.') ?? null,
    selection: choices?.split('|').map((choice) => choice.replaceAll('+', ' ')) ?? null,
    required: required !== undefined,
    stored: computed === undefined && related === undefined,
    store: computed === '*' || (computed === undefined && related === undefined),
  };
}

export function parseModel(name: string, text: ModelText): Model {
  const fields = `${COMMON} ${text.fields}`.split(/\s+/).filter(Boolean).map(parseField);
  return {
    name,
    label: text.label ?? name,
    order: text.order ?? 'id',
    recName: text.recName ?? 'name',
    fields: new Map(fields.map((field) => [field.name, field])),
  };
}

export function parseModels(texts: Readonly<Record<string, ModelText>>): Map<string, Model> {
  return new Map(Object.entries(texts).map(([name, text]) => [name, parseModel(name, text)]));
}
