/**
 * The graph as Apollo Server runs it: our own planner cache and plan executor behind Apollo's gateway interface.
 * Apollo's stock gateway is not used: it shapes large answers slowly, cannot serve subscriptions, and sends
 * telemetry unless told not to.
 */
import type { ApolloServerOptionsWithGateway, BaseContext } from '@apollo/server';
import type { GatewayRequest } from '../subgraphs/kit/subgraph.js';
import { executePrepared, type Engine } from './executor/execute.js';
import type { Json } from './executor/merge.js';
import { createTypeTest } from './executor/rewrites.js';
import type { FetchObserver } from './executor/run-plan.js';
import type { SubgraphSource } from './data-sources/source.js';
import type { ReportInternal } from './fold-errors.js';
import { createPlanCache, type PlanCache, type PlanCacheObserver } from './planner.js';
import { loadSupergraph, type LoadedSupergraph } from './supergraph.js';

/** What every operation carries through Apollo Server. */
export interface GatewayContext extends BaseContext {
  readonly request: GatewayRequest;
  readonly signal?: AbortSignal;
}

export interface FederatedGatewayOptions {
  readonly supergraphSdl: string;
  /** One source per subgraph of the supergraph. */
  readonly sources: Readonly<Record<string, SubgraphSource>>;
  readonly report: ReportInternal;
  readonly observeFetch?: FetchObserver;
  readonly observePlan?: PlanCacheObserver;
  /** Operations whose plan is kept. */
  readonly planCacheSize?: number;
}

type ApolloGatewayInterface = ApolloServerOptionsWithGateway<GatewayContext>['gateway'];

/** What queries and subscriptions of one process share. */
export interface Graph {
  readonly supergraph: LoadedSupergraph;
  readonly plans: PlanCache;
  readonly engine: Engine;
}

/** Throws when a subgraph of the supergraph has no source. */
export function createGraph(options: FederatedGatewayOptions): Graph {
  const supergraph = loadSupergraph(options.supergraphSdl);
  const missing = supergraph.subgraphs.filter((name) => !options.sources[name]);
  if (missing.length > 0) throw new Error(`No source is given for the subgraphs ${missing.join(', ')}`);
  const plans = createPlanCache(supergraph, options.planCacheSize ?? 1_000, options.observePlan);
  const engine: Engine = {
    apiSchema: supergraph.apiSchema,
    sources: options.sources,
    isOfType: createTypeTest(supergraph.fullSchema),
    observe: options.observeFetch ?? (() => undefined),
    report: options.report,
  };
  return { supergraph, plans, engine };
}

export function createFederatedGateway({ supergraph, plans, engine }: Graph): ApolloGatewayInterface {
  return {
    onSchemaLoadOrUpdate(callback) {
      callback({ apiSchema: supergraph.apiSchema, coreSupergraphSdl: supergraph.sdl });
      return () => undefined;
    },
    load: () =>
      Promise.resolve({
        executor: (context) => {
          const { request, signal } = context.context as GatewayContext;
          const name = context.operationName ?? undefined;
          const prepared = plans.prepare(context.queryHash, context.document, name);
          const variables = (context.request.variables ?? {}) as Json;
          return executePrepared(engine, prepared, variables, request, { signal });
        },
      }),
    stop: () => Promise.resolve(),
  };
}
