/** Subscriptions of Apollo Client 4 that go on where they were. Instead of `GraphQLWsLink`, over the same socket. */
import { ApolloLink } from '@apollo/client/link';
import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { print } from '@apollo/client/utilities';
import { OperationTypeNode } from 'graphql';
import { Observable } from 'rxjs';
import type { Live } from './live.js';
import { asError, problemsOf, type Transport } from './transport.js';

/** The key of an operation's context that holds the name of its place. */
export const PLACE = 'plumblinePlace';

/**
 * A terminating link for subscriptions; queries and mutations that reach it are sent as they are.
 * An operation with `context: { plumblinePlace: 'alerts' }` keeps its place under that name over restarts of the app;
 * one without resumes over reconnects only.
 */
export class ResumeLink extends ApolloLink {
  constructor(
    private readonly live: Live,
    private readonly transport: Transport<ApolloLink.Result>,
  ) {
    super();
  }

  override request(operation: ApolloLink.Operation): Observable<ApolloLink.Result> {
    const { query, variables, operationType } = operation;
    const payload = { query: print(query), operationName: operation.operationName ?? null, variables };
    const name: unknown = operation.getContext()[PLACE];
    return new Observable((observer) => {
      const sink = {
        next: (answer: ApolloLink.Result) => observer.next(answer),
        error: (error: unknown) => observer.error(toApolloError(error)),
        complete: () => observer.complete(),
      };
      if (operationType !== OperationTypeNode.SUBSCRIPTION) return this.transport.subscribe(payload, sink);
      return this.live.subscribe(this.transport, payload, typeof name === 'string' ? name : null, sink);
    });
  }
}

function toApolloError(error: unknown): Error {
  const problems = problemsOf(error);
  return problems ? new CombinedGraphQLErrors({ errors: [...problems] }) : asError(error);
}
