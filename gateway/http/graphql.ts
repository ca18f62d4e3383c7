/** `/graphql`: authenticates, reads the request and hands it to Apollo Server. */
import type { IncomingMessage } from 'node:http';
import { HeaderMap, type ApolloServer } from '@apollo/server';
import type { Authenticate } from '../auth/authenticate.js';
import type { GatewayContext } from '../federated-gateway.js';
import type { Limits } from '../limits.js';
import { identify } from './identify.js';
import { BodyTooLargeError, readBody } from './read-body.js';
import { errorAnswer, type RouteAnswer } from './routes.js';

export interface GraphqlDoor {
  readonly apollo: ApolloServer<GatewayContext>;
  readonly authenticate: Authenticate;
  readonly limits: Limits;
}

/** Browsers that ask for a page get the landing page, which needs no token. */
export function wantsPage(request: IncomingMessage): boolean {
  return request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
}

export async function answerGraphql(
  door: GraphqlDoor,
  request: IncomingMessage,
  requestId: string,
  signal: AbortSignal,
): Promise<RouteAnswer> {
  if (wantsPage(request))
    return runApollo(door, request, undefined, () => Promise.reject(new Error('no page')));
  const caller = await identify(door.authenticate, request.headers);
  if ('refusal' in caller) {
    request.resume();
    return caller.refusal;
  }
  const { actor } = caller;
  const body =
    request.method === 'POST' ? await readJson(request, door.limits.bodyBytes) : { value: undefined };
  if ('refusal' in body) return body.refusal;
  return runApollo(door, request, body.value, () =>
    Promise.resolve({ request: { id: requestId, actor }, signal }),
  );
}

type JsonBody = { readonly value: unknown } | { readonly refusal: RouteAnswer };

async function readJson(request: IncomingMessage, maxBytes: number): Promise<JsonBody> {
  const type = request.headers['content-type'] ?? '';
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    request.resume();
    const given = type === '' ? 'is missing' : `is "${type}"`;
    return { refusal: errorAnswer(415, 'BAD_REQUEST', `The content-type ${given}; send application/json`) };
  }
  let text: string;
  try {
    text = await readBody(request, maxBytes);
  } catch (error) {
    if (!(error instanceof BodyTooLargeError)) throw error;
    const message = `The request body exceeds ${maxBytes} bytes; send less at a time`;
    return { refusal: errorAnswer(413, 'LIMIT_EXCEEDED', message, { connection: 'close' }) };
  }
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return { refusal: errorAnswer(400, 'BAD_REQUEST', 'The request body is not valid JSON') };
  }
}

async function runApollo(
  door: GraphqlDoor,
  request: IncomingMessage,
  body: unknown,
  context: () => Promise<GatewayContext>,
): Promise<RouteAnswer> {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  const url = request.url ?? '';
  const search = url.includes('?') ? url.slice(url.indexOf('?')) : '';
  const method = (request.method ?? 'GET').toUpperCase();
  const answer = await door.apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method, headers, search, body },
    context,
  });
  if (answer.body.kind === 'chunked') throw new Error('Answers in parts are not offered');
  return {
    status: answer.status ?? 200,
    headers: Object.fromEntries(answer.headers),
    body: answer.body.string,
  };
}
