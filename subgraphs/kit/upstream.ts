/**
 * The one way out: every call to an upstream system passes its limiter, breaker, time-out and retry here.
 * A vendor's client adds only what is the vendor's own: paths, authentication, paging, error classification.
 */
import { Agent, request as send } from 'undici';
import { createBreaker, type Breaker, type BreakerSettings } from './breaker.js';
import { UpstreamError, type FailureKind, type SystemName } from './errors.js';
import { createLimiter, type Limiter, type Limits } from './limiter.js';

export interface UpstreamSettings {
  readonly system: SystemName;
  /** Base address without a trailing slash. */
  readonly url: string;
  /** Milliseconds one attempt may take, answer body included. */
  readonly timeoutMs: number;
  /** Milliseconds all attempts of one call may take together. */
  readonly deadlineMs: number;
  /** Attempts of one read, the first included. Writes are never repeated here. */
  readonly attempts: number;
  readonly limits: Limits;
  readonly breaker: BreakerSettings;
}

export const UPSTREAM_DEFAULTS = {
  timeoutMs: 10_000,
  deadlineMs: 15_000,
  attempts: 3,
  limits: { concurrency: 8, perSecond: 100 },
  breaker: { failures: 5, openMs: 5_000 },
} as const;

export interface UpstreamRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path and query, from the base address. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** True when repeating the call has no effect on the upstream (also a POST that only reads). */
  readonly readOnly: boolean;
  /** Says what a non-2xx answer means; undefined leaves it to the status. The detail goes to the log only. */
  readonly classify?: (
    status: number,
    body: string,
  ) => { kind: FailureKind; message: string; detail?: string } | undefined;
}

export interface UpstreamResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Reports every attempt, for metrics and logs. */
export type CallObserver = (call: {
  system: SystemName;
  method: string;
  path: string;
  ms: number;
  outcome: 'OK' | FailureKind;
}) => void;

export interface Upstream {
  readonly system: SystemName;
  readonly breaker: Breaker;
  /** Resolves with a 2xx answer; otherwise rejects with an UpstreamError. */
  call(request: UpstreamRequest): Promise<UpstreamResponse>;
  close(): Promise<void>;
}

const RETRYABLE: ReadonlySet<FailureKind> = new Set([
  'TIMEOUT',
  'NETWORK',
  'SERVER',
  'RATE_LIMITED',
  'GARBAGE',
]);
/** Failures that say the upstream is unwell; a refusal or a wrong key does not open the breaker. */
const UNWELL: ReadonlySet<FailureKind> = new Set(['TIMEOUT', 'NETWORK', 'SERVER', 'GARBAGE']);

export function createUpstream(
  settings: UpstreamSettings,
  observe: CallObserver = () => undefined,
): Upstream {
  const agent = new Agent({ connections: settings.limits.concurrency, keepAliveTimeout: 10_000 });
  const limiter = createLimiter(settings.limits);
  const breaker = createBreaker(settings.breaker);
  const transport = { settings, agent, limiter, breaker, observe };
  return {
    system: settings.system,
    breaker,
    call: (request) => callWithRetry(transport, request),
    close: () => agent.close(),
  };
}

interface Transport {
  readonly settings: UpstreamSettings;
  readonly agent: Agent;
  readonly limiter: Limiter;
  readonly breaker: Breaker;
  readonly observe: CallObserver;
}

async function callWithRetry(transport: Transport, request: UpstreamRequest): Promise<UpstreamResponse> {
  const { settings } = transport;
  const giveUpAt = Date.now() + settings.deadlineMs;
  const attempts = request.readOnly ? settings.attempts : 1;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transport.limiter.run(() => attemptOnce(transport, request));
    } catch (error) {
      const failure = error as UpstreamError;
      const waitMs = failure.retryAfterMs ?? 50 * 2 ** (attempt - 1) * (0.5 + Math.random());
      const mayRetry = RETRYABLE.has(failure.kind) && attempt < attempts && Date.now() + waitMs < giveUpAt;
      if (!mayRetry) throw failure;
      await new Promise((done) => setTimeout(done, waitMs));
    }
  }
}

