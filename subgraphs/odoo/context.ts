import type { GatewayRequest } from '../kit/subgraph.js';
import type { OdooLoaders } from './loaders.js';
import type { RetentionReader } from './retention.js';

/** What the resolvers of one request share. */
export interface OdooContext {
  readonly request: GatewayRequest;
  readonly loaders: OdooLoaders;
  readonly retention: RetentionReader;
}
