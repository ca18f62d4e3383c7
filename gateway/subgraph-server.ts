/**
 * Serves one subgraph over HTTP to the gateway: `POST /graphql` with a passport, `GET /healthz` for the process.
 * Everything else, and every request without a valid passport, is refused.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Subgraph } from '../subgraphs/kit/subgraph.js';
import { createInProcessSource } from './data-sources/in-process.js';
import { createVerifier, type VerifyPassport } from './data-sources/passport.js';
import type { SubgraphError, SubgraphSource } from './data-sources/source.js';
import { isRecord } from './executor/merge.js';
import { readBody } from './http/read-body.js';
import { isUpstreamError, unavailable } from '../subgraphs/kit/errors.js';

export interface SubgraphServerOptions {
  readonly port: number;
  /** Shared with the gateway; at least 32 bytes. */
  readonly secret: string;
  readonly host?: string;
  readonly maxBodyBytes?: number;
}

export interface SubgraphServer {
  readonly url: string;
  readonly port: number;
  /** Lets running requests finish, then closes; the subgraph itself is left to its owner. */
  stop(): Promise<void>;
}

export async function serveSubgraph(
  subgraph: Subgraph,
  options: SubgraphServerOptions,
): Promise<SubgraphServer> {
  const source = createInProcessSource(subgraph);
  const door = {
    source,
    verify: createVerifier(options.secret),
    maxBytes: options.maxBodyBytes ?? 20_000_000,
  };
  const host = options.host ?? '127.0.0.1';
  const server = createServer((request, response) => {
    handle(door, request, response).catch(() => {
      if (!response.headersSent) send(response, 400, { error: 'The body must be JSON with a query' });
      else response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://${host}:${port}/graphql`, port, stop: () => close(server) };
}

interface Door {
  readonly source: SubgraphSource;
  readonly verify: VerifyPassport;
  readonly maxBytes: number;
}

async function handle(door: Door, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method === 'GET' && request.url === '/healthz') {
    send(response, 200, { status: 'up' });
    return;
  }
  if (request.method !== 'POST' || request.url !== '/graphql') {
    send(response, 404, { error: 'A subgraph answers POST /graphql and GET /healthz only' });
    return;
  }
  const gatewayRequest = door.verify(request.headers.authorization);
  if (!gatewayRequest) {
    request.resume();
    send(response, 401, {
      error: 'Only the gateway may ask a subgraph; its passport is missing or invalid',
    });
    return;
  }
  const body: unknown = JSON.parse(await readBody(request, door.maxBytes));
  if (!isRecord(body) || typeof body['query'] !== 'string') throw new Error('no query');
  const { data, errors } = await door.source.fetch({
    query: body['query'],
    operationName: typeof body['operationName'] === 'string' ? body['operationName'] : undefined,
    variables: isRecord(body['variables']) ? body['variables'] : {},
    request: gatewayRequest,
    root: rootOf(body),
  });
  send(response, 200, { data: data ?? null, ...(errors?.length && { errors: errors.map(toWire) }) });
}

/** The passport says that the gateway asks, so what it names as the event is one. */
function rootOf({ extensions }: Record<string, unknown>): Record<string, unknown> | undefined {
  const root = isRecord(extensions) ? extensions['root'] : undefined;
  return isRecord(root) ? root : undefined;
}

function toWire({
  message,
  path,
  extensions,
  originalError,
}: SubgraphError): Omit<SubgraphError, 'originalError'> {
  if (!isUpstreamError(originalError)) return { message, path, extensions };
  const known = unavailable(originalError);
  return { message: known.message, path, extensions: known.extensions };
}

function send(response: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}
