/** The workflows subgraph: how records of the systems were matched, cross-system writes, and what waits for a person. */
import { randomBytes } from 'node:crypto';
import type { Engine, Store } from '../../store/store.js';
import type { Actor } from '../kit/actor.js';
import type { CompanySettings } from '../kit/company.js';
import { createRequestScope } from '../kit/request-scope.js';
import { buildSchema, type Subgraph } from '../kit/subgraph.js';
import { createBilledAccrualsSync } from './billed-accruals.js';
import type { WorkflowsContext } from './context.js';
import type { WriteScope, WriteSystems } from './define-write.js';
import type { Office } from './office.js';
import { checkOwnership, ownershipOf } from './ownership.js';
import { createResolvers } from './resolvers.js';
import { createRunner, runIdOf } from './runner.js';
import { limitsOf, WRITE_SYSTEMS, type WorkflowsSettings } from './settings.js';
import { resume } from './submit.js';
import { definitionsFor } from './writes/index.js';

export { workflowsSettings, type WorkflowsSettings } from './settings.js';
export type { WriteSystems } from './define-write.js';

/** Everything a write needs; the composition root hands it over. */
export interface WorkflowsOptions {
  readonly settings: WorkflowsSettings;
  readonly store: Pick<Store, 'crosswalk' | 'journal' | 'openEngine' | 'kind'>;
  readonly systems: WriteSystems;
  readonly companies: readonly CompanySettings[];
  readonly now: () => Date;
  /** The firm's current day, YYYY-MM-DD. */
  readonly today: () => string;
  readonly log: (line: string) => void;
  /** Told of every step that changes a system, once it was carried out or may have been. */
  readonly changed?: (system: string) => void;
}

export interface WorkflowsSubgraph extends Subgraph {
  /** Goes on with what an earlier process left; resolves once that is handed to the engine. */
  recover(): Promise<void>;
}

/** @throws Error that names every write which would change what its target does not own */
export function createWorkflowsSubgraph(options: WorkflowsOptions): WorkflowsSubgraph {
  const { store } = options;
  const { office, close } = openOffice(options);
  const { sdl, schema } = buildSchema(
    new URL('./schema.graphql', import.meta.url),
    createResolvers(store.crosswalk, office),
  );
  return {
    name: 'workflows',
    sdl,
    schema,
    contextFor: createRequestScope((request): WorkflowsContext => ({ request })),
    syncs: [
      createBilledAccrualsSync(office, options.systems, options.settings.billedAccrualsSeconds * 1_000),
    ],
    recover: () => recover(office, store.kind),
    stop: close,
  };
}

function openOffice(options: WorkflowsOptions): { office: Office; close: () => Promise<void> } {
  const { settings, store, systems, now, log } = options;
  const { journal } = store;
  const definitions = definitionsFor(journal);
  checkOwnership(definitions.values(), ownershipOf(settings.ownership));
  const milliseconds = (): number => now().getTime();
  const { changed } = options;
  const handler = createRunner({
    ...{ journal, definitions, systems, now: milliseconds },
    ...(changed && { changed }),
  });
  const queues = Object.fromEntries(WRITE_SYSTEMS.map((system) => [system, limitsOf(settings, system)]));
  let engine: Promise<Engine> | undefined;
  const office: Office = {
    ...{ journal, definitions, settings, now: milliseconds },
    engine: () => (engine ??= store.openEngine({ handler, queues, log })),
    scopeFor: scopes(options),
    newId: () => `w${milliseconds().toString(36)}${randomBytes(8).toString('hex')}`,
  };
  return { office, close: async () => (await engine)?.stop() };
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
  if (left.length === 0 && kind === 'pglite') return;
  const engine = await office.engine();
  for (const write of left) {
    if (write.status === 'RECEIVED') await resume(office, write);
    else await engine.submit(runIdOf(write));
  }
}
