/** Crosswalk rows as the database gives them, and the statements that write them in bulk. */
import { sql } from 'kysely';
import { change, jsonList, toDate, type Sql } from '../database.js';
import type { CanonicalRecord, CrosswalkEntry, CrosswalkKind } from '../store.js';

export const RECORDS = 'plumbline.canonical_record';
export const ENTRIES = 'plumbline.crosswalk_entry';
export const VERSIONS = 'plumbline.crosswalk_version';

export interface EntryRow {
  readonly id: string;
  readonly kind: CrosswalkKind;
  readonly system: string;
  readonly external_id: string;
  readonly label: string;
  readonly company: string | null;
  readonly canonical_id: string | null;
  readonly canonical_number: string | null;
  readonly matched_by: 'RULE' | 'MANUAL' | 'WRITE' | null;
  readonly rule: string | null;
  readonly matched_at: Date | null;
  readonly problem: string | null;
  readonly url: string | null;
  readonly attributes: Record<string, string>;
}

/** Columns of an EntryRow; expects the aliases `e` (entry) and `r` (canonical record, left joined). */
export const entryColumns = sql.raw(
  'e.id, e.kind, e.system, e.external_id, e.label, e.company, e.canonical_id, r.number as canonical_number, ' +
    'e.matched_by, e.rule, e.matched_at, e.problem, e.url, e.attributes',
);

export function toEntry(row: EntryRow): CrosswalkEntry {
  return {
    id: row.id,
    kind: row.kind,
    system: row.system,
    externalId: row.external_id,
    label: row.label,
    company: row.company,
    canonicalId: row.canonical_id,
    canonicalNumber: row.canonical_number,
    matchedBy: row.matched_by,
    rule: row.rule,
    matchedAt: row.matched_at && toDate(row.matched_at),
    problem: row.problem,
    url: row.url,
    attributes: row.attributes,
  };
}

/** An entry to be written; sorted by id, so that two writers lock rows in the same order. */
export type EntryInput = Omit<EntryRow, 'canonical_number' | 'matched_at'>;

/** Writes canonical records; returns how many changed. */
export async function putRecords(db: Sql, records: readonly CanonicalRecord[]): Promise<number> {
  return change(
    db,
    RECORDS,
    sql`insert into plumbline.canonical_record (id, kind, company, number, name)
      select id, kind, company, number, name from json_to_recordset(${jsonList(sorted(records))})
        as c (id text, kind text, company text, number text, name text)
      on conflict (id) do update set name = excluded.name
      where canonical_record.name is distinct from excluded.name`,
  );
}

/**
 * Writes entries; returns how many changed. What a person or a write matched stays matched, unless the system
 * of record itself publishes the entry; where it says the same as the write did, the write is still named as the one
 * that matched. `matched_at` moves only when the match does.
 */
export async function putEntries(db: Sql, entries: readonly EntryInput[], at: Date): Promise<number> {
  return change(
    db,
    ENTRIES,
    sql`insert into plumbline.crosswalk_entry as e (id, kind, system, external_id, label, company,
        canonical_id, matched_by, rule, matched_at, problem, url, attributes)
      select id, kind, system, external_id, label, company, canonical_id, matched_by, rule,
        case when canonical_id is not null then ${at.toISOString()}::timestamptz end, problem, url, attributes
      from json_to_recordset(${jsonList(sorted(entries))}) as n (id text, kind text, system text,
        external_id text, label text, company text, canonical_id text, matched_by text, rule text,
        problem text, url text, attributes jsonb)
      on conflict (id) do update set label = excluded.label, url = excluded.url,
        attributes = excluded.attributes,
        canonical_id = case when ${kept} then e.canonical_id else excluded.canonical_id end,
        matched_by = ${matchedBy},
        rule = case when ${kept} then e.rule else excluded.rule end,
        problem = case when ${kept} then e.problem else excluded.problem end,
        matched_at = case when ${kept} or (e.canonical_id, e.rule) is not distinct from
          (excluded.canonical_id, excluded.rule) then e.matched_at else excluded.matched_at end
      where (e.label, e.url, e.attributes) is distinct from (excluded.label, excluded.url, excluded.attributes)
        or (not (${kept}) and (e.canonical_id, e.matched_by, e.rule, e.problem) is distinct from
          (excluded.canonical_id, ${matchedBy}, excluded.rule, excluded.problem))`,
  );
}

const kept = sql.raw(
  "coalesce(e.matched_by in ('MANUAL', 'WRITE'), false) and excluded.rule is distinct from 'SYSTEM_OF_RECORD'",
);

const matchedBy = sql`case when ${kept} then e.matched_by
  when e.matched_by = 'WRITE' and e.canonical_id = excluded.canonical_id then 'WRITE'
  else excluded.matched_by end`;

/** Tells readers of every process that a kind changed. */
export async function bumpVersion(db: Sql, kind: CrosswalkKind): Promise<void> {
  await change(
    db,
    VERSIONS,
    sql`insert into plumbline.crosswalk_version as v (kind, version) values (${kind}, 1)
      on conflict (kind) do update set version = v.version + 1`,
  );
}

/** One row per id (the last wins), by id. */
function sorted<T extends { readonly id: string }>(rows: readonly T[]): T[] {
  const unique = [...new Map(rows.map((row) => [row.id, row])).values()];
  return unique.sort((a, b) => (a.id < b.id ? -1 : 1));
}
