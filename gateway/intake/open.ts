/** The door for webhooks and the worker behind it, on one inbox. */
import type { Registry } from 'prom-client';
import type { Inbox } from '../../store/store.js';
import type { Intake, IntakeDoor } from '../../subgraphs/kit/intake.js';
import type { Route } from '../http/routes.js';
import type { Log } from '../log.js';
import { webhookRoutes } from './door.js';
import { createIntakeMetrics } from './metrics.js';
import type { WebhooksSettings } from './settings.js';
import { createIntakeWorker, type IntakeWorker } from './worker.js';

export interface OpenIntakeOptions {
  readonly doors: readonly IntakeDoor[];
  /** Of the subgraphs in this process; others are handled in theirs. */
  readonly intakes: readonly Intake[];
  readonly inbox: Inbox;
  readonly settings: WebhooksSettings;
  readonly registry: Registry;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export interface OpenIntake {
  readonly routes: readonly Route[];
  readonly worker: IntakeWorker;
}

export function openIntake(options: OpenIntakeOptions): OpenIntake {
  const parts = { ...options, metrics: createIntakeMetrics(options.registry) };
  const worker = createIntakeWorker(parts);
  return { worker, routes: webhookRoutes({ ...parts, kept: () => worker.wake() }) };
}
