/**
 * Limits calls to one upstream instance: how many at once, and how many per second. The limits are the instance's, so
 * processes that share it take an equal part each. Reads and writes wait in lanes of their own that take turns: a burst
 * of one does not starve the other. Within a lane, first come is first served.
 */
import { AsyncLocalStorage } from 'node:async_hooks';

export interface Limits {
  /** Calls in flight at once. */
  readonly concurrency: number;
  /** Calls started per second, averaged; bursts up to one second's worth. */
  readonly perSecond: number;
}

export interface Limiter {
  run<T>(task: () => Promise<T>): Promise<T>;
  readonly waiting: number;
}

export type Lane = 'read' | 'write';
const lanes = new AsyncLocalStorage<Lane>();

/** Every call the work makes, reading back included, waits in the lane. Outside of any, calls are reads. */
export function inLane<T>(lane: Lane, work: () => Promise<T>): Promise<T> {
  return lanes.run(lane, work);
}

let sharing = 1;

/** @param processes living processes that use the same upstreams, this one included */
export function shareLimits(processes: number): void {
  sharing = Math.max(1, processes);
}

export function createLimiter(limits: Limits, now: () => number = () => performance.now()): Limiter {
  const queue = createQueue();
  const bucket = createBucket(limits.perSecond, now);
  let active = 0;
  let timer: NodeJS.Timeout | undefined;
  // Each process keeps one at least: with more processes than calls allowed, that many are in flight.
  const room = (): boolean => active < Math.max(1, Math.floor(limits.concurrency / sharing));

  function pump(): void {
    while (queue.length > 0 && room() && bucket.take()) {
      active += 1;
      queue.shift()?.();
    }
    if (queue.length > 0 && room()) {
      timer ??= setTimeout(() => {
        timer = undefined;
        pump();
      }, bucket.waitMs()).unref();
    }
  }

  return {
    get waiting() {
      return queue.length;
    },
    async run(task) {
      await new Promise<void>((start) => {
        queue.push(lanes.getStore() ?? 'read', start);
        pump();
      });
      try {
        return await task();
      } finally {
        active -= 1;
        pump();
      }
    },
  };
}

interface Queue {
  readonly length: number;
  push(lane: Lane, start: () => void): void;
  /** The lanes take turns while both wait. */
  shift(): (() => void) | undefined;
}

function createQueue(): Queue {
  const waiting: Readonly<Record<Lane, (() => void)[]>> = { read: [], write: [] };
  let next: Lane = 'read';
  return {
    get length() {
      return waiting.read.length + waiting.write.length;
    },
    push: (lane, start) => void waiting[lane].push(start),
    shift() {
      const other = next === 'read' ? 'write' : 'read';
      const lane = waiting[next].length > 0 ? next : other;
      next = lane === 'read' ? 'write' : 'read';
      return waiting[lane].shift();
    },
  };
}

interface Bucket {
  /** Takes a token if there is one. */
  take(): boolean;
  /** Milliseconds until the next token, at least one. */
  waitMs(): number;
}

/** Token bucket, full at the start. It holds at least one token, so that a rate below one per second still works. */
function createBucket(perSecond: number, now: () => number): Bucket {
  const rate = (): number => perSecond / sharing;
  const size = (): number => Math.max(1, rate());
  let tokens = size();
  let filledAt = now();
  return {
    take() {
      const at = now();
      tokens = Math.min(size(), tokens + ((at - filledAt) / 1000) * rate());
      filledAt = at;
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
    waitMs: () => Math.max(1, ((1 - tokens) / rate()) * 1000),
  };
}
