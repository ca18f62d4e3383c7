/** The embedded database: lock, worker, and a checkpoint now and then, because PGlite makes none by itself. */
import path from 'node:path';
import { Kysely, sql } from 'kysely';
import type { Database } from '../database.js';
import { toStoreError } from '../errors.js';
import { openEmbedded } from './client.js';
import type { EmbeddedDatabase } from './client.js';
import { createPgliteDialect } from './dialect.js';
import { lockDirectory, type DirectoryLock } from './lock.js';
import { createPglitePool } from './pool.js';
import { createTurns, type Turns } from './turns.js';

const CHECKPOINT_MS = 60_000;

/** Opens (or makes) the database under `dataDir/pglite`. Rejects when another process holds the directory. */
export async function openPglite(dataDir: string, log: (line: string) => void): Promise<Database> {
  const lock = lockDirectory(dataDir);
  const turns = createTurns();
  const { db, embedded } = await openOrRelease(path.join(dataDir, 'pglite'), lock, turns);
  const timer = setInterval(() => {
    sql`checkpoint`.execute(db).catch((error: unknown) => log(toStoreError('checkpoint', error).message));
  }, CHECKPOINT_MS);
  timer.unref();
  return {
    kind: 'pglite',
    alone: true,
    db,
    pool: createPglitePool(embedded, turns),
    async close() {
      clearInterval(timer);
      try {
        await db.destroy();
      } finally {
        lock.release();
      }
    },
  };
}

async function openOrRelease(
  directory: string,
  lock: DirectoryLock,
  turns: Turns,
): Promise<{ db: Kysely<unknown>; embedded: EmbeddedDatabase }> {
  try {
    const embedded = await openEmbedded(directory);
    const db = new Kysely<unknown>({ dialect: createPgliteDialect(embedded, turns) });
    // Kysely starts its driver with the first query; without one, destroy() would leave the worker running.
    await sql`select 1`.execute(db);
    return { db, embedded };
  } catch (error) {
    lock.release();
    throw toStoreError(directory, error);
  }
}
