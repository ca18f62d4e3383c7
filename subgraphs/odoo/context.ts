import type { GatewayRequest } from '../kit/subgraph.js';
import type { OdooLoaders } from './loaders.js';

/** What the resolvers of one request share. */
export interface OdooContext {
  readonly request: GatewayRequest;
  readonly loaders: OdooLoaders;
}
