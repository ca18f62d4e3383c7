/** What the gateway counts about itself, in Prometheus terms. */
import { Counter, Histogram, type Registry } from 'prom-client';
import type { FetchObserver } from './executor/run-plan.js';
import type { PlanCacheObserver } from './planner.js';

export interface GatewayMetrics {
  request(status: number, ms: number): void;
  readonly fetch: FetchObserver;
  readonly plan: PlanCacheObserver;
}

const BUCKETS = [0.001, 0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export function createGatewayMetrics(registry: Registry): GatewayMetrics {
  const registers = [registry];
  const requests = new Counter({
    name: 'plumbline_requests_total',
    help: 'GraphQL requests by HTTP status',
    labelNames: ['status'] as const,
    registers,
  });
  const requestSeconds = new Histogram({
    name: 'plumbline_request_seconds',
    help: 'Duration of GraphQL requests',
    buckets: BUCKETS,
    registers,
  });
  const fetches = new Counter({
    name: 'plumbline_subgraph_fetches_total',
    help: 'Fetches from subgraphs by outcome',
    labelNames: ['subgraph', 'outcome'] as const,
    registers,
  });
  const fetchSeconds = new Histogram({
    name: 'plumbline_subgraph_fetch_seconds',
    help: 'Duration of fetches from subgraphs',
    labelNames: ['subgraph'] as const,
    buckets: BUCKETS,
    registers,
  });
  const plans = new Counter({
    name: 'plumbline_plan_cache_total',
    help: 'Operations by whether their plan was kept from before',
    labelNames: ['outcome'] as const,
    registers,
  });
  return {
    request(status, ms) {
      requests.inc({ status: String(status) });
      requestSeconds.observe(ms / 1_000);
    },
    fetch({ subgraph, outcome, ms }) {
      fetches.inc({ subgraph, outcome });
      fetchSeconds.observe({ subgraph }, ms / 1_000);
    },
    plan: (outcome) => plans.inc({ outcome }),
  };
}
