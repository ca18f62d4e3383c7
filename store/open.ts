/** The store's only door: opens the embedded database, or a Postgres server when an address is given. */
import { sql } from 'kysely';
import { createBaselines } from './baselines/create.js';
import { createControls } from './controls.js';
import { countAlive } from './engine/alive.js';
import { createCrosswalk } from './crosswalk/crosswalk.js';
import { rowsOf, type Database } from './database.js';
import { migrate } from './migrations/migrate.js';
import { verifyAudit } from './journal/audit.js';
import { createFlowBook } from './flows/create.js';
import { createJournal } from './journal/create.js';
import { createMirror } from './mirror.js';
import { openPglite } from './pglite/open.js';
import { openPostgres } from './postgres/open.js';
import type { ConfiguredMatches, Store } from './store.js';

export interface StoreOptions {
  /** `postgres://…`; without it the embedded database under `dataDir` is used. */
  readonly databaseUrl?: string | undefined;
  readonly dataDir: string;
  readonly configured: ConfiguredMatches;
  /** Receives one line per event worth an operator's eye; defaults to silence. */
  readonly log?: (line: string) => void;
  readonly now?: () => number;
}

/**
 * Opens the database and migrates it. Rejects with a StoreError that says what to do when the directory is held
 * by another process, the server does not answer, or the database is newer than this code.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { databaseUrl, dataDir, configured, log = () => undefined, now = () => Date.now() } = options;
  const database = databaseUrl ? openPostgres(databaseUrl, log) : await openPglite(dataDir, log);
  try {
    await migrate(database);
  } catch (error) {
    await database.close();
    throw error;
  }
  return {
    kind: database.kind,
    durability: database.kind === 'pglite' ? 'process-crash' : 'power-loss',
    crosswalk: createCrosswalk(database, configured, now),
    mirror: createMirror(database),
    controls: createControls(database),
    baselines: createBaselines(database, now),
    journal: createJournal(database, now),
    flows: createFlowBook(database, now),
    // Loaded when first needed: a process that only reads starts without it.
    openEngine: async (engine) => (await import('./engine/dbos.js')).openDbosEngine(database, engine),
    processes: () => countAlive(database),
    verifyAudit: () => verifyAudit(database.db),
    ping: () => ping(database),
    close: once(() => database.close()),
  };
}

async function ping({ db }: Database): Promise<void> {
  await rowsOf(db, 'ping', sql`select 1`);
}

function once(close: () => Promise<void>): () => Promise<void> {
  let closing: Promise<void> | undefined;
  return () => (closing ??= close());
}
