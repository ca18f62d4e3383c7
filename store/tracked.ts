/**
 * What was told last of records that are watched for changes. A new state and the events that tell of it are one
 * transaction, and it takes the place of exactly the state it was compared with: two processes that see the same
 * change tell it once, and a crash loses or doubles nothing.
 */
import { sql } from 'kysely';
import { inTransaction, jsonList, rowsOf, type Database, type Sql } from './database.js';
import type { Appended, NewEvent } from './events/event.js';

export interface TrackedState {
  /** 1 for the first state of a record, one more for each that took its place. */
  readonly revision: number;
  /** As it was handed over; JSON. */
  readonly body: unknown;
}

export interface TrackedMove {
  readonly key: string;
  /** Revision of the state it was compared with; null where there was none. */
  readonly from: number | null;
  readonly body: unknown;
  readonly events: readonly NewEvent[];
}

export interface Tracked {
  /** By key; a record that is not watched yet is absent. */
  states(kind: string, keys: readonly string[]): Promise<ReadonlyMap<string, TrackedState>>;
  /**
   * All in one transaction. Answers the keys whose state was still the one compared with; of the others nothing is
   * kept and nothing told: read their state, then their source, and compare again.
   */
  advance(kind: string, moves: readonly TrackedMove[]): Promise<ReadonlySet<string>>;
}

const TABLE = 'plumbline.tracked_state';

/** @param tell appends in the transaction of the change */
export function createTracked(
  database: Database,
  now: () => number,
  tell: (tx: Sql, events: readonly NewEvent[]) => Promise<readonly Appended[]>,
): Tracked {
  return {
    async states(kind, keys) {
      const rows = await rowsOf(
        database.db,
        TABLE,
        sql<{ key: string; revision: number; body: string }>`
          select key, revision, body::text as body from plumbline.tracked_state
          where kind = ${kind} and key = any(array(select json_array_elements_text(${jsonList(keys)})))`,
      );
      return new Map(
        rows.map(({ key, revision, body }) => [key, { revision, body: JSON.parse(body) as unknown }]),
      );
    },
    advance: (kind, moves) =>
      inTransaction(database, TABLE, async (tx) => {
        const moved = await put(tx, kind, moves, new Date(now()).toISOString());
        const events = moves.filter(({ key }) => moved.has(key)).flatMap((own) => own.events);
        if (events.length > 0) await tell(tx, events);
        return moved;
      }),
  };
}

async function put(
  tx: Sql,
  kind: string,
  moves: readonly TrackedMove[],
  at: string,
): Promise<ReadonlySet<string>> {
  const given = moves.map(({ key, from, body }) => ({ key, revision: from, body }));
  const rows = await rowsOf(
    tx,
    TABLE,
    sql<{ key: string }>`with given as (
        select * from json_to_recordset(${jsonList(given)}) as g (key text, revision int, body json)),
      moved as (
        update plumbline.tracked_state t
        set revision = t.revision + 1, body = given.body, changed_at = ${at}::timestamptz
        from given where t.kind = ${kind} and t.key = given.key and t.revision = given.revision
        returning t.key),
      first as (
        insert into plumbline.tracked_state (kind, key, revision, body, changed_at)
        select ${kind}, key, 1, body, ${at}::timestamptz from given where revision is null
        on conflict (kind, key) do nothing returning key)
      select key from moved union all select key from first`,
  );
  return new Set(rows.map(({ key }) => key));
}
