/** Many writers whose transactions end in another order than they began, and readers beside them. */
import { expect, it } from '@jest/globals';
import { sql } from 'kysely';
import pg from 'pg';
import { inTransaction, rowsOf, type Database } from '../../store/database.js';
import { createEvents, type OpenEventLog } from '../../store/events/create.js';
import { eventsSettings } from '../../store/events/settings.js';
import { openPostgres } from '../../store/postgres/open.js';
import type { EventLog, NewEvent } from '../../store/store.js';
import { all, collect, event, keysOf, pause } from './events.js';
import { forEachEventLog, type Opened } from './stores.js';

const WRITERS = 10;
const EACH = 200;
const KEYS = Array.from({ length: WRITERS * EACH }, (_, i) => `${i % WRITERS}-${Math.floor(i / WRITERS)}`);

/** Numbers that are the same in every run. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

interface NaiveRow {
  readonly id: string;
  readonly dedupe_key: string;
}

interface Writers {
  /** Appends one event, at random in a transaction that stays open for a while or is taken back once before. */
  append(one: NewEvent): Promise<void>;
  /** What a reader sees that trusts the order of ids; on Postgres. */
  readonly naive: ((after: string) => Promise<NaiveRow[]>) | undefined;
  close(): Promise<void>;
}

function openWriters({ store, url }: Opened): Writers {
  // The embedded database has one session, so its transactions follow one another.
  if (url === undefined)
    return {
      append: async (one) => {
        await store.events.append([one]);
      },
      naive: undefined,
      close: () => Promise.resolve(),
    };
  const random = createRandom(7);
  const database = openPostgres(url, () => undefined);
  const reading = openPostgres(url, () => undefined);
  const log = createEvents({ database, now: () => Date.now(), print: () => undefined });
  return {
    append: (one) => appendHeld(database, log, one, random),
    naive: (after) =>
      rowsOf(
        reading.db,
        'event',
        sql<NaiveRow>`select id::text, dedupe_key from plumbline.event where id > ${after}::bigint
          order by plumbline.event.id limit 500`,
      ),
    async close() {
      await log.close();
      await database.close();
      await reading.close();
    },
  };
}

async function appendHeld(
  database: Database,
  log: OpenEventLog,
  one: NewEvent,
  random: () => number,
): Promise<void> {
  const takeBack = new Error('taken back');
  if (random() < 0.1)
    await inTransaction(database, 'event', async (tx) => {
      await log.appendWithin(tx, [one]);
      throw takeBack;
    }).catch(() => undefined);
  const held = random() < 0.1 ? random() * 40 : 0;
  await inTransaction(database, 'event', async (tx) => {
    const [appended] = await log.appendWithin(tx, [one]);
    if (!appended?.isNew) throw new Error(`${one.dedupeKey} was appended before`);
    if (held > 0) await pause(held);
  });
}

async function readNaively(naive: Writers['naive'], written: () => boolean): Promise<string[] | undefined> {
  if (!naive) return undefined;
  const seen: string[] = [];
  for (let after = '0', quiet = 0; quiet < 3;) {
    await pause(5);
    const over = written();
    const rows = await naive(after);
    seen.push(...rows.map((row) => row.dedupe_key));
    after = rows.at(-1)?.id ?? after;
    quiet = over && rows.length === 0 ? quiet + 1 : 0;
  }
  return seen;
}

/** By a reader that asks page by page, as a client that comes back with a cursor does. */
async function readPages(log: EventLog): Promise<string[]> {
  const seen: string[] = [];
  const until = Date.now() + 20_000;
  for (let after: string | null = null; seen.length < KEYS.length && Date.now() < until;) {
    const page = await log.read({ ...all, after, limit: 37 });
    seen.push(...keysOf(page.events));
    after = page.cursor;
    if (!page.hasMore) await pause(7);
  }
  return seen;
}

