/** The workflows subgraph: how records of the systems were matched, and what waits for a person. */
import type { Store } from '../../store/store.js';
import { createRequestScope } from '../kit/request-scope.js';
import { buildSchema, type Subgraph } from '../kit/subgraph.js';
import type { WorkflowsContext } from './context.js';
import { createResolvers } from './resolvers.js';

/** Needs only the store; calls no system and runs no background job. */
export function createWorkflowsSubgraph({ store }: { readonly store: Pick<Store, 'crosswalk'> }): Subgraph {
  const { sdl, schema } = buildSchema(
    new URL('./schema.graphql', import.meta.url),
    createResolvers(store.crosswalk),
  );
  return {
    name: 'workflows',
    sdl,
    schema,
    contextFor: createRequestScope((request): WorkflowsContext => ({ request })),
    syncs: [],
    stop: () => Promise.resolve(),
  };
}
