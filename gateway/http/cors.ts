/** Which web pages may ask the gateway from a browser. Tokens travel in a header, never in cookies. */
import type { IncomingMessage, ServerResponse } from 'node:http';

/** Apollo Studio and the embedded Sandbox of the landing page. */
const EXPLORERS = ['https://studio.apollographql.com', 'https://sandbox.embed.apollographql.com'];

/** Sets the headers; true when the request was a preflight and has been answered. */
export type ApplyCors = (request: IncomingMessage, response: ServerResponse) => boolean;

export function createCors(origins: readonly string[]): ApplyCors {
  const allowed = new Set([...EXPLORERS, ...origins]);
  return (request, response) => {
    const { origin } = request.headers;
    response.setHeader('vary', 'Origin');
    if (origin !== undefined && allowed.has(origin)) {
      response.setHeader('access-control-allow-origin', origin);
      response.setHeader('access-control-expose-headers', 'x-request-id');
      response.setHeader('access-control-allow-methods', 'GET, POST, PUT, DELETE, OPTIONS');
      response.setHeader(
        'access-control-allow-headers',
        request.headers['access-control-request-headers'] ?? 'authorization, content-type',
      );
      response.setHeader('access-control-max-age', '600');
    }
    if (request.method !== 'OPTIONS') return false;
    response.writeHead(204);
    response.end();
    return true;
  };
}
