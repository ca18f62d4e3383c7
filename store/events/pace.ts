/** How soon to look again: at once when woken, often while something happens, ever more seldom when nothing does. */
import { performance } from 'node:perf_hooks';
import type { EventsSettings } from './settings.js';

export interface Pace {
  /** Something happened, or is about to: look often for a while. Ends a wait that is under way. */
  stir(): void;
  /** Resolves when it is time to look again. */
  wait(): Promise<void>;
  /** From now on looks that often, unless stirred; as it was before when undefined. */
  every(ms: number | undefined): void;
}

/** An event may become readable a moment after its wake-up, once older transactions have ended. */
const BUSY_FOR_MS = 1_000;
/** Wake-ups that come closer together count as one. */
const LEAST_MS = 5;

export function createPace({
  busyPollMs,
  restPollMs,
}: Pick<EventsSettings, 'busyPollMs' | 'restPollMs'>): Pace {
  let stirredAt = -Infinity;
  let stirred = false;
  let pause = busyPollMs;
  let steady: number | undefined;
  let end: (() => void) | undefined;
  return {
    every(ms) {
      steady = ms;
    },
    stir() {
      stirredAt = performance.now();
      stirred = true;
      end?.();
    },
    async wait() {
      const quiet = performance.now() - stirredAt >= BUSY_FOR_MS;
      pause = quiet ? Math.min(restPollMs, pause * 2) : Math.min(restPollMs, busyPollMs);
      await sleep(LEAST_MS);
      if (!stirred) await sleep((steady ?? pause) - LEAST_MS, (wake) => (end = wake));
      end = undefined;
      stirred = false;
    },
  };
}

/** A resting process may end while this waits. */
function sleep(ms: number, onEnd?: (wake: () => void) => void): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(done, ms).unref();
    onEnd?.(() => {
      clearTimeout(timer);
      done();
    });
  });
}
