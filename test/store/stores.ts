/**
 * Loops one suite over both databases; Postgres takes part when TEST_DATABASE_URL names a server. Suites of the event
 * log run a third time, with NATS between the processes, when TEST_NATS_URL names a server too.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe } from '@jest/globals';
import pg from 'pg';
import { natsSettings } from '../../store/events/nats/settings.js';
import { eventsSettings } from '../../store/events/settings.js';
import { openStore, type StoreOptions } from '../../store/open.js';
import type { Store } from '../../store/store.js';

export interface Opened {
  readonly store: Store;
  /** Address of the Postgres database; undefined on PGlite. */
  readonly url: string | undefined;
  /** What it was opened with. */
  readonly options: StoreOptions;
  /** Opens the same database again (Postgres: a second process' view; PGlite: only after `store.close()`). */
  open(options?: Partial<StoreOptions>): Promise<Store>;
}

const server = process.env['TEST_DATABASE_URL'];
const broker = process.env['TEST_NATS_URL'];

export function temporaryDirectory(): string {
  return mkdtempSync(path.join(tmpdir(), 'plumbline-store-'));
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(statement);
  await client.end();
}

/** `test` registers cases; `opened()` gives the store inside them. */
export function forEachStore(
  name: string,
  test: (opened: () => Opened, kind: Store['kind']) => void,
  options: Partial<StoreOptions> = {},
): void {
  describe(`${name} on pglite`, () => {
    const dataDir = temporaryDirectory();
    run(test, 'pglite', { dataDir, configured: {}, ...options });
    afterAll(() => rmSync(dataDir, { recursive: true, force: true }));
  });
  onPostgres(`${name} on postgres`, test, options, Boolean(server));
}

/** As `forEachStore`, and on Postgres with NATS as the fan-out. */
export function forEachEventLog(...[name, test, options = {}]: Parameters<typeof forEachStore>): void {
  forEachStore(name, test, options);
  const events = {
    ...(options.events ?? eventsSettings.parse({})),
    fanout: natsSettings.parse({ kind: 'NATS', url: broker ?? 'nats://unused:1' }),
  };
  onPostgres(`${name} on postgres with NATS`, test, { ...options, events }, Boolean(server && broker));
}

function onPostgres(
  name: string,
  test: (opened: () => Opened, kind: Store['kind']) => void,
  options: Partial<StoreOptions>,
  available: boolean,
): void {
  (available ? describe : describe.skip)(name, () => {
    const database = `plumbline_test_${randomBytes(6).toString('hex')}`;
    const url = new URL(server ?? 'postgres://unused');
    url.pathname = `/${database}`;
    beforeAll(() => onServer(`create database ${database}`));
    run(test, 'postgres', { databaseUrl: url.href, dataDir: '', configured: {}, ...options });
    afterAll(() => onServer(`drop database ${database} with (force)`));
  });
}

function run(
  test: (opened: () => Opened, kind: Store['kind']) => void,
  kind: Store['kind'],
  options: StoreOptions,
): void {
  let store: Store | undefined;
  beforeAll(async () => {
    store = await openStore(options);
    // The embedded database is made anew, which a busy machine takes its time for.
  }, 120_000);
  test(() => {
    if (!store) throw new Error('the store did not open');
    return { store, options, url: options.databaseUrl, open: (more) => openStore({ ...options, ...more }) };
  }, kind);
  afterAll(() => store?.close());
}
