/** Joins the parts of the event log over one database. */
import { inTransaction, type Database, type Sql } from '../database.js';
import { appendEvents } from './append.js';
import { createDevices } from './devices.js';
import type { Appended, EventLog, NewEvent } from './event.js';
import type { Fanout } from './fanout.js';
import { describeHolder } from './held.js';
import { createInbox } from './inbox.js';
import { createPeers } from './peers.js';
import { pruneAndReclaim } from './prune.js';
import { readEvents, readHead } from './read.js';
import { createLogRelay } from './relay.js';
import { eventsSettings, type EventsSettings } from './settings.js';

export interface EventParts {
  readonly database: Database;
  readonly now: () => number;
  readonly print: (line: string) => void;
  /** The defaults when left out. */
  readonly settings?: EventsSettings | undefined;
  /** A message broker between the processes. */
  readonly fanout?: Fanout | undefined;
}

/** What the other rooms of the store see of the log. */
export interface OpenEventLog extends EventLog {
  /** Appends in the caller's transaction, so that a change and its event are committed both or neither. */
  appendWithin(tx: Sql, events: readonly NewEvent[]): Promise<readonly Appended[]>;
  /** Ends followers and timers; before the database is closed. */
  close(): Promise<void>;
}

const PRUNE_MS = 10 * 60_000;

export function createEvents(parts: EventParts): OpenEventLog {
  const { database, now, print, fanout, settings = eventsSettings.parse({}) } = parts;
  const { db } = database;
  const moment = (): string => new Date(now()).toISOString();
  const log = {
    read: (query: Parameters<EventLog['read']>[0]) => readEvents(db, query),
    head: (since?: Date) => readHead(db, since),
    prune: () => pruneAndReclaim(database, settings, now()),
  };
  const peers = createPeers(database, print);
  const relay = createLogRelay({ log, peers, settings, fanout, print, holder: () => describeHolder(db) });
  const appended = (): void => {
    relay.appended();
    peers.announce();
  };
  const pruning = keepPruning(log.prune, print);
  return {
    ...log,
    async append(events) {
      const result = await inTransaction(database, 'plumbline.event', (tx) =>
        appendEvents(tx, events, moment()),
      );
      if (result.some(({ isNew }) => isNew)) appended();
      return result;
    },
    async appendWithin(tx, events) {
      const result = await appendEvents(tx, events, moment());
      // Before the commit: who is woken now looks often enough for a while to find it.
      if (result.some(({ isNew }) => isNew)) appended();
      return result;
    },
    follow: (request) => relay.follow(request),
    inbox: createInbox({ database, now, append: appendEvents, appended }),
    devices: createDevices(db, moment),
    async close() {
      await pruning.stop();
      await relay.stop();
      await peers.close();
    },
  };
}

function keepPruning(
  pruneNow: () => Promise<unknown>,
  print: (line: string) => void,
): { stop(): Promise<void> } {
  let running: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    running = pruneNow().catch((error: unknown) =>
      print(`store: retention of events: ${(error as Error).message}`),
    );
  }, PRUNE_MS);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
