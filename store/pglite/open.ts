/** The embedded database: lock, worker, and a checkpoint now and then, because PGlite makes none by itself. */
import path from 'node:path';
import { Kysely, sql } from 'kysely';
import type { Database } from '../database.js';
import { toStoreError } from '../errors.js';
import { openEmbedded } from './client.js';
import { createPgliteDialect } from './dialect.js';
import { lockDirectory, type DirectoryLock } from './lock.js';

const CHECKPOINT_MS = 60_000;

/** Opens (or makes) the database under `dataDir/pglite`. Rejects when another process holds the directory. */
export async function openPglite(dataDir: string, log: (line: string) => void): Promise<Database> {
  const lock = lockDirectory(dataDir);
  const db = await openOrRelease(path.join(dataDir, 'pglite'), lock);
  const timer = setInterval(() => {
    sql`checkpoint`.execute(db).catch((error: unknown) => log(toStoreError('checkpoint', error).message));
  }, CHECKPOINT_MS);
  timer.unref();
  return {
    kind: 'pglite',
    alone: true,
    db,
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

async function openOrRelease(directory: string, lock: DirectoryLock): Promise<Kysely<unknown>> {
  try {
    const db = new Kysely<unknown>({ dialect: createPgliteDialect(await openEmbedded(directory)) });
    // Kysely starts its driver with the first query; without one, destroy() would leave the worker running.
    await sql`select 1`.execute(db);
    return db;
  } catch (error) {
    lock.release();
    throw toStoreError(directory, error);
  }
}
