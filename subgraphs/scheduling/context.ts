import type { GatewayRequest } from '../kit/subgraph.js';
import type { SchedulingLoaders } from './loaders.js';

/** What the resolvers of one request share. */
export interface SchedulingContext {
  readonly request: GatewayRequest;
  readonly loaders: SchedulingLoaders;
}
