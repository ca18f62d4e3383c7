/** The store's only door: opens the embedded database, or a Postgres server when an address is given. */
import { sql } from 'kysely';
import { createBaselines } from './baselines/create.js';
import { createAcknowledgements } from './breakdowns/create.js';
import { createAlerts } from './breakdowns/alerts.js';
import { createControls } from './controls.js';
import { countAlive } from './engine/alive.js';
import { createCrosswalk } from './crosswalk/crosswalk.js';
import { rowsOf, type Database } from './database.js';
import { createEvents } from './events/create.js';
import type { Fanout } from './events/fanout.js';
import { renewLineage } from './events/lineage.js';
import type { EventsSettings } from './events/settings.js';
import { migrate } from './migrations/migrate.js';
import { verifyAudit } from './journal/audit.js';
import { StoreError } from './errors.js';
import { createFlowBook } from './flows/create.js';
import { createJournal } from './journal/create.js';
import { createMirror } from './mirror.js';
import { openPglite } from './pglite/open.js';
import { openPostgres } from './postgres/open.js';
import { createTracked } from './tracked.js';
import type { ConfiguredMatches, Store } from './store.js';

export interface StoreOptions {
  /** `postgres://…`; without it the embedded database under `dataDir` is used. */
  readonly databaseUrl?: string | undefined;
  readonly dataDir: string;
  readonly configured: ConfiguredMatches;
  /** How long events are kept; the defaults when left out. */
  readonly events?: EventsSettings | undefined;
  /** Receives one line per event worth an operator's eye; defaults to silence. */
  readonly log?: (line: string) => void;
  readonly now?: () => number;
}

/**
 * Opens the database and migrates it. Rejects with a StoreError that says what to do when the directory is held
 * by another process, the server does not answer, or the database is newer than this code.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { configured, log = () => undefined, now = () => Date.now() } = options;
  const { database, fanout } = await openDatabase(options, log);
  const events = createEvents({ database, now, print: log, settings: options.events, fanout });
  return {
    kind: database.kind,
    durability: database.kind === 'pglite' ? 'process-crash' : 'power-loss',
    crosswalk: createCrosswalk(database, configured, now),
    mirror: createMirror(database, (tx, told) => events.appendWithin(tx, told)),
    controls: createControls(database),
    baselines: createBaselines(database, now),
    breakdowns: createAcknowledgements(database, now, (tx, told) => events.appendWithin(tx, told)),
    alerts: createAlerts({
      ...{ database, print: log },
      tell: (tx, told) => events.appendWithin(tx, told),
    }),
    journal: createJournal(database, now, (tx, told) => events.appendWithin(tx, told)),
    flows: createFlowBook(database, now),
    events,
    tracked: createTracked(database, now, (tx, told) => events.appendWithin(tx, told)),
    // Loaded when first needed: a process that only reads starts without it.
    openEngine: async (engine) => (await import('./engine/dbos.js')).openDbosEngine(database, engine),
    processes: () => countAlive(database),
    verifyAudit: () => verifyAudit(database.db),
    ping: () => ping(database),
    close: once(async () => {
      await events.close();
      await database.close();
    }),
  };
}

async function openDatabase(
  { databaseUrl, dataDir, events }: StoreOptions,
  log: (line: string) => void,
): Promise<{ database: Database; fanout: Fanout | undefined }> {
  if (events?.fanout && !databaseUrl)
    throw new StoreError(
      'events.fanout is NATS, but the store is the embedded database, which has one process only; ' +
        'set DATABASE_URL to a Postgres server, or remove events.fanout',
      'NATS_WITHOUT_POSTGRES',
    );
  const database = databaseUrl ? openPostgres(databaseUrl, log) : await openPglite(dataDir, log);
  try {
    await migrate(database);
    await renewLineage(database, log);
    return { database, fanout: await openFanout(database, events, log) };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Loaded when it is asked for: most installations have no broker. */
async function openFanout(
  database: Database,
  settings: EventsSettings | undefined,
  print: (line: string) => void,
): Promise<Fanout | undefined> {
  if (!settings?.fanout) return undefined;
  const { openNatsFanout } = await import('./events/nats/open.js');
  return openNatsFanout({ settings: settings.fanout, database, print });
}

async function ping({ db }: Database): Promise<void> {
  await rowsOf(db, 'ping', sql`select 1`);
}

function once(close: () => Promise<void>): () => Promise<void> {
  let closing: Promise<void> | undefined;
  return () => (closing ??= close());
}
