/** The workflows subgraph: how records of the systems were matched, cross-system writes, and what waits for a person. */
import { randomBytes } from 'node:crypto';
import type { Engine, QueueLimits, RunHandler, Store } from '../../store/store.js';
import type { Actor } from '../kit/actor.js';
import type { CompanySettings } from '../kit/company.js';
import { createRequestScope } from '../kit/request-scope.js';
import { buildSchema, type Subgraph } from '../kit/subgraph.js';
import { escalate } from './alerts/escalation.js';
import type { AlertsSettings } from './alerts/settings.js';
import { createBilledAccrualsSync } from './billed-accruals.js';
import { start, startClock, type Clock } from './clock.js';
import type { WorkflowsContext } from './context.js';
import type { WriteScope, WriteSystems } from './define-write.js';
import { FLOWS } from './flows/index.js';
import { isFlowRun, type FlowOffice } from './flow-office.js';
import { createFlowRunner, FLOW_LIMITS, FLOW_QUEUE } from './flows/runner.js';
import { createFlowClock } from './flows/schedule.js';
import type { Office } from './office.js';
import { checkOwnership, ownershipOf } from './ownership.js';
import { createResolvers } from './resolvers.js';
import { recheck } from './recheck.js';
import { createRunner } from './runner.js';
import { limitsOf, WRITE_SYSTEMS, type WorkflowsSettings } from './settings.js';
import { definitionsFor } from './writes/index.js';

export { workflowsSettings, type WorkflowsSettings } from './settings.js';
export { alertsSettings, type AlertsSettings } from './alerts/settings.js';
export type { WriteSystems } from './define-write.js';

/** Everything a write needs; the composition root hands it over. */
export interface WorkflowsOptions {
  readonly settings: WorkflowsSettings;
  /** Who is told of breakdowns that nobody acknowledged; nobody when left out. */
  readonly alerts?: AlertsSettings;
  readonly store: Pick<
    Store,
    'alerts' | 'crosswalk' | 'events' | 'journal' | 'flows' | 'openEngine' | 'kind'
  >;
  readonly systems: WriteSystems;
  readonly companies: readonly CompanySettings[];
  readonly now: () => Date;
  /** The firm's current day, YYYY-MM-DD. */
  readonly today: () => string;
  readonly log: (line: string) => void;
  /** Told of every step that changes a system, once it was carried out or may have been. */
  readonly changed?: (system: string) => void;
}

export { TOPICS as WORKFLOWS_TOPICS } from './events.js';

export interface WorkflowsSubgraph extends Subgraph {
  /** Goes on with what an earlier process left, and starts the clock; resolves once that is handed to the engine. */
  recover(): Promise<void>;
}

/** @throws Error that names every write which would change what its target does not own */
export function createWorkflowsSubgraph(options: WorkflowsOptions): WorkflowsSubgraph {
  const { store, settings, alerts, log } = options;
  const { flows, close } = openOffice(options);
  const { office } = flows;
  const flowClock = createFlowClock(flows);
  let clock: Clock | undefined;
  const { sdl, schema } = buildSchema(
    new URL('./schema.graphql', import.meta.url),
    createResolvers(store, office, flows),
  );
  return {
    name: 'workflows',
    sdl,
    schema,
    contextFor: createRequestScope((request): WorkflowsContext => ({ request })),
    syncs: [createBilledAccrualsSync(office, options.systems, settings.billedAccrualsSeconds * 1_000)],
    async recover() {
      await recover(office, store.kind);
      const everyMs = settings.clockSeconds * 1_000;
      const more = {
        'flows could not be looked at': () => flowClock.tick(),
        'alerts could not be escalated': () =>
          escalate(store.alerts, alerts?.escalation ?? [], () => options.now().getTime()),
      };
      clock ??= startClock(office, { everyMs, log, more });
    },
    async stop() {
      await clock?.stop();
      await close();
    },
  };
}

function openOffice(options: WorkflowsOptions): { flows: FlowOffice; close: () => Promise<void> } {
  const { settings, store, systems, now, log, changed } = options;
  const { journal, crosswalk, flows: book } = store;
  const definitions = definitionsFor(journal);
  checkOwnership(definitions.values(), ownershipOf(settings.ownership));
  const milliseconds = (): number => now().getTime();
  let engine: Promise<Engine> | undefined;
  const office: Office = {
    ...{ journal, definitions, settings, now: milliseconds, events: store.events },
    engine: () => (engine ??= store.openEngine({ handler, queues: queuesOf(settings), log })),
    scopeFor: scopes(options),
    newId: () => `w${milliseconds().toString(36)}${randomBytes(8).toString('hex')}`,
  };
  const flows: FlowOffice = { office, book, crosswalk, definitions: FLOWS, settings: settings.flows };
  const writes = createRunner({
    ...{ journal, definitions, systems, now: milliseconds, recheck: (write) => recheck(office, write) },
    ...(changed && { changed }),
  });
  const handler = eitherOf(writes, createFlowRunner(flows));
  return { flows, close: async () => (await engine)?.stop() };
}

function queuesOf(settings: WorkflowsSettings): Record<string, QueueLimits> {
  const systems = WRITE_SYSTEMS.map((system) => [system, limitsOf(settings, system)] as const);
  return { ...Object.fromEntries(systems), [FLOW_QUEUE]: FLOW_LIMITS };
}

/** The engine's runs are runs of writes or of flows. */
function eitherOf(writes: RunHandler, flows: RunHandler): RunHandler {
  const of = (id: string): RunHandler => (isFlowRun(id) ? flows : writes);
  return { next: (id) => of(id).next(id), attempt: (id) => of(id).attempt(id) };
}

function scopes({ systems, companies, store, today, now }: WorkflowsOptions): (actor: Actor) => WriteScope {
  const byCode = new Map(companies.map((company) => [company.code, company]));
  return (actor) => ({
    actor,
    systems,
    companies: byCode,
    crosswalk: store.crosswalk,
    today: today(),
    now: now().toISOString(),
  });
}

/** On a shared database the engine is open in every process, since any may have to take another's work over. */
async function recover(office: Office, kind: Store['kind']): Promise<void> {
  const left = await office.journal.unstarted();
  if (left.length > 0 || kind === 'postgres') await office.engine();
  for (const write of left) await start(office, write);
}
