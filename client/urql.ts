/** Subscriptions of urql that go on where they were. Instead of `subscriptionExchange`. */
import { subscriptionExchange, type Exchange, type ExecutionResult } from '@urql/core';
import type { Live } from './live.js';
import { asError, problemsOf, type Transport } from './transport.js';

/** The key of an operation's context that holds the name of its place. */
export const PLACE = 'plumblinePlace';

/**
 * Handles subscriptions; queries and mutations go on to the next exchange.
 * An operation with the context `{ plumblinePlace: 'alerts' }` keeps its place under that name over restarts of the
 * app; one without resumes over reconnects only.
 */
export function resumeExchange(live: Live, transport: Transport): Exchange {
  return subscriptionExchange({
    forwardSubscription: ({ query = '', variables }, { context }) => ({
      subscribe(observer) {
        const name = (context as Readonly<Record<string, unknown>>)[PLACE];
        const payload = { query, variables: (variables ?? {}) as Record<string, unknown> };
        const leave = live.subscribe(transport, payload, typeof name === 'string' ? name : null, {
          next: (answer) => observer.next(answer as ExecutionResult),
          error: (error) => fail(observer, error),
          complete: () => observer.complete(),
        });
        return { unsubscribe: leave };
      },
    }),
  });
}

/** What the server says is an answer to urql; its error handler would call it a network error. */
function fail(
  observer: { next(answer: ExecutionResult): void; error(error: unknown): void; complete(): void },
  error: unknown,
): void {
  const problems = problemsOf(error);
  if (!problems) {
    observer.error(asError(error));
    return;
  }
  observer.next({ data: null, errors: [...problems] });
  observer.complete();
}
