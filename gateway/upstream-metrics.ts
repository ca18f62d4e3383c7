/** Counts every call to an upstream system by outcome, and how long it took. */
import { Counter, Histogram, type Registry } from 'prom-client';
import type { CallObserver } from '../subgraphs/kit/upstream.js';

export function countUpstreamCalls(registry: Registry): CallObserver {
  const calls = new Counter({
    name: 'plumbline_upstream_calls_total',
    help: 'Calls to upstream systems, every attempt counted',
    labelNames: ['system', 'outcome'] as const,
    registers: [registry],
  });
  const seconds = new Histogram({
    name: 'plumbline_upstream_seconds',
    help: 'Duration of calls to upstream systems',
    labelNames: ['system'] as const,
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  return ({ system, ms, outcome }) => {
    calls.inc({ system, outcome });
    seconds.observe({ system }, ms / 1000);
  };
}
