/** Who sends a request: an actor, or the answer that says what to send instead. */
import type { IncomingHttpHeaders } from 'node:http';
import { GraphQLError } from 'graphql';
import type { Actor } from '../../subgraphs/kit/actor.js';
import type { Authenticate } from '../auth/authenticate.js';
import { errorAnswer, type RouteAnswer } from './routes.js';

export type Identified = { readonly actor: Actor } | { readonly refusal: RouteAnswer };

export async function identify(
  authenticate: Authenticate,
  headers: IncomingHttpHeaders,
): Promise<Identified> {
  try {
    const { actor } = await authenticate(headers);
    return { actor };
  } catch (error) {
    const message =
      error instanceof GraphQLError ? error.message : 'The token could not be checked; try again';
    const challenge = { 'www-authenticate': 'Bearer realm="plumbline"' };
    return { refusal: errorAnswer(401, 'UNAUTHENTICATED', message, challenge) };
  }
}
