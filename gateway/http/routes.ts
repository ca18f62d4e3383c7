/** A small route table: exact paths, one handler each. */
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';

export interface RouteRequest {
  /** Address the client used, for example `http://127.0.0.1:4000`. */
  readonly origin: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}
export interface RouteAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}
export interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  handle(request: RouteRequest): RouteAnswer | Promise<RouteAnswer>;
}

export function toRouteRequest(request: IncomingMessage): RouteRequest {
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  return { origin: `http://${request.headers.host ?? 'localhost'}`, path, headers: request.headers };
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
