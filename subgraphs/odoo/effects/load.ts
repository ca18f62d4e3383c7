/**
 * `load` with an external id: the one call of Odoo that is a true upsert, nested lines included, and needs no rights on
 * ir.model.data. It answers HTTP 200 when it fails, with `ids: false` and messages. Verified on 19.0.
 */
import { UpstreamError } from '../../kit/errors.js';
import type { Session } from '../erp/session.js';
import { classifyName, garbage } from '../erp/rpc.js';

/** Tries of one load that loses against another call for the same record. */
const TRIES = 5;
/** PostgreSQL's own words, in the language of its server; Odoo does not repeat these itself inside `load`. */
const LOST_RACE = /could not serialize access|deadlock detected/;
/** An AccessError caught inside `load`, in the session's language (recorded exchange `load_wrong_company_user`). */
const NO_RIGHT = /^You are not allowed to |not have enough rights to access the field/;

export interface Loading {
  readonly model: string;
  /** Column names as `load` takes them: `id`, `partner_id/.id`, `line_ids/name`. */
  readonly fields: readonly string[];
  /** One row of texts per record; rows of nested lines leave the record's own columns empty. */
  readonly data: readonly (readonly string[])[];
}

/** Outcome of a load: the ids of its records, or why there are none. */
export type LoadedAll =
  | { readonly kind: 'LOADED'; readonly ids: readonly number[] }
  | { readonly kind: 'REFUSED'; readonly reason: string };
/** Outcome of a load of one record. */
export type Loaded =
  { readonly kind: 'LOADED'; readonly id: number } | { readonly kind: 'REFUSED'; readonly reason: string };

/** The external id under which a write's key is kept. `part` tells the records of one effect apart. */
export function externalId(key: string, part = ''): string {
  return `plumbline.${key}${part}`;
}

/** Loads one record. */
export async function loadRecord(session: Session, loading: Loading): Promise<Loaded> {
  const loaded = await loadRecords(session, loading);
  if (loaded.kind === 'REFUSED') return loaded;
  return { kind: 'LOADED', id: loaded.ids[0] ?? 0 };
}

/** Loads records. A lost race is tried again here, since nothing of it was kept: a load is all or nothing. */
export async function loadRecords(session: Session, loading: Loading): Promise<LoadedAll> {
  for (let attempt = 1; ; attempt += 1) {
    const loaded = await loadOnce(session, loading);
    if (loaded.kind === 'LOADED' || !LOST_RACE.test(loaded.reason)) return loaded;
    if (attempt === TRIES) {
      throw new UpstreamError(
        'odoo',
        'SERVER',
        `odoo is changing the same ${loading.model} elsewhere; ${TRIES} tries lost, try again`,
        loaded.reason,
      );
    }
    await new Promise((done) => setTimeout(done, 50 * 2 ** (attempt - 1) * (0.5 + Math.random())));
  }
}

async function loadOnce(session: Session, { model, fields, data }: Loading): Promise<LoadedAll> {
  const { rpc, context } = session;
  const answer = await rpc.call(model, 'load', { fields, data }, { context, writes: true });
  if (typeof answer !== 'object' || answer === null) throw garbage(`odoo answered ${model}.load without ids`);
  const { ids, messages } = answer as { ids?: unknown; messages?: unknown };
  if (Array.isArray(ids) && ids.length > 0 && ids.every((id) => typeof id === 'number' && id > 0))
    return { kind: 'LOADED', ids: ids as readonly number[] };
  const reason = reasonOf(messages);
  if (!NO_RIGHT.test(reason)) return { kind: 'REFUSED', reason };
  const failure = classifyName('odoo.exceptions.AccessError', reason, `${model}.load`);
  throw new UpstreamError('odoo', failure.kind, failure.message, failure.detail);
}

function reasonOf(messages: unknown): string {
  const list = Array.isArray(messages) ? (messages as readonly { message?: unknown }[]) : [];
  const texts = list.flatMap(({ message }) => (typeof message === 'string' ? [message.trim()] : []));
  return texts.join('; ') || 'no reason given';
}

/**
 * Which of the records carries the external id, or null. `get_external_id` reads ir.model.data on Odoo's own account,
 * so the key's user needs no rights on it (odoo/odoo, `orm/models.py`, `_get_external_ids`); it gives a record's first
 * external id, and `load` gave ours when it created the record.
 */
export async function findByExternalId(
  session: Session,
  model: string,
  ids: readonly number[],
  external: string,
): Promise<number | null> {
  if (ids.length === 0) return null;
  const { rpc, context } = session;
  const answer = await rpc.call(model, 'get_external_id', {}, { ids, context });
  if (typeof answer !== 'object' || answer === null)
    throw garbage(`odoo answered ${model}.get_external_id without ids`);
  const found = Object.entries(answer as Record<string, unknown>).find(([, name]) => name === external);
  return found ? Number(found[0]) : null;
}
