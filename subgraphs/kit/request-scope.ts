/**
 * One set of loaders per gateway request. Keyed by the request's id, so that separate `_entities` fetches of one
 * client request share batches and results, in process and over HTTP alike.
 */
import { LRUCache } from 'lru-cache';
import type { GatewayRequest } from './subgraph.js';

export function createRequestScope<C extends object>(
  create: (request: GatewayRequest) => C,
): (request: GatewayRequest) => C {
  const scopes = new LRUCache<string, C>({ max: 2_000, ttl: 60_000 });
  return (request) => {
    const known = scopes.get(request.id);
    if (known) return known;
    const scope = create(request);
    scopes.set(request.id, scope);
    return scope;
  };
}
