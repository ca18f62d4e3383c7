/**
 * One table of public errors: code → who mends it and whether to try again. Messages name the thing, the value
 * and the next step; they never carry a trace of internals or an upstream's traceback.
 */
import { GraphQLError } from 'graphql';

export const ERRORS = {
  UPSTREAM_UNAVAILABLE: { retry: true, mends: 'the integration owner' },
  BAD_USER_INPUT: { retry: false, mends: 'the caller' },
  UNAUTHENTICATED: { retry: false, mends: 'the caller' },
  FORBIDDEN: { retry: false, mends: 'an administrator' },
  NOT_FOUND: { retry: false, mends: 'the caller' },
  CURSOR_INVALID: { retry: false, mends: 'the caller' },
  CURSOR_EXPIRED: { retry: false, mends: 'the caller' },
  LIMIT_EXCEEDED: { retry: false, mends: 'the caller' },
  INTERNAL_SERVER_ERROR: { retry: true, mends: 'the Plumbline operator' },
} as const;
export type ErrorCode = keyof typeof ERRORS;

/** The names under which failures of upstream systems are reported (`extensions.system`, `sources.system`). */
export const SYSTEMS = ['odoo', 'telematics', 'maintenance', 'scheduling', 'estimating'] as const;
/** `plumbline`: our own store, a target of writes like any other. */
export type SystemName = (typeof SYSTEMS)[number] | 'plumbline';

export function publicError(
  code: ErrorCode,
  message: string,
  extensions: Record<string, unknown> = {},
): GraphQLError {
  return new GraphQLError(message, { extensions: { code, ...extensions } });
}

/** Why a call to an upstream failed, decided at the transport from status, error name and socket code. */
export type FailureKind =
  | 'TIMEOUT' // no complete answer within the time-out
  | 'NETWORK' // refused, reset, cut off
  | 'RATE_LIMITED' // 429 and the wait would exceed the deadline
  | 'SERVER' // 5xx that is not a business error
  | 'GARBAGE' // an answer that is not what the vendor's protocol promises (HTML, broken JSON, half a page)
  | 'AUTH' // the configured credentials were refused
  | 'BUSINESS' // the system understood and said no; never retried
  | 'BREAKER_OPEN'; // not called: too many failures just now

/** A failed upstream call. `message` is safe to show; the vendor's own text stays in `detail` for the log. */
export class UpstreamError extends Error {
  override readonly name = 'UpstreamError';
  constructor(
    readonly system: SystemName,
    readonly kind: FailureKind,
    message: string,
    readonly detail?: string,
    /** Milliseconds the upstream asked us to wait (Retry-After). */
    readonly retryAfterMs?: number,
  ) {
    super(message);
  }
}

/** Jest and worker realms break `instanceof`, so classify by shape. */
export function isUpstreamError(error: unknown): error is UpstreamError {
  return (
    typeof error === 'object' && error !== null && (error as { name?: unknown }).name === 'UpstreamError'
  );
}

/** The one way an upstream failure leaves a subgraph; the gateway folds these to one per system and request. */
export function unavailable(error: UpstreamError): GraphQLError {
  return publicError('UPSTREAM_UNAVAILABLE', error.message, { system: error.system, reason: error.kind });
}
