/** Retention: removes events from the front of the log, and what else was remembered for long enough. */
import { sql, type RawBuilder } from 'kysely';
import { change, rowsOf, type Database, type Sql } from '../database.js';
import { START, type Position } from './cursor.js';
import type { Pruned } from './event.js';
import type { EventsSettings } from './settings.js';

/** Rows per statement: others wait for the embedded database meanwhile. */
const BATCH = 5_000;
const DAY_MS = 86_400_000;

/** PGlite has no autovacuum: without one, the room of what was removed would never be used again. */
export async function pruneAndReclaim(
  { alone, db }: Database,
  settings: EventsSettings,
  now: number,
): Promise<Pruned> {
  const pruned = await prune(db, settings, now);
  const removed = pruned.events + pruned.keys + pruned.deliveries;
  if (alone && removed > 0)
    await change(
      db,
      'plumbline.event',
      sql`vacuum (analyze) plumbline.event, plumbline.event_key, plumbline.inbox`,
    );
  return pruned;
}

async function prune(db: Sql, settings: EventsSettings, now: number): Promise<Pruned> {
  const before = (days: number): string => new Date(now - days * DAY_MS).toISOString();
  const surplus = await lastSurplus(db, settings.keepEvents);
  const events = await inBatches(() => pruneEvents(db, before(settings.keepDays), surplus));
  const keys = await inBatches(() =>
    removeOld(db, 'event_key', sql`key`, sql`kept_at < ${before(settings.dedupeDays)}::timestamptz`),
  );
  const deliveries = await inBatches(() =>
    removeOld(
      db,
      'inbox',
      sql`id`,
      sql`status = 'DONE' and done_at < ${before(settings.inboxDays)}::timestamptz`,
    ),
  );
  const devices = await change(
    db,
    'plumbline.event_device',
    sql`delete from plumbline.event_device where acked_at < ${before(settings.deviceDays)}::timestamptz`,
  );
  return { events, keys, deliveries, devices };
}

async function inBatches(remove: () => Promise<number>): Promise<number> {
  for (let total = 0; ;) {
    const removed = await remove();
    total += removed;
    if (removed < BATCH) return total;
  }
}

/** The newest event that is one too many. */
async function lastSurplus(db: Sql, keep: number): Promise<Position> {
  const rows = await rowsOf(
    db,
    'plumbline.event',
    sql<Position>`select e.xid::text, e.id::text from plumbline.event e
      order by e.xid desc, e.id desc offset ${keep} limit 1`,
  );
  return rows[0] ?? START;
}

/**
 * Only from the front, up to the first event that is kept, and only what every reader can have seen. What was removed
 * is noted in the same statement, so that a reader never sees the gap without the note.
 */
async function pruneEvents(db: Sql, before: string, surplus: Position): Promise<number> {
  const rows = await rowsOf(
    db,
    'plumbline.event',
    sql<{ removed: number }>`with front as (
        select xid, id, recorded_at from plumbline.event
        where xid < pg_snapshot_xmin(pg_current_snapshot()) order by xid, id limit ${BATCH}),
      kept as (
        select xid, id from front
        where recorded_at >= ${before}::timestamptz and (xid, id) > (${surplus.xid}::xid8, ${surplus.id}::bigint)
        order by xid, id limit 1),
      gone as (
        delete from plumbline.event e using front f
        where e.xid = f.xid and e.id = f.id
          and not exists (select 1 from kept k where (k.xid, k.id) <= (f.xid, f.id))
        returning e.xid, e.id),
      last as (select xid, id from gone order by xid desc, id desc limit 1)
      update plumbline.event_log set pruned_xid = last.xid, pruned_id = last.id from last
      where (last.xid, last.id) > (pruned_xid, pruned_id)
      returning (select count(*)::int from gone) as removed`,
  );
  return rows[0]?.removed ?? 0;
}

function removeOld(
  db: Sql,
  table: 'event_key' | 'inbox',
  key: RawBuilder<unknown>,
  old: RawBuilder<unknown>,
): Promise<number> {
  const name = sql.table(`plumbline.${table}`);
  return change(
    db,
    `plumbline.${table}`,
    sql`delete from ${name} where ${key} in (select ${key} from ${name} where ${old} limit ${BATCH})`,
  );
}
