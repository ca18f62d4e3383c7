/**
 * The composed graph as the gateway uses it: the schema clients see, the full schema with hidden parts, and the
 * planner. Features such as `@authenticated` are accepted when loading; they enforce nothing by themselves.
 */
import { ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph, type Schema } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';

export interface LoadedSupergraph {
  readonly sdl: string;
  /** What clients see: hidden (`@inaccessible`) parts removed. */
  readonly apiSchema: GraphQLSchema;
  /** The same in the planner's own model. */
  readonly planningSchema: Schema;
  /** Everything, hidden parts included; plans speak about these types. */
  readonly fullSchema: GraphQLSchema;
  readonly planner: QueryPlanner;
  readonly subgraphs: readonly string[];
}

/** Throws when the text is not a supergraph composed by a federation 2 composer. */
export function loadSupergraph(sdl: string): LoadedSupergraph {
  const supergraph = Supergraph.build(sdl, { supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES });
  const planningSchema = supergraph.apiSchema();
  return {
    sdl,
    apiSchema: planningSchema.toGraphQLJSSchema(),
    planningSchema,
    fullSchema: supergraph.schema.toGraphQLJSSchema(),
    planner: new QueryPlanner(supergraph),
    subgraphs: supergraph.subgraphsMetadata().map(({ name }) => name),
  };
}
