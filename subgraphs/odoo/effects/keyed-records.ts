/** Records that a write made under its key, several at once: masters, jobs with their tasks, orders. */
import { readFields, type Domain } from '../erp/read.js';
import { garbage } from '../erp/rpc.js';
import type { Session } from '../erp/session.js';
import { readId, type WireRecord } from '../erp/wire.js';
import { loadRecord, type Loading } from './load.js';
import { refusal } from './scope.js';

/** One record as `load` takes it: column → text; an empty text leaves the field empty. */
export type Columns = Readonly<Record<string, string>>;

/** Records without nested lines as one load: all are made or none. Columns that nobody fills are left out. */
export function flatLoading(model: string, records: readonly Columns[]): Loading {
  const names = [...new Set(records.flatMap((record) => Object.keys(record)))];
  const fields = names.filter((name) => records.some((record) => (record[name] ?? '') !== ''));
  return { model, fields, data: records.map((record) => fields.map((name) => record[name] ?? '')) };
}

/** @throws UpstreamError (BUSINESS) with Odoo's reason in the detail. */
export async function loadAll(session: Session, loading: Loading, what: string): Promise<void> {
  if (loading.data.length === 0) return;
  const loaded = await loadRecord(session, loading);
  if (loaded.kind === 'REFUSED')
    throw refusal(`odoo refused ${what}; correct it and try again`, loaded.reason);
}

/**
 * Rows among the domain's that carry one of the external ids, by external id. The domain only narrows: what a person
 * renamed since is found by whatever part of it was left alone.
 */
export async function findKeyed(
  session: Session,
  model: string,
  { domain, fields }: { readonly domain: Domain; readonly fields: readonly string[] },
  externals: readonly string[],
): Promise<ReadonlyMap<string, WireRecord>> {
  const needs = { required: fields, optional: [] };
  const rows = await readFields(session, model, domain, await session.choose(model, needs));
  if (rows.length === 0) return new Map();
  const { rpc, context } = session;
  const answer = await rpc.call(model, 'get_external_id', {}, { ids: rows.map(readId), context });
  if (typeof answer !== 'object' || answer === null)
    throw garbage(`odoo answered ${model}.get_external_id without ids`);
  const names = answer as Readonly<Record<string, unknown>>;
  const wanted = new Set(externals);
  return new Map(
    rows.flatMap((row) => {
      const name = names[String(readId(row))];
      return typeof name === 'string' && wanted.has(name) ? [[name, row] as const] : [];
    }),
  );
}

/** Takes records out of sight; what is archived already stays so. Nothing that was booked on them goes. */
export async function archive(session: Session, model: string, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  const { rpc, context } = session;
  await rpc.call(model, 'write', { vals: { active: false } }, { ids, context, writes: true });
}

/** A domain that is true of nothing but the values, joined by "or". */
export function anyOf(leaves: readonly (readonly [string, string, unknown])[]): Domain {
  return [...leaves.slice(1).map(() => '|'), ...leaves];
}
