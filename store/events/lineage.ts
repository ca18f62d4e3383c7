/**
 * A database that was restored from a dump counts its transactions anew: what was dumped may carry numbers that lie
 * ahead, and would stay unread until the count has come so far. Such a log begins a new lineage: its events move to
 * the front, and every cursor of before is refused instead of being misread.
 */
import { sql } from 'kysely';
import { change, inTransaction, rowsOf, type Database, type Sql } from '../database.js';

const TABLE = 'plumbline.event_log';
/** Below the first number that Postgres gives a transaction of a user. */
const FRONT = '3';

export async function renewLineage(database: Database, log: (line: string) => void): Promise<void> {
  if (!(await isAhead(database.db))) return;
  const renewed = await inTransaction(database, TABLE, async (tx) => {
    await rowsOf(tx, TABLE, sql`select lineage from plumbline.event_log for update`);
    if (!(await isAhead(tx))) return false;
    await change(tx, 'plumbline.event', sql`update plumbline.event set xid = ${FRONT}::xid8`);
    await change(
      tx,
      TABLE,
      sql`update plumbline.event_log set pruned_xid = '0', pruned_id = 0,
        lineage = left(replace(gen_random_uuid()::text, '-', ''), 12)`,
    );
    return true;
  });
  if (renewed)
    log('store: the database was restored from a dump; devices that follow events are asked to begin anew');
}

/** Whoever sees an event has a snapshot after its transaction; a number beyond the snapshot is another count's. */
async function isAhead(db: Sql): Promise<boolean> {
  const [row] = await rowsOf(
    db,
    TABLE,
    sql<{ ahead: boolean }>`select pruned_xid >= pg_snapshot_xmax(pg_current_snapshot()) or exists (
        select 1 from plumbline.event where xid >= pg_snapshot_xmax(pg_current_snapshot())) as ahead
      from plumbline.event_log`,
  );
  return row?.ahead ?? false;
}
