/** The scheduling subgraph's only door. */
import type { Store } from '../../store/store.js';
import type { CompanySettings } from '../kit/company.js';
import { createRequestScope } from '../kit/request-scope.js';
import { buildSchema, type Subgraph } from '../kit/subgraph.js';
import type { CallObserver } from '../kit/upstream.js';
import type { SchedulingConnector } from './connector.js';
import type { SchedulingContext } from './context.js';
import { createLibrary } from './library.js';
import { createLoaders } from './loaders.js';
import { createP6Connector } from './p6/index.js';
import { createResolvers } from './resolvers.js';
import type { SchedulingSettings } from './settings.js';
import { createCrosswalkSync } from './sync.js';

export { schedulingSettings, type SchedulingSettings } from './settings.js';

export interface SchedulingOptions {
  readonly settings: SchedulingSettings;
  readonly store: Store;
  readonly companies: readonly CompanySettings[];
  readonly observe?: CallObserver;
  readonly now: () => Date;
}

export function createSchedulingSubgraph(options: SchedulingOptions): Subgraph {
  const { settings, store } = options;
  const now = (): number => options.now().getTime();
  const library = createLibrary(createConnectors(options), settings.maxAgeMs, now);
  const contextFor = createRequestScope<SchedulingContext>((request) => ({
    request,
    loaders: createLoaders(library, store),
  }));
  return {
    name: 'scheduling',
    ...buildSchema(new URL('./schema.graphql', import.meta.url), createResolvers()),
    contextFor,
    syncs: [createCrosswalkSync(library, store, settings.syncIntervalMs, now)],
    stop: () => library.close(),
  };
}

function createConnectors({ settings, observe }: SchedulingOptions): SchedulingConnector[] {
  const connectors: SchedulingConnector[] = [];
  if (settings.p6) connectors.push(createP6Connector(settings.p6, observe));
  return connectors;
}
