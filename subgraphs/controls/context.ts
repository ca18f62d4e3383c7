import type { GatewayRequest } from '../kit/subgraph.js';

/** What the resolvers of one request share. */
export interface ControlsContext {
  readonly request: GatewayRequest;
}
