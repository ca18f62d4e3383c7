/** One way to run SQL on both databases: single statements, transactions, errors that name the table. */
import { sql, type Kysely, type RawBuilder, type Transaction } from 'kysely';
import type { Pool } from 'pg';
import { isCollision, toStoreError } from './errors.js';

/** Statements are written as SQL templates; their row types stand beside them. */
export type Sql = Kysely<unknown> | Transaction<unknown>;

export interface Database {
  readonly kind: 'pglite' | 'postgres';
  readonly db: Kysely<unknown>;
  /** The same database for the durable engine, which brings its own SQL. */
  readonly pool: Pool;
  /** True when no other process can write: what was read stays true until this process writes. */
  readonly alone: boolean;
  close(): Promise<void>;
}

const MOST_TRIES = 3;

/** Rows of one statement. Rejects with a StoreError that names `table`. */
export async function rowsOf<R>(db: Sql, table: string, statement: RawBuilder<R>): Promise<R[]> {
  try {
    return (await statement.execute(db)).rows;
  } catch (error) {
    throw toStoreError(table, error);
  }
}

/** Runs one writing statement and returns the number of rows it touched. */
export async function change(db: Sql, table: string, statement: RawBuilder<unknown>): Promise<number> {
  try {
    return Number((await statement.execute(db)).numAffectedRows ?? 0n);
  } catch (error) {
    throw toStoreError(table, error);
  }
}

/** Runs `work` in one transaction; repeats it when two writers collided. */
export async function inTransaction<T>(
  database: Database,
  table: string,
  work: (db: Sql) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await database.db.transaction().execute(work);
    } catch (error) {
      if (!isCollision(error) || attempt >= MOST_TRIES) throw toStoreError(table, error);
    }
  }
}

/** A list as one parameter: JSON text, read with json_to_recordset or json_array_elements_text. */
export function jsonList(list: readonly unknown[]): RawBuilder<unknown> {
  return sql`${JSON.stringify(list)}::text::json`;
}

/** Moments cross the worker border as Dates of another realm; this makes them ours. */
export function toDate(value: Date | string): Date {
  return new Date(value);
}
