/**
 * Circuit breaker: CLOSED (calls pass) → OPEN after `failures` failures in a row (calls fail at once) →
 * after `openMs`, HALF_OPEN (one trial call) → CLOSED if it succeeds, OPEN again if not.
 */
export interface BreakerSettings {
  readonly failures: number;
  readonly openMs: number;
}
export type BreakerState = 'CLOSED' | 'OPEN' | 'HALF_OPEN';

export interface Breaker {
  readonly state: BreakerState;
  /** True when a call may be made now; takes the one trial slot when half open. */
  tryAcquire(): boolean;
  success(): void;
  failure(): void;
}

export function createBreaker(settings: BreakerSettings, now: () => number = () => Date.now()): Breaker {
  let state: BreakerState = 'CLOSED';
  let inARow = 0;
  let openedAt = 0;
  return {
    get state() {
      return state;
    },
    tryAcquire() {
      if (state === 'CLOSED') return true;
      if (now() - openedAt < settings.openMs) return false;
      // A trial whose outcome never came back frees its slot after another `openMs`.
      openedAt = now();
      state = 'HALF_OPEN';
      return true;
    },
    success() {
      state = 'CLOSED';
      inARow = 0;
    },
    failure() {
      inARow += 1;
      if (state === 'HALF_OPEN' || inARow >= settings.failures) {
        state = 'OPEN';
        openedAt = now();
      }
    },
  };
}
