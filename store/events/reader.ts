/**
 * A reader of the log that all processes share: its place is kept in the database and moves on in the transaction that
 * keeps what it made of the events, so that each event counts once, whoever dies.
 */
import { sql } from 'kysely';
import { change, inTransaction, rowsOf, type Database, type Sql } from '../database.js';
import type { EventFilter, EventPage, EventRecord } from './event.js';
import { readEvents } from './read.js';

export interface Reader {
  readonly name: string;
  readonly filter: EventFilter;
}

export interface Reading {
  /** Keeps what the events mean, in the transaction that moves the reader on. Must stand events it has seen before. */
  readonly take: (tx: Sql, events: readonly EventRecord[]) => Promise<void>;
  readonly print: (line: string) => void;
}

const TABLE = 'plumbline.event_reader';
const BATCH = 500;

/** One batch. True when there may be more at once; false at the end, and when another process is at it. */
export async function advanceReader(
  database: Database,
  { name, filter }: Reader,
  { take, print }: Reading,
): Promise<boolean> {
  await change(
    database.db,
    TABLE,
    sql`insert into plumbline.event_reader (name) values (${name}) on conflict (name) do nothing`,
  );
  return inTransaction(database, TABLE, async (tx) => {
    const [own] = await rowsOf(
      tx,
      TABLE,
      sql<{ cursor: string | null }>`select cursor from plumbline.event_reader where name = ${name}
        for update skip locked`,
    );
    if (!own) return false;
    const read = (after: string | null): Promise<EventPage> =>
      readEvents(tx, { ...filter, after, limit: BATCH });
    const page = await read(own.cursor).catch((error: unknown) => {
      if ((error as { code?: unknown }).code !== 'CURSOR_EXPIRED') throw error;
      print(`store: ${name}: ${(error as Error).message}; goes on with the oldest event that is left`);
      return read(null);
    });
    if (page.cursor === own.cursor) return false;
    await take(tx, page.events);
    await change(
      tx,
      TABLE,
      sql`update plumbline.event_reader set cursor = ${page.cursor} where name = ${name}`,
    );
    return page.hasMore;
  });
}
