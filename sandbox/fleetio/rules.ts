/** Validation errors as the platform words them: `{"errors": {"field": ["can't be blank"]}}` with 422. */
import type { FleetioRecord, FleetioStore } from './store.js';

export type Body = Readonly<Record<string, unknown>>;
export type Errors = Readonly<Record<string, readonly string[]>>;

/** What POST and PATCH of one list check and do. */
export interface Resource {
  /** False where records are only changed. */
  readonly creates: boolean;
  errors(store: FleetioStore, body: Body, before: FleetioRecord | undefined): Errors;
  write(store: FleetioStore, body: Body, before: FleetioRecord | undefined): FleetioRecord;
}

export function isBlank(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

export function blank(body: Body, fields: readonly string[]): Errors {
  return Object.fromEntries(
    fields.filter((field) => isBlank(body[field])).map((field) => [field, ["can't be blank"]]),
  );
}

/** @param field without `_id`, as the platform names the record that is missing. */
export function missing(store: FleetioStore, path: string, id: unknown, field: string): Errors {
  return isBlank(id) || store.get(path, id) ? {} : { [field]: ['must exist'] };
}

export function badDates(body: Body, fields: readonly string[]): Errors {
  const bad = fields.filter(
    (field) => !isBlank(body[field]) && Number.isNaN(Date.parse(String(body[field]))),
  );
  return Object.fromEntries(bad.map((field) => [field, ['is not a valid date']]));
}

/** The fields of the body that are among those that may be written; others are ignored, as the platform does. */
export function pick(body: Body, fields: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(fields.filter((field) => field in body).map((field) => [field, body[field]]));
}