/** Cuts every connection that listens, again and again. */
function keepCutting(url: string): { stop(): Promise<number> } {
  let stopped = false;
  const run = async (): Promise<number> => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    let cuts = 0;
    while (!stopped) {
      const { rowCount } = await client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and query = 'listen plumbline_events'`,
      );
      cuts += rowCount ?? 0;
      await pause(100);
    }
    await client.end();
    return cuts;
  };
  const running = run();
  return {
    stop: () => {
      stopped = true;
      return running;
    },
  };
}

const twice = (keys: readonly string[]): number => keys.length - new Set(keys).size;
const lost = (keys: readonly string[]): number => KEYS.length - new Set(keys).size;

forEachEventLog('many writers', (opened, kind) => {
  it('lose nothing and double nothing for readers by cursor, while listening connections are cut', async () => {
    const { store, url } = opened();
    const writers = openWriters(opened());
    const cutting = url === undefined ? undefined : keepCutting(url);
    const began = performance.now();
    let over = false;
    const enough = (keys: readonly string[]): boolean => keys.length >= KEYS.length;
    const followed = [1, 2].map(async () => {
      const start = store.events.follow({ after: await store.events.head(), companies: '*' });
      return collect(start, enough);
    });
    const paged = readPages(store.events);
    const naive = readNaively(writers.naive, () => over);
    await pause(50);
    await Promise.all(
      Array.from({ length: WRITERS }, async (_, writer) => {
        for (let n = 0; n < EACH; n += 1) await writers.append(event(`${writer}-${n}`));
      }),
    );
    over = true;
    const seconds = (performance.now() - began) / 1_000;
    const [first, second, pages, byId] = await Promise.all([...followed, paged, naive]);
    const cuts = await cutting?.stop();
    await writers.close();
    const trusting = byId ? `lost ${lost(byId)}, doubled ${twice(byId)}` : 'not tried, one session';
    console.info(
      `${kind}: ${KEYS.length} events of ${WRITERS} writers in ${seconds.toFixed(1)} s, ${cuts ?? 0} cuts; ` +
        `by cursor: lost ${lost(pages!)}, doubled ${twice(pages!)}; followed: lost ${lost(first!)}, doubled ` +
        `${twice(first!)}; by id > last id: ${trusting}`,
    );
    for (const seen of [first, second, pages]) {
      expect(twice(seen!)).toBe(0);
      expect([...seen!].sort()).toEqual([...KEYS].sort());
    }
    // Everybody sees the same order.
    expect(first).toEqual(pages);
    expect(second).toEqual(pages);
    if (url !== undefined) expect(cuts).toBeGreaterThan(1);
  }, 25_000);

  // The embedded database has no other process to wake.
  if (kind === 'postgres')
    it('wake another process at once, with few notifications', async () => {
      const notes = await countNotes(opened().url!);
      // Polling behind the wake-up would take longer than this test.
      const other = await opened().open({ events: eventsSettings.parse({ restPollMs: 60_000 }) });
      const start = await other.events.head();
      const following = collect(
        other.events.follow({ after: start, companies: '*' }),
        (keys) => keys.length === 500,
      );
      // Longer than it looks often after its start.
      await pause(1_500);
      const began = performance.now();
      for (let n = 0; n < 500; n += 1) await opened().store.events.append([event(`note-${n}`)]);
      expect(await following).toHaveLength(500);
      const ms = performance.now() - began;
      const count = await notes.stop();
      console.info(`500 transactions in ${ms.toFixed(0)} ms: ${count} notifications`);
      expect(count).toBeGreaterThan(0);
      expect(count).toBeLessThanOrEqual(ms / 50 + 2);
      await other.close();
    });
});

async function countNotes(url: string): Promise<{ stop(): Promise<number> }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  let count = 0;
  client.on('notification', () => (count += 1));
  await client.query('listen plumbline_events; select 1');
  return {
    async stop() {
      await pause(150);
      await client.end();
      return count;
    },
  };
}
