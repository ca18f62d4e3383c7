import type { GatewayRequest } from '../kit/subgraph.js';
import type { EstimatingLoaders } from './loaders.js';

/** What the resolvers of one request share. */
export interface EstimatingContext {
  readonly request: GatewayRequest;
  readonly loaders: EstimatingLoaders;
}
