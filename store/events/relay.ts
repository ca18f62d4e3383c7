/**
 * One reader of the log per process, for all its followers: it looks for new events, often while they come and seldom
 * when they do not, is woken by appends of its own process and of the others, and keeps the last ones for everybody.
 * It runs while anybody follows.
 */
import { isRefused } from './cursor.js';
import type { EventLog, EventRelay } from './event.js';
import { createFollower, type Follower } from './follower.js';
import { createHeldWatch } from './held.js';
import { createPace } from './pace.js';
import type { Peers } from './peers.js';
import type { EventsSettings } from './settings.js';
import { Tail } from './tail.js';

export interface RelayParts {
  readonly log: Pick<EventLog, 'read' | 'head'>;
  readonly peers: Pick<Peers, 'listen'>;
  readonly settings: EventsSettings;
  /** Names whose open transaction holds events back. */
  readonly holder: () => Promise<string>;
  /** Receives one line when the log cannot be read, and one when it can again. */
  readonly print: (line: string) => void;
}

export interface LogRelay extends EventRelay {
  /** Something was appended in this process. */
  appended(): void;
}

const MOST = 500;

export function createLogRelay(parts: RelayParts): LogRelay {
  const followers = new Set<Follower>();
  let stopped = false;
  let round: Round | undefined;
  return {
    follow(request) {
      if (stopped) throw new Error('events: the store is closing; follow again on another process');
      round ??= startRound(parts);
      const follower = createFollower(request, { ...parts, ...round, left: (gone) => leave(gone) });
      followers.add(follower);
      return follower;
    },
    appended: () => round?.stir(),
    async stop() {
      stopped = true;
      const last = round;
      for (const follower of [...followers]) follower.end();
      await last?.ended;
    },
  };

  function leave(follower: Follower): void {
    followers.delete(follower);
    if (followers.size > 0) return;
    round?.stop();
    round = undefined;
  }
}

/** From the first follower to the last. */
interface Round {
  readonly tail: Tail;
  readonly started: Promise<void>;
  readonly ended: Promise<void>;
  stir(): void;
  stop(): void;
}

function startRound(parts: RelayParts): Round {
  const { peers, settings } = parts;
  const tail = new Tail();
  const pace = createPace(settings);
  const listening = peers.listen(() => pace.stir());
  const reader = createReader(parts, tail);
  const state = { stopped: false };
  let begun = (): void => undefined;
  const started = new Promise<void>((resolve) => (begun = resolve));
  const run = async (): Promise<void> => {
    while (!state.stopped) {
      const found = await reader.look();
      if (reader.knowsPlace()) begun();
      if (found > 0) pace.stir();
      if (found < MOST) await pace.wait();
    }
    begun();
  };
  return {
    tail,
    started,
    ended: run(),
    stir: () => pace.stir(),
    stop() {
      state.stopped = true;
      listening.close();
      pace.stir();
    },
  };
}

interface Reader {
  knowsPlace(): boolean;
  /** Reads on; the number of events that were found, 0 when the log cannot be read now. */
  look(): Promise<number>;
}

function createReader({ log, holder, settings, print }: RelayParts, tail: Tail): Reader {
  const held = createHeldWatch(holder, settings.heldSeconds * 1_000, print);
  let cursor: string | undefined;
  let broken = false;
  const read = async (): Promise<number> => {
    if (cursor === undefined) {
      cursor = await log.head();
      tail.reset(cursor);
      return 0;
    }
    const page = await log.read({ after: cursor, companies: '*', limit: MOST });
    cursor = page.cursor;
    if (page.events.length > 0) tail.push(page.events);
    await held.seen(page.held);
    return page.events.length;
  };
  return {
    knowsPlace: () => cursor !== undefined,
    async look() {
      try {
        const found = await read();
        if (broken) print('store: the event log can be read again');
        broken = false;
        return found;
      } catch (error) {
        // Everything after its place was pruned meanwhile: it begins at the end, and followers read for themselves.
        if (isRefused(error)) cursor = undefined;
        else if (!broken) print(`store: the event log cannot be read now: ${(error as Error).message}`);
        broken = !isRefused(error);
        return 0;
      }
    },
  };
}
