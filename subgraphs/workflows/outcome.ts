/** What a failed call means for the step that made it. Pure. */
import type { Idempotency } from '../kit/effect.js';
import type { FailureKind } from '../kit/errors.js';

export type Verdict =
  /** The system said no: nothing landed, nothing is tried again. */
  | { readonly kind: 'REFUSED' }
  /** Nothing was sent or it was turned away at the door: try again later. */
  | { readonly kind: 'AGAIN'; readonly afterMs: number }
  /** It may have landed. @property afterMs how long to wait before it is looked up or sent again */
  | { readonly kind: 'MAYBE'; readonly afterMs: number };

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 60_000;
/** Attempts at one step of one run before it is given up. */
export const MOST_ATTEMPTS = 8;

/** Doubles from half a second to a minute. @param attempt 1 for the first */
export function backOff(attempt: number): number {
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempt - 1));
}

export function judge(
  failure: { readonly kind: FailureKind; readonly retryAfterMs?: number | undefined },
  idempotency: Idempotency,
  attempt: number,
): Verdict {
  const afterMs = Math.max(backOff(attempt), failure.retryAfterMs ?? 0);
  switch (failure.kind) {
    case 'BUSINESS':
    case 'AUTH':
      return { kind: 'REFUSED' };
    case 'RATE_LIMITED':
    case 'BREAKER_OPEN':
      return { kind: 'AGAIN', afterMs };
    case 'TIMEOUT':
    case 'NETWORK':
    case 'SERVER':
    case 'GARBAGE':
      return { kind: 'MAYBE', afterMs: idempotency.kind === 'LOOK_UP' ? idempotency.delayBoundMs : afterMs };
    default:
      return failure.kind satisfies never;
  }
}
