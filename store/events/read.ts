/** Reads the log after a place, and tells where it ends. */
import { sql } from 'kysely';
import { rowsOf, type Sql } from '../database.js';
import { StoreError } from '../errors.js';
import { comparePositions, decodeCursor, encodeCursor, expired, START, type Position } from './cursor.js';
import type { EventFilter, EventPage, EventPayload, EventQuery, EventRecord } from './event.js';
import { fitsAll, fitsInSql } from './filter.js';

const TABLE = 'plumbline.event';
const MOST_EVENTS = 1_000;
/** Events looked at in one statement, however few of them fit: others wait for the embedded database meanwhile. */
const SCANNED = 5_000;
/** Events looked at to find a moment. */
const MOST_BACK = 10_000;

/** Events of transactions that began before every open one: no earlier place can come to be any more. */
const SETTLED = sql`xid < pg_snapshot_xmin(pg_current_snapshot())`;

interface EventRow {
  readonly id: string;
  readonly xid: string;
  readonly type: EventRecord['type'];
  readonly company: string;
  readonly project: string | null;
  readonly equipment: string | null;
  readonly severity: EventRecord['severity'];
  readonly occurred_at: string;
  readonly recorded_at: string;
  readonly source_system: string;
  readonly source_record: string;
  readonly dedupe_key: string;
  readonly payload: string;
}

interface PageRow {
  readonly lineage: string;
  readonly pruned_xid: string;
  readonly pruned_id: string;
  readonly ahead: boolean;
  readonly held: boolean;
  readonly scanned: number;
  readonly end_xid: string | null;
  readonly end_id: string | null;
  readonly events: string;
}

export async function readEvents(db: Sql, { after, limit, ...filter }: EventQuery): Promise<EventPage> {
  checkLimit(limit);
  const given = after === null ? null : decodeCursor(after);
  const scan = fitsAll(filter) ? limit : SCANNED;
  const page = await readPage(db, given?.position ?? START, { scan, limit }, filter);
  const { lineage } = page;
  const pruned = { xid: page.pruned_xid, id: page.pruned_id };
  if (after !== null && given) {
    if (given.lineage !== lineage) throw expired(after, 'OTHER_LOG');
    if (page.ahead) throw expired(after, 'AHEAD');
    if (comparePositions(given.position, pruned) < 0) throw expired(after, 'PRUNED');
  }
  const events = (JSON.parse(page.events) as EventRow[]).map((row) => toEvent(lineage, row));
  const full = events.length === limit;
  const end = page.end_xid === null || page.end_id === null ? null : { xid: page.end_xid, id: page.end_id };
  return {
    events,
    cursor: (full && events.at(-1)?.cursor) || encodeCursor(lineage, end ?? given?.position ?? pruned),
    hasMore: full || page.scanned === scan,
    held: page.held,
  };
}

/** Throws LIMIT_INVALID. */
export function checkLimit(limit: number): void {
  if (Number.isInteger(limit) && limit >= 1 && limit <= MOST_EVENTS) return;
  throw new StoreError(
    `events: limit ${limit} must be a whole number from 1 to ${MOST_EVENTS}`,
    'LIMIT_INVALID',
  );
}

/** One statement, so that what was pruned and what is left are seen at the same moment. */
async function readPage(
  db: Sql,
  { xid, id }: Position,
  { scan, limit }: { scan: number; limit: number },
  filter: EventFilter,
): Promise<PageRow> {
  const rows = await rowsOf(
    db,
    TABLE,
    sql<PageRow>`with scanned as materialized (
        select * from plumbline.event
        where (xid, id) > (${xid}::xid8, ${id}::bigint) and ${SETTLED} order by xid, id limit ${scan}),
      fitting as (
        select id::text, xid::text, type, company, project, equipment, severity, occurred_at, recorded_at,
          source_system, source_record, dedupe_key, payload, row_number() over (order by s.xid, s.id) as place
        from scanned s where ${fitsInSql(filter)} order by s.xid, s.id limit ${limit})
      select lineage, pruned_xid::text, pruned_id::text,
        ${xid}::xid8 >= pg_snapshot_xmax(pg_current_snapshot()) as ahead,
        exists (select 1 from plumbline.event where not (${SETTLED})) as held,
        (select count(*)::int from scanned) as scanned,
        (select xid::text from scanned order by scanned.xid desc, id desc limit 1) as end_xid,
        (select id::text from scanned order by xid desc, scanned.id desc limit 1) as end_id,
        (select coalesce(json_agg(fitting order by place), '[]')::text from fitting) as events
      from plumbline.event_log`,
  );
  const [page] = rows;
  if (!page)
    throw new StoreError('events: plumbline.event_log has no row; restore it from a backup', undefined);
  return page;
}

function toEvent(lineage: string, row: EventRow): EventRecord {
  const { id, xid, type, company, project, equipment, severity } = row;
  return {
    ...{ id, type, company, project, equipment, severity },
    occurredAt: new Date(row.occurred_at),
    recordedAt: new Date(row.recorded_at),
    source: { system: row.source_system, record: row.source_record },
    dedupeKey: row.dedupe_key,
    payload: JSON.parse(row.payload) as EventPayload,
    cursor: encodeCursor(lineage, { xid, id }),
  };
}

/**
 * The place of the last event that can be read. Not the transaction number that comes next: after a crash the
 * database may give numbers again that no committed transaction had, and events would come to stand before the head.
 */
export async function readHead(db: Sql, since?: Date): Promise<string> {
  const before = since === undefined ? sql`true` : recordedBefore(since);
  const [row] = await rowsOf(
    db,
    TABLE,
    sql<{ lineage: string; xid: string; id: string }>`
      select lineage, coalesce(last.xid, pruned_xid)::text as xid, coalesce(last.id, pruned_id)::text as id
      from plumbline.event_log left join lateral (
        select xid, id from plumbline.event where ${SETTLED} and ${before}
        order by xid desc, id desc limit 1) last on true`,
  );
  if (!row)
    throw new StoreError('events: plumbline.event_log has no row; restore it from a backup', undefined);
  return encodeCursor(row.lineage, row);
}

/** Moments do not stand in the order of places: everything from the first that was recorded then on is left out. */
function recordedBefore(since: Date): ReturnType<typeof sql> {
  const first = sql`(select newest.xid, newest.id from (
      select xid, id, recorded_at from plumbline.event where ${SETTLED}
      order by xid desc, id desc limit ${MOST_BACK}) newest
    where newest.recorded_at >= ${since.toISOString()}::timestamptz order by newest.xid, newest.id limit 1)`;
  return sql`(not exists ${first} or (xid, id) < ${first})`;
}
