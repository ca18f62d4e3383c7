/** A small route table: exact paths, and a few prefixes; one handler each. */
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';

export interface RouteRequest {
  /** Address the client used, for example `http://127.0.0.1:4000`. */
  readonly origin: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** The body as it arrives; a handler that leaves it early can still answer. Whatever is not read is passed over. */
  body(): AsyncIterable<Uint8Array>;
}
export interface RouteAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  /** Serves everything below the path as well. */
  readonly prefix?: true;
  handle(request: RouteRequest): RouteAnswer | Promise<RouteAnswer>;
}

export function toRouteRequest(request: IncomingMessage): RouteRequest {
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  return {
    origin: `http://${request.headers.host ?? 'localhost'}`,
    path,
    headers: request.headers,
    // Leaving the loop would by default destroy the socket, and with it the answer.
    body: () => request.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>,
  };
}

export type FindRoute = (method: string, path: string) => Route | undefined;

export function createRouteTable(routes: readonly Route[]): FindRoute {
  const exact = new Map(routes.map((route) => [`${route.method} ${route.path}`, route]));
  const prefixes = routes.filter(({ prefix }) => prefix);
  return (method, path) =>
    exact.get(`${method} ${path}`) ??
    prefixes.find((route) => route.method === method && path.startsWith(`${route.path}/`));
}

export function jsonAnswer(
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
): RouteAnswer {
  const body = JSON.stringify(value);
  return { status, headers: { 'content-type': 'application/json; charset=utf-8', ...headers }, body };
}

/** An answer in GraphQL's own error form, for refusals before an operation runs. */
export function errorAnswer(
  status: number,
  code: string,
  message: string,
  headers: Record<string, string> = {},
): RouteAnswer {
  return jsonAnswer(status, { errors: [{ message, extensions: { code } }] }, headers);
}

export function writeAnswer(response: ServerResponse, { status, headers, body }: RouteAnswer): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}