async function attemptOnce(transport: Transport, request: UpstreamRequest): Promise<UpstreamResponse> {
  const { settings, breaker, observe } = transport;
  const { system } = settings;
  if (!breaker.tryAcquire()) {
    throw new UpstreamError(
      system,
      'BREAKER_OPEN',
      `${system} failed several times just now; it is asked again in a few seconds`,
    );
  }
  const started = performance.now();
  const seen = (outcome: 'OK' | FailureKind): void =>
    observe({ system, method: request.method, path: request.path, ms: performance.now() - started, outcome });
  try {
    const response = await exchange(transport, request);
    breaker.success();
    seen('OK');
    return response;
  } catch (error) {
    const failure = toUpstreamError(system, settings.timeoutMs, error);
    if (UNWELL.has(failure.kind)) breaker.failure();
    else breaker.success();
    seen(failure.kind);
    throw failure;
  }
}

async function exchange(transport: Transport, request: UpstreamRequest): Promise<UpstreamResponse> {
  const { settings, agent } = transport;
  const response = await send(settings.url + request.path, {
    method: request.method,
    dispatcher: agent,
    headersTimeout: settings.timeoutMs,
    bodyTimeout: settings.timeoutMs,
    signal: AbortSignal.timeout(settings.timeoutMs),
    ...(request.headers && { headers: request.headers }),
    ...(request.body !== undefined && { body: request.body }),
  });
  const body = await response.body.text();
  if (response.statusCode >= 200 && response.statusCode < 300) {
    return { status: response.statusCode, headers: response.headers, body };
  }
  throw refused(settings.system, request, response.statusCode, response.headers['retry-after'], body);
}

function refused(
  system: SystemName,
  request: UpstreamRequest,
  status: number,
  retryAfter: string | string[] | undefined,
  body: string,
): UpstreamError {
  const own = request.classify?.(status, body);
  if (own) return new UpstreamError(system, own.kind, own.message, own.detail);
  const detail = body.slice(0, 500);
  if (status === 429) {
    return new UpstreamError(
      system,
      'RATE_LIMITED',
      `${system} is limiting requests (HTTP 429)`,
      detail,
      retryAfterMs(retryAfter),
    );
  }
  if (status === 401 || status === 403)
    return new UpstreamError(
      system,
      'AUTH',
      `${system} refused our credentials (HTTP ${status}); check the configured key`,
      detail,
    );
  if (status >= 500) return new UpstreamError(system, 'SERVER', `${system} failed (HTTP ${status})`, detail);
  return new UpstreamError(system, 'BUSINESS', `${system} refused the request (HTTP ${status})`, detail);
}

/** Retry-After in seconds or as an HTTP date; without one, a second. */
function retryAfterMs(header: string | string[] | undefined): number {
  const text = Array.isArray(header) ? header[0] : header;
  if (text === undefined) return 1_000;
  const seconds = /^\d+$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - Date.now();
  return Number.isFinite(seconds) ? Math.max(0, seconds) : 1_000;
}

const NETWORK_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_SOCKET',
  'UND_ERR_CLOSED',
  'UND_ERR_DESTROYED',
  'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
]);

function toUpstreamError(system: SystemName, timeoutMs: number, error: unknown): UpstreamError {
  const { name, code, message } = error as { name?: string; code?: string; message?: string };
  if (name === 'UpstreamError') return error as UpstreamError;
  if (name === 'TimeoutError' || name === 'AbortError' || code?.includes('TIMEOUT')) {
    return new UpstreamError(system, 'TIMEOUT', `${system} did not answer within ${timeoutMs} ms`, message);
  }
  if (code !== undefined && (NETWORK_CODES.has(code) || code.startsWith('HPE_'))) {
    return new UpstreamError(
      system,
      'NETWORK',
      `${system} cannot be reached or cut the connection (${code})`,
      message,
    );
  }
  return new UpstreamError(system, 'NETWORK', `${system} cannot be reached`, message);
}

/** Parses an answer that must be JSON; anything else is GARBAGE. Numbers are kept as JavaScript numbers. */
export function parseJson(system: SystemName, body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    throw new UpstreamError(
      system,
      'GARBAGE',
      `${system} answered something that is not JSON`,
      body.slice(0, 200),
    );
  }
}
