/**
 * Who may call a system now: so many at once, and so many begun in any second. In one process first come, first
 * served; over several processes the shared part counts with the others.
 */
import type { QueueLimits } from './engine.js';

export interface Gates {
  /** Runs `work` when its turn at the system has come. Rejects for a queue nobody named, and after `close`. */
  pass<T>(queue: string, work: () => Promise<T>): Promise<T>;
  /** Turns away who waits; who is inside goes on. */
  close(): void;
}

/** What processes on one database count together. */
export interface SharedGates {
  /** Resolves with a place at the system that is this process's until it is given back. */
  enter(queue: string, places: number, given: () => boolean): Promise<() => Promise<void>>;
  /** Reserves the next start. @returns milliseconds until then */
  reserve(queue: string, perSecond: number): Promise<number>;
}

const SECOND_MS = 1_000;

export function createGates(
  limits: Readonly<Record<string, QueueLimits>>,
  shared: SharedGates | null,
): Gates {
  const gates = new Map(Object.entries(limits).map(([name, own]) => [name, createGate(name, own, shared)]));
  return {
    pass: async (queue, work) => {
      const gate = gates.get(queue);
      if (!gate) throw new Error(`no limits were given for queue "${queue}"`);
      return gate.pass(work);
    },
    close: () => gates.forEach((gate) => gate.close()),
  };
}

interface Gate {
  pass<T>(work: () => Promise<T>): Promise<T>;
  close(): void;
}

function createGate(name: string, { concurrency, perSecond }: QueueLimits, shared: SharedGates | null): Gate {
  const places = createPlaces(concurrency);
  const reserve = shared ? () => shared.reserve(name, perSecond) : createPace(perSecond);
  return {
    async pass(work) {
      await places.take();
      try {
        const leave = await shared?.enter(name, concurrency, () => places.closed);
        try {
          const wait = await reserve();
          if (wait > 0) await new Promise((done) => setTimeout(done, wait));
          if (places.closed) throw closedError();
          return await work();
        } finally {
          await leave?.();
        }
      } finally {
        places.give();
      }
    },
    close: () => places.close(),
  };
}

interface Places {
  readonly closed: boolean;
  take(): Promise<void>;
  give(): void;
  close(): void;
}

function createPlaces(count: number): Places {
  const waiting: { go: () => void; turnAway: (error: Error) => void }[] = [];
  let free = count;
  let closed = false;
  return {
    get closed() {
      return closed;
    },
    take: async () => {
      if (closed) throw closedError();
      if (free > 0) free -= 1;
      else await new Promise<void>((go, turnAway) => waiting.push({ go, turnAway }));
    },
    give: () => {
      // Whoever waits takes the place over without it ever being free, so that nobody slips in between.
      const next = waiting.shift();
      if (next) next.go();
      else free += 1;
    },
    close: () => {
      closed = true;
      for (const { turnAway } of waiting.splice(0)) turnAway(closedError());
    },
  };
}

export const closedError = (): Error => new Error('the engine is stopping');

/** Reserves starts so that any second has at most `perSecond` of them. */
export function createPace(perSecond: number, now: () => number = Date.now): () => number {
  const starts: number[] = [];
  return () => {
    const moment = now();
    const oldest = starts.length < perSecond ? undefined : starts.shift();
    const at = oldest === undefined ? moment : Math.max(moment, oldest + SECOND_MS);
    starts.push(at);
    return at - moment;
  };
}
