/**
 * The other processes on the same database. NOTIFY is only a wake-up: each one takes a lock that all commits wait
 * for, so a process sends at most one per interval however much it appends, and none carries an event. What is missed
 * while the listening connection is away is found by polling.
 */
import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { Database } from '../database.js';

export interface Peers {
  /** Tells the others that something was appended; at once, or with all that is told within the interval. */
  announce(): void;
  /** Hears of the others until `close`. */
  listen(heard: () => void): { close(): void };
  /** Resolves when no announcement is under way. */
  close(): Promise<void>;
}

const CHANNEL = 'plumbline_events';
const ANNOUNCE_MS = 50;
const CONNECT_AGAIN_MS = 500;

/** The embedded database has one process, and nobody to tell. */
const NOBODY: Peers = {
  announce: () => undefined,
  listen: () => ({ close: () => undefined }),
  close: () => Promise.resolve(),
};

export function createPeers(database: Database, log: (line: string) => void): Peers {
  if (database.alone) return NOBODY;
  const self = randomUUID();
  return {
    ...createAnnouncer(database, self),
    listen(heard) {
      const ear = new Ear(database, log, (from) => {
        if (from !== self) heard();
      });
      return { close: () => ear.close() };
    },
  };
}

function createAnnouncer({ pool }: Database, self: string): Pick<Peers, 'announce' | 'close'> {
  let timer: NodeJS.Timeout | undefined;
  let more = false;
  let sent: Promise<unknown> = Promise.resolve();
  const send = (): void => {
    more = false;
    // Without the database there is nothing to tell, and the others poll.
    sent = pool.query('select pg_notify($1, $2)', [CHANNEL, self]).catch(() => undefined);
    timer = setTimeout(() => {
      timer = undefined;
      if (more) send();
    }, ANNOUNCE_MS).unref();
  };
  return {
    announce() {
      if (timer) more = true;
      else send();
    },
    async close() {
      if (more) send();
      clearTimeout(timer);
      await sent;
    },
  };
}

/** One listening connection, made again when it breaks. */
class Ear {
  #client: PoolClient | undefined;
  #closed = false;
  #away = false;

  constructor(
    private readonly database: Database,
    private readonly log: (line: string) => void,
    private readonly heard: (from: string | undefined) => void,
  ) {
    this.#connect();
  }

  close(): void {
    this.#closed = true;
    this.#client?.release(true);
    this.#client = undefined;
  }

  #connect(): void {
    this.#listen().catch((error: unknown) => this.#lost(error as Error));
  }

  async #listen(): Promise<void> {
    const client = await this.database.pool.connect();
    if (this.#closed) {
      client.release();
      return;
    }
    this.#client = client;
    client.on('error', (error) => {
      if (this.#client === client) this.#lost(error);
    });
    client.on('notification', ({ payload }) => this.heard(payload));
    await client.query(`listen ${CHANNEL}`);
    this.#away = false;
    // What was told while nobody listened.
    this.heard(undefined);
  }

  #lost(error: Error): void {
    if (this.#closed) return;
    this.#client?.release(true);
    this.#client = undefined;
    // Once, however often it cannot be made again.
    if (!this.#away)
      this.log(`store: the connection that hears of new events broke: ${error.message}; they are polled for`);
    this.#away = true;
    setTimeout(() => {
      if (!this.#closed) this.#connect();
    }, CONNECT_AGAIN_MS).unref();
  }
}
