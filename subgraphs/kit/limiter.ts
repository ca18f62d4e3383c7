/**
 * Limits calls to one upstream instance: how many at once, and how many per second. The limits are the instance's, so
 * processes that share it take an equal part each. Reads and writes wait in lanes of their own that take turns: a burst
 * of one does not starve the other. Within a lane, first come is first served.
 */
import { AsyncLocalStorage } from 'node:async_hooks';

export interface Limits {
  /** Calls in flight at once. */
  readonly concurrency: number;
  /** Calls started in any one second; all of them may start at once. */
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
  const pace = createPace(limits.perSecond, now);
  let active = 0;
  let timer: NodeJS.Timeout | undefined;
  // Each process keeps one at least: with more processes than calls allowed, that many are in flight.
  const room = (): boolean => active < Math.max(1, Math.floor(limits.concurrency / sharing));

  function pump(): void {
    while (queue.length > 0 && room() && pace.take()) {
      active += 1;
      queue.shift()?.();
    }
    if (queue.length > 0 && room()) {
      timer ??= setTimeout(() => {
        timer = undefined;
        pump();
      }, pace.waitMs()).unref();
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

interface Pace {
  /** True when a call may start now; it counts from then on. */
  take(): boolean;
  /** Milliseconds until the next may start, at least one. */
  waitMs(): number;
}

/**
 * No window of a second holds more starts than allowed, as upstreams count them. A rate below one per second allows one
 * in a longer window.
 */
function createPace(perSecond: number, now: () => number): Pace {
  const rate = (): number => perSecond / sharing;
  const most = (): number => Math.max(1, Math.floor(rate()));
  const windowMs = (): number => (most() / rate()) * 1_000;
  /** Oldest first, from `first` on. */
  let starts: number[] = [];
  let first = 0;
  const forget = (at: number): void => {
    while (first < starts.length && (starts[first] ?? 0) <= at - windowMs()) first += 1;
    if (first > 1_000) {
      starts = starts.slice(first);
      first = 0;
    }
  };
  return {
    take() {
      const at = now();
      forget(at);
      if (starts.length - first >= most()) return false;
      starts.push(at);
      return true;
    },
    waitMs() {
      // The start that must leave the window first; more than one when the share became smaller.
      const leaving = starts[starts.length - most()] ?? 0;
      return Math.max(1, Math.ceil(leaving + windowMs() - now()));
    },
  };
}
