/** Who lives: on Postgres each process with an open engine holds an advisory lock on its executor id. */
import { sql } from 'kysely';
import { rowsOf, type Database } from '../database.js';

export const LOCK_CLASS = 7_011_962;

export interface Alive {
  release(): Promise<void>;
}

/** Holds the lock of this executor for as long as the process lives. */
export async function markAlive(database: Database, executorId: string): Promise<Alive> {
  if (database.alone) return { release: () => Promise.resolve() };
  const client = await database.pool.connect();
  // A broken connection loses the lock: another process may then take this one's work over, which is safe, since
  // every attempt looks at the journal first.
  client.on('error', () => undefined);
  await client.query('select pg_advisory_lock($1, hashtext($2))', [LOCK_CLASS, executorId]);
  return {
    release: () => {
      client.release(true);
      return Promise.resolve();
    },
  };
}

/** Living processes with an open engine; the embedded store has one process. */
export async function countAlive({ alone, db }: Database): Promise<number> {
  if (alone) return 1;
  const rows = await rowsOf(
    db,
    'pg_locks',
    sql<{ count: number }>`select count(distinct objid)::int as count from pg_locks
      where locktype = 'advisory' and classid = ${LOCK_CLASS} and granted
        and database = (select oid from pg_database where datname = current_database())`,
  );
  return rows[0]?.count ?? 0;
}
