/**
 * The embedded database in the shape of a `pg.Pool`, for the durable engine, which knows no other. Its clients share
 * the one session with everybody else: a client has the turn for a statement, or from `begin` to the end.
 */
import { EventEmitter } from 'node:events';
import type { Pool } from 'pg';
import type { EmbeddedDatabase, RawResult } from './client.js';
import type { Turns } from './turns.js';

interface PgResult {
  readonly rows: unknown[];
  readonly rowCount: number;
  readonly fields: readonly { readonly name: string }[];
}
type Statement = string | { readonly text: string; readonly values?: readonly unknown[] };

const BEGIN = /^\s*(begin|start\s+transaction)\b/i;
const END = /^\s*(commit|rollback(?!\s+to\b))\b/i;
const SEVERAL = /;\s*\S/;

export function createPglitePool(database: EmbeddedDatabase, turns: Turns): Pool {
  return new EmbeddedPool(database, turns) as unknown as Pool;
}

class EmbeddedPool extends EventEmitter {
  readonly options = { max: 10 };

  constructor(
    private readonly database: EmbeddedDatabase,
    private readonly turns: Turns,
  ) {
    super();
  }

  connect(): Promise<EmbeddedClient> {
    return Promise.resolve(new EmbeddedClient(this.database, this.turns));
  }

  async query(statement: Statement, values?: readonly unknown[]): Promise<PgResult> {
    const client = await this.connect();
    try {
      return await client.query(statement, values);
    } finally {
      await client.release();
    }
  }

  /** The store closes the database itself. */
  end(): Promise<void> {
    return Promise.resolve();
  }
}

class EmbeddedClient extends EventEmitter {
  #holds = false;
  #last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly database: EmbeddedDatabase,
    private readonly turns: Turns,
  ) {
    super();
  }

  /** Statements of one client run one after the other, as on a connection. */
  query(statement: Statement, values?: readonly unknown[]): Promise<PgResult> {
    const text = typeof statement === 'string' ? statement : statement.text;
    const parameters = values ?? (typeof statement === 'string' ? [] : (statement.values ?? []));
    const result = this.#last.then(() => this.#run(text, parameters));
    this.#last = result.catch(() => undefined);
    return result;
  }

  async #run(text: string, values: readonly unknown[]): Promise<PgResult> {
    if (!this.#holds) await this.turns.take();
    this.#holds = this.#holds || BEGIN.test(text);
    try {
      return toPgResult(await this.#send(text, values));
    } finally {
      if (END.test(text)) this.#holds = false;
      if (!this.#holds) this.turns.give();
    }
  }

  #send(text: string, values: readonly unknown[]): Promise<RawResult> {
    if (values.length === 0 && SEVERAL.test(text)) return this.database.script(text);
    return this.database.raw(
      text,
      values.map((value) => (value === undefined ? null : value)),
    );
  }

  /** A transaction that was left open is taken back, so that the next in line finds none. */
  async release(): Promise<void> {
    if (this.#holds) await this.query('rollback').catch(() => undefined);
  }

  end(): Promise<void> {
    return this.release();
  }
}

function toPgResult({ rows, affected, fields }: RawResult): PgResult {
  return { rows, fields, rowCount: affected > 0 ? affected : rows.length };
}
