/**
 * One Postgres connection per process whose locks live as long as the process: a lock on its executor id says that it
 * is alive, and a lock per place says that it is inside a system. Postgres frees them when the process dies.
 */
import type { PoolClient, QueryResultRow } from 'pg';
import type { Database } from '../database.js';
import { ALIVE_LOCKS } from './alive.js';
import { closedError, type SharedGates } from './gates.js';

const PLACE_LOCKS = 7_011_963;
const LOOK_AGAIN_MS = 50;
const CONNECT_AGAIN_MS = 1_000;

export interface Session extends SharedGates {
  readonly close: () => void;
}

/** Null on a database of one process, which has nobody to tell. */
export async function openSession(
  database: Database,
  executorId: string,
  log: (line: string) => void,
): Promise<Session | null> {
  if (database.alone) return null;
  const line = await keepConnected(database, executorId, log);
  return {
    enter: createEnter(line),
    reserve: (queue, perSecond) => reserve(line, queue, perSecond),
    close: line.close,
  };
}

interface Line {
  /** One statement after the other. Rejects while there is no connection. */
  readonly query: <R extends QueryResultRow>(text: string, values: readonly unknown[]) => Promise<R[]>;
  readonly close: () => void;
}

/**
 * A broken connection loses its locks: until it is back, others may take this one's work over, which is safe since
 * every attempt looks at the journal first.
 */
async function keepConnected(
  { pool }: Database,
  executorId: string,
  log: (line: string) => void,
): Promise<Line> {
  let current: PoolClient | undefined;
  let closed = false;
  const connect = async (): Promise<void> => {
    const client = await pool.connect();
    client.on('error', (error) => {
      if (current === client) current = undefined;
      client.release(true);
      log(`engine: the connection that shows this process alive broke: ${error.message}`);
      again();
    });
    await client.query('select pg_advisory_lock($1, hashtext($2))', [ALIVE_LOCKS, executorId]);
    // Of what is written here nothing is missed after a power cut, so nobody waits for the disk.
    await client.query('set synchronous_commit = off');
    if (closed) client.release(true);
    else current = client;
  };
  const again = (): void => {
    if (!closed) setTimeout(() => void connect().catch(again), CONNECT_AGAIN_MS).unref();
  };
  await connect();
  return {
    query: inTurn(() => current),
    close: () => {
      closed = true;
      current?.release(true);
      current = undefined;
    },
  };
}

function inTurn(client: () => PoolClient | undefined): Line['query'] {
  let last: Promise<unknown> = Promise.resolve();
  return <R extends QueryResultRow>(text: string, values: readonly unknown[]) => {
    const result = last.then(async () => {
      const current = client();
      if (!current) throw new Error('the connection that shows this process alive is away');
      return (await current.query<R>(text, [...values])).rows;
    });
    last = result.catch(() => undefined);
    return result;
  };
}

function createEnter(session: Line): SharedGates['enter'] {
  const lines = new Map<string, { held: Set<number>; last: Promise<unknown> }>();
  return (queue, places, given) => {
    const line = lines.get(queue) ?? { held: new Set<number>(), last: Promise.resolve() };
    lines.set(queue, line);
    // One after the other: a session gets a lock again that it holds already, so `held` must be true when it asks.
    const entered = line.last.then(async () => {
      for (;;) {
        if (given()) throw closedError();
        const place = await tryPlace(session, queue, places, line.held);
        if (place !== null) {
          line.held.add(place);
          return () => leave(session, queue, place, line.held);
        }
        await new Promise((done) => setTimeout(done, LOOK_AGAIN_MS).unref());
      }
    });
    line.last = entered.catch(() => undefined);
    return entered;
  };
}

async function tryPlace(
  { query }: Pick<Line, 'query'>,
  queue: string,
  places: number,
  held: ReadonlySet<number>,
): Promise<number | null> {
  // The offset keeps the lock out of the inner select, so that no place is locked that this process holds already.
  const rows = await query<{ place: number }>(
    `select place from (select place from generate_series(1, $2::int) as place
        where place <> all($3::int[]) offset 0) as other
      where pg_try_advisory_lock($1, hashtext($4 || ':' || place)) limit 1`,
    [PLACE_LOCKS, places, [...held], queue],
  );
  return rows[0]?.place ?? null;
}

async function leave(
  { query }: Pick<Line, 'query'>,
  queue: string,
  place: number,
  held: Set<number>,
): Promise<void> {
  try {
    await query(`select pg_advisory_unlock($1, hashtext($2 || ':' || $3::int))`, [PLACE_LOCKS, queue, place]);
  } catch {
    // With the connection the lock is gone too.
  } finally {
    held.delete(place);
  }
}

/** The moments of the last starts stand in one row per queue; the next start is a second after the oldest of them. */
async function reserve({ query }: Pick<Line, 'query'>, queue: string, perSecond: number): Promise<number> {
  const rows = await query<{ wait: string }>(
    `with moment as (select (extract(epoch from clock_timestamp()) * 1000)::bigint as now)
     insert into plumbline.engine_pace as pace (queue, starts) select $1, array[now] from moment
     on conflict (queue) do update set starts = (pace.starts || greatest(
         (select now from moment),
         case when cardinality(pace.starts) >= $2 then pace.starts[cardinality(pace.starts) - $2 + 1] + 1000 else 0 end
       ))[greatest(1, cardinality(pace.starts) + 2 - $2):]
     returning starts[cardinality(starts)] - (select now from moment) as wait`,
    [queue, perSecond],
  );
  return Number(rows[0]?.wait ?? 0);
}
