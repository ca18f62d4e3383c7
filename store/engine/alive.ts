/** Who lives: on Postgres each process with an open engine holds an advisory lock on its executor id (`session.ts`). */
import { sql } from 'kysely';
import { rowsOf, type Database } from '../database.js';

export const ALIVE_LOCKS = 7_011_962;

/** Living processes with an open engine; the embedded store has one process. */
export async function countAlive({ alone, db }: Database): Promise<number> {
  if (alone) return 1;
  const rows = await rowsOf(
    db,
    'pg_locks',
    sql<{ count: number }>`select count(distinct objid)::int as count from pg_locks
      where locktype = 'advisory' and classid = ${ALIVE_LOCKS} and granted
        and database = (select oid from pg_database where datname = current_database())`,
  );
  return rows[0]?.count ?? 0;
}
