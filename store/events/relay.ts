/**
 * One reader of the log per process, for all its followers: it looks for new events, often while they come and seldom
 * when they do not, is woken by appends of its own process and of the others, and keeps the last ones for everybody.
 * It runs while anybody follows. With a message broker it looks seldom while the broker feeds it.
 */
import type { EventLog, EventRelay } from './event.js';
import type { Fanout, Membership, Role } from './fanout.js';
import { createFollower, type Follower } from './follower.js';
import { createPace, type Pace } from './pace.js';
import type { Peers } from './peers.js';
import { LogReader, MOST } from './log-reader.js';
import type { EventsSettings } from './settings.js';
import { Tail } from './tail.js';

export interface RelayParts {
  readonly log: Pick<EventLog, 'read' | 'head'>;
  readonly peers: Pick<Peers, 'listen'>;
  readonly settings: EventsSettings;
  /** Without one every process reads the log by itself. */
  readonly fanout?: Fanout | undefined;
  /** Names whose open transaction holds events back. */
  readonly holder: () => Promise<string>;
  /** Receives one line when the log cannot be read, and one when it can again. */
  readonly print: (line: string) => void;
}

export interface LogRelay extends EventRelay {
  /** Something was appended in this process. */
  appended(): void;
}

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
      await parts.fanout?.close();
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
  const { fanout, settings } = parts;
  const tail = new Tail();
  const pace = createPace(settings);
  const attention = createAttention(parts, pace);
  const reader = new LogReader(parts, tail, (passage) => membership?.read(passage));
  const membership: Membership | undefined = fanout?.join({
    turn: (role) => attention.turn(role),
    received: (passage) => {
      if (!reader.take(passage)) pace.stir();
    },
  });
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
    await membership?.leave();
  };
  return {
    tail,
    started,
    ended: run(),
    stir: () => attention.appended(),
    stop() {
      state.stopped = true;
      attention.close();
      pace.stir();
    },
  };
}

/** How closely the log is watched: seldom, and without hearing of the others, while a broker feeds this process. */
function createAttention(
  { peers, fanout }: RelayParts,
  pace: Pace,
): { turn(role: Role): void; appended(): void; close(): void } {
  const listen = (): { close(): void } => peers.listen(() => pace.stir());
  let listening: { close(): void } | undefined = listen();
  let closed = false;
  return {
    turn(role) {
      if (closed) return;
      const fed = role === 'FED';
      pace.every(fed ? fanout?.pollMs : undefined);
      if (fed) {
        listening?.close();
        listening = undefined;
      } else listening ??= listen();
      // What came before the turn.
      pace.stir();
    },
    // The leader hears of it, and what it publishes comes back here.
    appended: () => {
      if (listening) pace.stir();
    },
    close() {
      closed = true;
      listening?.close();
    },
  };
}
