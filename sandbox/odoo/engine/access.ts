/** Who calls and what they may see: users by API key, companies of the call, models and fields that are closed to a user. */
import type { Behaviours } from './behaviour.js';
import type { Database, Row, Value } from './database.js';
import { accessError } from './errors.js';
import type { Field, Model } from './schema.js';

export type Operation = 'read' | 'write' | 'create' | 'unlink';

export interface OdooUser {
  readonly uid: number;
  readonly login: string;
  readonly name: string;
  readonly apiKey: string;
  /** Accepted by JSON-RPC beside the key. */
  readonly password?: string;
  /** null: every company. */
  readonly companies: readonly number[] | null;
  /** Operations that are refused, by model; `*` is every model that is not named. */
  readonly denied: Readonly<Record<string, readonly Operation[]>>;
  /** `model.field` that may not be read. */
  readonly deniedFields: readonly string[];
}

export interface Env {
  readonly db: Database;
  readonly behaviours: Behaviours;
  readonly user: OdooUser;
  readonly context: Readonly<Record<string, Value>>;
  /** Companies of the call. */
  readonly companies: readonly number[];
}

/** The companies a call names must be the user's own. */
export function createEnv(
  db: Database,
  behaviours: Behaviours,
  user: OdooUser,
  context: Readonly<Record<string, Value>>,
): Env {
  const own = user.companies ?? [...db.table('res.company').rows.keys()];
  const asked = context['allowed_company_ids'];
  const companies = Array.isArray(asked) && asked.length > 0 ? (asked as readonly number[]) : own;
  if (!companies.every((id) => own.includes(id)))
    throw accessError('Access to unauthorized or invalid companies.');
  return { db, behaviours, user, context, companies };
}

const VERBS: Readonly<Record<Operation, string>> = {
  read: 'access',
  write: 'modify',
  create: 'create',
  unlink: 'delete',
};

export function mayDo(env: Env, model: string, operation: Operation): boolean {
  const refused = env.user.denied[model] ?? env.user.denied['*'] ?? [];
  return !refused.includes(operation);
}

export function checkModel(env: Env, model: Model, operation: Operation): void {
  if (mayDo(env, model.name, operation)) return;
  throw accessError(
    `You are not allowed to ${VERBS[operation]} '${model.label}' (${model.name}) records.\n\nContact your administrator to request access if necessary.`,
  );
}

export function checkField(env: Env, model: Model, field: Field, operation: Operation): void {
  if (env.user.deniedFields.includes(`${model.name}.${field.name}`))
    throw accessError(
      `You do not have enough rights to access the field "${field.name}" on ${model.label} (${model.name}). Please contact your system administrator.\n\nOperation: ${operation}\nUser: ${env.user.uid}`,
    );
  if (field.type === 'one2many' && field.relation && !mayDo(env, field.relation, 'read'))
    throw accessError(
      `Failed to read field ${model.name}.${field.name}\nYou are not allowed to access (${field.relation}) records.`,
    );
}

/** Which rows the companies of the call may see; undefined when all are. */
export function companyTest(env: Env, model: Model): ((row: Row) => boolean) | undefined {
  if (model.name === 'res.company')
    return env.user.companies === null ? undefined : (row) => env.companies.includes(row.id);
  const field = model.fields.get('company_id');
  if (!field || !field.stored) return undefined;
  if (env.companies.length >= env.db.table('res.company').rows.size) return undefined;
  const allowed = new Set<Value>([...env.companies, false]);
  return (row) => allowed.has(row['company_id'] ?? false);
}
