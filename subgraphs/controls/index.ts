/** Project controls, the unified part: jobs, budget, cost, earned value and WIP over what the others supply. */
import { createRequestScope } from '../kit/request-scope.js';
import { buildSchema, type GatewayRequest, type Subgraph } from '../kit/subgraph.js';
import type { ControlsConnector } from './connector.js';
import { createControlsConnector } from './effects/index.js';
import { createContext, type ControlsDependencies } from './loaders.js';
import { resolvers } from './resolvers.js';

export type { ControlsDependencies } from './loaders.js';

export interface ControlsSubgraph extends Subgraph {
  /** What writes across systems change in our own records. */
  readonly changes: ControlsConnector;
}

export function createControlsSubgraph(dependencies: ControlsDependencies): ControlsSubgraph {
  const { sdl, schema } = buildSchema(new URL('./schema.graphql', import.meta.url), resolvers);
  return {
    name: 'controls',
    changes: createControlsConnector(dependencies.store),
    sdl,
    schema,
    contextFor: createRequestScope((request: GatewayRequest) => createContext(dependencies, request)),
    syncs: [],
    stop: () => Promise.resolve(),
  };
}
