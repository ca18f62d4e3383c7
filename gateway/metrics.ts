/** What the gateway counts about itself, in Prometheus terms. */
import { Counter, Histogram, type Registry } from 'prom-client';
import type { FetchObserver } from './executor/run-plan.js';
import type { PlanCacheObserver } from './planner.js';

export interface GatewayMetrics {
  readonly request: (status: number, ms: number) => void;
  readonly fetch: FetchObserver;
  readonly plan: PlanCacheObserver;
}

const BUCKETS = [0.001, 0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export function createGatewayMetrics(registry: Registry): GatewayMetrics {
  const request = countRequests(registry);
  const fetch = countFetches(registry);
  const plans = new Counter({
    name: 'plumbline_plan_cache_total',
    help: 'Operations by whether their plan was kept from before',
    labelNames: ['outcome'] as const,
    registers: [registry],
  });
  return { request, fetch, plan: (outcome) => plans.inc({ outcome }) };
}

function countRequests(registry: Registry): GatewayMetrics['request'] {
  const requests = new Counter({
    name: 'plumbline_requests_total',
    help: 'GraphQL requests by HTTP status',
    labelNames: ['status'] as const,
    registers: [registry],
  });
  const seconds = new Histogram({
    name: 'plumbline_request_seconds',
    help: 'Duration of GraphQL requests',
    buckets: BUCKETS,
    registers: [registry],
  });
  return (status, ms) => {
    requests.inc({ status: String(status) });
    seconds.observe(ms / 1_000);
  };
}

function countFetches(registry: Registry): FetchObserver {
  const fetches = new Counter({
    name: 'plumbline_subgraph_fetches_total',
    help: 'Fetches from subgraphs by outcome',
    labelNames: ['subgraph', 'outcome'] as const,
    registers: [registry],
  });
  const seconds = new Histogram({
    name: 'plumbline_subgraph_fetch_seconds',
    help: 'Duration of fetches from subgraphs',
    labelNames: ['subgraph'] as const,
    buckets: BUCKETS,
    registers: [registry],
  });
  return ({ subgraph, outcome, ms }) => {
    fetches.inc({ subgraph, outcome });
    seconds.observe({ subgraph }, ms / 1_000);
  };
}
