/** Events for the tests of the log. */
import { rmSync } from 'node:fs';
import type { Database } from '../../store/database.js';
import type { Fanout } from '../../store/events/fanout.js';
import { openNatsFanout } from '../../store/events/nats/open.js';
import { migrate } from '../../store/migrations/migrate.js';
import { openPglite } from '../../store/pglite/open.js';
import { openPostgres } from '../../store/postgres/open.js';
import type { Appended, EventBatch, EventLog, NewEvent } from '../../store/store.js';
import { temporaryDirectory, type Opened } from './stores.js';

export const event = (dedupeKey: string, over: Partial<NewEvent> = {}): NewEvent => ({
  type: 'BREAKDOWN_RAISED',
  company: 'NB',
  project: 'prj_1',
  equipment: 'eqp_1',
  severity: 'HIGH',
  occurredAt: new Date('2026-11-20T10:00:00.250Z'),
  source: { system: 'telematics', record: `faults/${dedupeKey}` },
  dedupeKey,
  payload: { code: '100-1' },
  ...over,
});

export const all = { companies: '*', after: null, limit: 1_000 } as const;

export const keysOf = (events: readonly NewEvent[]): string[] => events.map(({ dedupeKey }) => dedupeKey);

export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/**
 * Appends, and resolves once it can be read: any transaction of the server, other tests' included, that is older and
 * open holds events back.
 */
export async function append(log: EventLog, events: readonly NewEvent[]): Promise<readonly Appended[]> {
  const appended = await log.append(events);
  while ((await log.read({ ...all, limit: 1 })).held) await pause(10);
  return appended;
}

/** Pulls batches until `enough`, or until nothing came for so long; the keys in the order they came. */
export async function collect(
  batches: AsyncIterableIterator<EventBatch>,
  enough: (keys: readonly string[], batch: EventBatch) => boolean,
  idleMs = 8_000,
): Promise<string[]> {
  const keys: string[] = [];
  let timer: NodeJS.Timeout | undefined;
  const restart = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void batches.return?.(), idleMs);
  };
  restart();
  for await (const batch of batches) {
    restart();
    keys.push(...batch.events.map(({ dedupeKey }) => dedupeKey));
    if (enough(keys, batch)) break;
  }
  clearTimeout(timer);
  return keys;
}

export const silent = (): void => undefined;

/** The opened store's database below it; another one of its own on PGlite, which lets nobody share. */
export async function openDatabase({ url }: Opened): Promise<Database> {
  if (url !== undefined) {
    const database = openPostgres(url, silent);
    await migrate(database);
    return database;
  }
  const directory = temporaryDirectory();
  const database = await openPglite(directory, silent);
  await migrate(database);
  return {
    ...database,
    async close() {
      await database.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** What the opened store has between its processes, for another one that is put together by hand. */
export async function openFanout({ options }: Opened, database: Database): Promise<Fanout | undefined> {
  const settings = options.events?.fanout;
  return settings && openNatsFanout({ settings, database, print: silent });
}
