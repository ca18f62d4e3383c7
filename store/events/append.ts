/** Appends events within a transaction, each dedupe key once. */
import { sql } from 'kysely';
import { jsonList, rowsOf, type Sql } from '../database.js';
import { StoreError } from '../errors.js';
import type { Appended, NewEvent } from './event.js';

const TABLE = 'plumbline.event';
const LONGEST_KEY = 200;
const LARGEST_PAYLOAD = 2_000;

/**
 * A key that another open transaction has just appended is waited for: it counts if that one commits. Keys are taken
 * in their own order, so that two transactions with the same keys do not wait for each other.
 */
export async function appendEvents(
  db: Sql,
  events: readonly NewEvent[],
  at: string,
): Promise<readonly Appended[]> {
  const first = new Map<string, object>();
  for (const event of events) if (!first.has(event.dedupeKey)) first.set(event.dedupeKey, toRow(event));
  if (first.size === 0) return [];
  const rows = await rowsOf(
    db,
    TABLE,
    sql<{ dedupe_key: string }>`with given as (
        select * from json_to_recordset(${jsonList([...first.values()])}) as e (type text, company text, project text,
          equipment text, severity text, occurred_at timestamptz, source_system text, source_record text,
          dedupe_key text, payload text)),
      numbered as (select *, row_number() over () as place from given),
      fresh as (
        insert into plumbline.event_key (key, kept_at)
        select dedupe_key, ${at}::timestamptz from given order by dedupe_key collate "C"
        on conflict (key) do nothing returning key)
      insert into plumbline.event (type, company, project, equipment, severity, occurred_at, recorded_at,
        source_system, source_record, dedupe_key, payload)
      select type, company, project, equipment, severity, occurred_at, ${at}::timestamptz,
        source_system, source_record, dedupe_key, payload
      from numbered join fresh on key = dedupe_key order by place
      returning dedupe_key`,
  );
  const fresh = new Set(rows.map((row) => row.dedupe_key));
  // A key that stands twice in one call is new the first time only.
  return events.map(({ dedupeKey }) => ({ dedupeKey, isNew: fresh.delete(dedupeKey) }));
}

function toRow(event: NewEvent): object {
  const { type, company, project, equipment, severity, dedupeKey } = event;
  const payload = JSON.stringify(event.payload);
  if (dedupeKey.length === 0 || dedupeKey.length > LONGEST_KEY)
    throw refused(
      event,
      `its dedupe key has ${dedupeKey.length} characters; give one of 1 to ${LONGEST_KEY}`,
    );
  const size = Buffer.byteLength(payload);
  if (size > LARGEST_PAYLOAD)
    throw refused(
      event,
      `its payload has ${size} bytes of at most ${LARGEST_PAYLOAD}; keep keys, look up the rest`,
    );
  if (Number.isNaN(event.occurredAt.getTime()))
    throw refused(event, 'occurredAt is no moment; give the time by the clock of the source');
  return {
    ...{ type, company, project, equipment, severity, payload },
    occurred_at: event.occurredAt.toISOString(),
    source_system: event.source.system,
    source_record: event.source.record,
    dedupe_key: dedupeKey,
  };
}

function refused({ type, source }: NewEvent, reason: string): StoreError {
  return new StoreError(`events: ${type} of ${source.system} ${source.record}: ${reason}`, 'EVENT_INVALID');
}
