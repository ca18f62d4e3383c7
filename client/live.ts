/**
 * Subscriptions that go on where they were: over reconnects from what was received, over restarts of the app from what
 * it said it had handled. Knows no client library; `apollo.ts` and `urql.ts` put it into theirs.
 *
 *   find the place ─► open ─► events …
 *        ▲             │ socket gone, server gone ─► wait ─► open, from the place
 *        └─ gap ◄──────┘ CURSOR_EXPIRED, CURSOR_INVALID: the app reads the present state first
 */
import type { CursorKeeper } from './keeper.js';
import { createCursorKeeper } from './keeper.js';
import { createProgress, type Progress } from './progress.js';
import { createMemoryStorage } from './storage/storage.js';
import { follow } from './follow.js';
import type { Answer, Payload, Sink, Transport } from './transport.js';

/** Events were lost to this client: they are no longer in the log, or its place belongs to another log. */
export interface Gap {
  /** Null for a subscription without a name. */
  readonly name: string | null;
  readonly code: 'CURSOR_EXPIRED' | 'CURSOR_INVALID';
  /** What the server says about it. */
  readonly message: string;
}

export interface LiveOptions {
  readonly keeper: CursorKeeper;
  /**
   * Called before the subscription goes on: query the present state and show it. When it rejects, the subscription
   * ends with its error, and the next one meets the gap again.
   */
  readonly onGap: (gap: Gap) => void | Promise<void>;
  /** Told of each failure that is waited out; for a hint that the app is offline. */
  readonly onTrouble?: (error: unknown) => void;
  /** Longest wait between attempts, in milliseconds; 30,000 when left out. The first one is half a second. */
  readonly longestWaitMs?: number;
}

export interface Live {
  /**
   * @param name of the place that survives the app; null for one that lasts as long as this subscription
   * @returns ends it
   */
  subscribe<A extends Answer>(
    transport: Transport<A>,
    payload: Payload,
    name: string | null,
    sink: Sink<A>,
  ): () => void;
  /** Says that the event of this cursor needs no second delivery. Resolves once that is kept. */
  handled(name: string, cursor: string): Promise<void>;
}

export function createLive(options: LiveOptions): Live {
  const running = new Map<string, Progress>();
  return {
    subscribe(transport, payload, name, sink) {
      const keeper = name === null ? createCursorKeeper(createMemoryStorage()) : options.keeper;
      const progress = createProgress(name ?? '', keeper);
      if (name !== null && running.has(name)) {
        sink.error(new Error(`A subscription named "${name}" runs already; give each one a name of its own`));
        return () => undefined;
      }
      if (name !== null) running.set(name, progress);
      const leave = follow({ ...options, keeper, progress, transport, payload, name, sink });
      return () => {
        if (name !== null && running.get(name) === progress) running.delete(name);
        leave();
      };
    },
    handled: (name, cursor) => running.get(name)?.handled(cursor) ?? Promise.resolve(),
  };
}

/**
 * Handles events one after the other and moves the place behind each. What fails stops here: it and what came after
 * are delivered again when the subscription is started anew.
 * @returns to be called with each event
 */
export function inOrder<E extends { readonly cursor: string }>(
  live: Pick<Live, 'handled'>,
  name: string,
  handle: (event: E) => void | Promise<void>,
): (event: E) => Promise<void> {
  let turn: Promise<void> = Promise.resolve();
  return (event) => {
    turn = turn.then(async () => {
      await handle(event);
      await live.handled(name, event.cursor);
    });
    return turn;
  };
}
