/** What a way to subscribe must offer. The clients of graphql-ws and graphql-sse do as they are. */

export interface Payload {
  readonly query: string;
  readonly operationName?: string | null;
  /** Read anew with every connection: a place that is set here is where a reconnect goes on. */
  readonly variables: Record<string, unknown>;
}
export interface Problem {
  readonly message: string;
  readonly extensions?: Readonly<Record<string, unknown>>;
}
export interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null | undefined;
  readonly errors?: readonly Problem[] | undefined;
}
export interface Sink<A extends Answer = Answer> {
  next(answer: A): void;
  error(error: unknown): void;
  complete(): void;
}
export interface Transport<A extends Answer = Answer> {
  /** @returns ends it */
  subscribe(payload: Payload, sink: Sink<A>): () => void;
}

/** GraphQL errors in whatever a library wraps them; null for what is none, such as a socket that closed. */
export function problemsOf(error: unknown): readonly Problem[] | null {
  if (Array.isArray(error)) return error as Problem[];
  const { errors, graphQLErrors } = (error ?? {}) as { errors?: unknown; graphQLErrors?: unknown };
  const wrapped = [errors, graphQLErrors].find((own) => Array.isArray(own) && own.length > 0);
  return (wrapped as Problem[] | undefined) ?? null;
}

/** Bad request, bad answer, wrong protocol: repeated, they come again. */
const FINAL_CLOSES = [4004, 4400, 4406];
/** Not now, or not with this token. */
const PASSING_STATUSES = [401, 408, 425, 429];

/** True for a failure that the same request would meet again. */
export function isFinal(error: unknown): boolean {
  const { code, statusCode, message } = (error ?? {}) as Partial<Record<string, unknown>>;
  if (typeof statusCode === 'number')
    return statusCode >= 400 && statusCode < 500 && !PASSING_STATUSES.includes(statusCode);
  // Apollo's link keeps the code of a closed socket in its text only.
  const [, told] = /^Socket closed with event (\d+)/.exec(String(message)) ?? [];
  return FINAL_CLOSES.includes(typeof code === 'number' ? code : Number(told));
}

/** A socket's close is no Error, which the libraries expect. */
export function asError(error: unknown): Error {
  if (error instanceof Error) return error;
  const { code, reason } = (error ?? {}) as { code?: unknown; reason?: unknown };
  if (typeof code !== 'number') return new Error('The connection failed', { cause: error });
  const why = typeof reason === 'string' ? ` ${reason}` : '';
  return new Error(`Socket closed with event ${code}${why}`, { cause: error });
}
