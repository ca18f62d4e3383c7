/** One follower: a place in the log that moves on with every batch it asks for. */
import { setTimeout as sleep } from 'node:timers/promises';
import { isRefused } from './cursor.js';
import type { EventBatch, EventLog, FollowRequest } from './event.js';
import { createFits } from './filter.js';
import { checkLimit } from './read.js';
import type { Tail, TailPage, Waiting } from './tail.js';

export interface Follower extends AsyncIterableIterator<EventBatch> {
  /** Ends it; the consumer sees the end when it asks next. */
  end(): void;
}

export interface FollowerParts {
  readonly log: Pick<EventLog, 'read' | 'head'>;
  readonly tail: Tail;
  /** Resolves once the relay knows where the log ended: whatever comes after wakes its followers. */
  readonly started: Promise<void>;
  /** It is over, whoever ended it. */
  readonly left: (follower: Follower) => void;
}

const MOST = 500;
const AGAIN_MS = 500;

export function createFollower(request: FollowRequest, { left, ...parts }: FollowerParts): Follower {
  const state: State = { ended: false };
  const batches = follow(request, parts, state);
  const end = (): void => {
    state.ended = true;
    state.wake?.();
    left(follower);
  };
  const follower: Follower = {
    [Symbol.asyncIterator]: () => follower,
    next: async () => {
      try {
        const result = await batches.next();
        if (result.done) end();
        return result;
      } catch (error) {
        end();
        throw error;
      }
    },
    // A generator that waits takes notice only after its wait.
    return: () => {
      end();
      void batches.return(undefined);
      return Promise.resolve({ done: true, value: undefined });
    },
    end,
  };
  return follower;
}

interface State extends Waiting {
  ended: boolean;
}

async function* follow(
  { after, most = MOST, ...filter }: FollowRequest,
  { log, tail, started }: Omit<FollowerParts, 'left'>,
  state: State,
): AsyncGenerator<EventBatch, undefined> {
  checkLimit(most);
  await started;
  const fits = createFits(filter);
  let cursor = after === 'HEAD' ? await persist(() => log.head(), state) : after;
  while (cursor !== undefined && !state.ended) {
    const { version } = tail;
    const place: string = cursor;
    const page: TailPage | undefined =
      tail.after(place, fits, most) ??
      (await persist(() => log.read({ ...filter, after: place, limit: most }), state));
    cursor = page?.cursor;
    const last = page?.events.at(-1);
    if (page && last) yield { events: page.events, cursor: last.cursor };
    else if (page && !page.hasMore && !isOver(state)) await tail.changed(version, state);
  }
}

/** Asks until the database answers; undefined when the follower ended meanwhile. */
async function persist<T>(ask: () => Promise<T>, state: State): Promise<T | undefined> {
  while (!state.ended) {
    try {
      return await ask();
    } catch (error) {
      if (isRefused(error)) throw error;
      await sleep(AGAIN_MS, undefined, { ref: false });
    }
  }
  return undefined;
}

/** Others end it while we wait, which the compiler does not see. */
const isOver = (state: State): boolean => state.ended;
