/** What is counted of webhooks, in Prometheus terms. */
import { Counter, Histogram, type Registry } from 'prom-client';

export type Refusal =
  'unknown' | 'too-large' | 'too-many' | 'proof' | 'stale' | 'type' | 'malformed' | 'store';

export interface IntakeMetrics {
  received(connector: string, outcome: 'kept' | 'repeat' | Refusal): void;
  /** @param lagMs from its arrival; told of what was done */
  handled(connector: string, outcome: 'done' | 'again' | 'parked', lagMs?: number): void;
}

export function createIntakeMetrics(registry: Registry): IntakeMetrics {
  const received = new Counter({
    name: 'plumbline_webhooks_received_total',
    help: 'Webhook deliveries by what became of them at the door',
    labelNames: ['connector', 'outcome'] as const,
    registers: [registry],
  });
  const handled = new Counter({
    name: 'plumbline_webhooks_handled_total',
    help: 'Attempts to handle a kept delivery, by outcome',
    labelNames: ['connector', 'outcome'] as const,
    registers: [registry],
  });
  const lag = new Histogram({
    name: 'plumbline_webhook_lag_seconds',
    help: 'From the arrival of a delivery until it was handled',
    labelNames: ['connector'] as const,
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60, 600],
    registers: [registry],
  });
  return {
    received: (connector, outcome) => received.inc({ connector, outcome }),
    handled: (connector, outcome, lagMs) => {
      handled.inc({ connector, outcome });
      if (lagMs !== undefined) lag.observe({ connector }, lagMs / 1_000);
    },
  };
}
