import type { GatewayRequest } from '../kit/subgraph.js';

/** What the resolvers of one request share. */
export interface SchedulingContext {
  readonly request: GatewayRequest;
}
