/** A Postgres server, shared by any number of processes. */
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Database } from '../database.js';

const POOL = {
  max: 10,
  connectionTimeoutMillis: 5_000,
  idleTimeoutMillis: 30_000,
  /** A statement of ours takes milliseconds; one that takes this long is stuck. */
  statement_timeout: 60_000,
  application_name: 'plumbline',
};

export function openPostgres(databaseUrl: string, log: (line: string) => void): Database {
  const pool = new pg.Pool({ ...POOL, connectionString: databaseUrl });
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', (error) => log(`store: a Postgres connection broke: ${error.message}`));
  // One in use fails its statement when it breaks; between two statements only a listener keeps it from ending the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  return {
    kind: 'postgres',
    alone: false,
    db,
    pool,
    async close() {
      await db.destroy();
      // Kysely ends the pool only if it ever ran a query.
      if (!pool.ended && !pool.ending) await pool.end();
    },
  };
}
