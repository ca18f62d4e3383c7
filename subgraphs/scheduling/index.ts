/** The scheduling subgraph's only door. */
import type { Store } from '../../store/store.js';
import type { CompanySettings } from '../kit/company.js';
import { openFolder, type Folder } from '../kit/files/folder.js';
import { createRequestScope } from '../kit/request-scope.js';
import { buildSchema, type Subgraph } from '../kit/subgraph.js';
import type { CallObserver } from '../kit/upstream.js';
import type { SchedulingConnector } from './connector.js';
import type { SchedulingContext } from './context.js';
import { createFileConnector } from './files/index.js';
import { createLibrary } from './library.js';
import { createLoaders } from './loaders.js';
import { createMilestoneWatch } from './milestones/watch.js';
import { createP6Connector } from './p6/index.js';
import { createResolvers } from './resolvers.js';
import type { FilesSettings, SchedulingSettings } from './settings.js';
import { createCrosswalkSync } from './sync.js';

export { schedulingSettings, type SchedulingSettings } from './settings.js';
export type * from './effects.js';
export { createSchedulingTopics } from './events.js';

export interface SchedulingOptions {
  readonly settings: SchedulingSettings;
  readonly store: Store;
  readonly companies: readonly CompanySettings[];
  readonly observe?: CallObserver;
  readonly now: () => Date;
  /** Folder of the schedule files when the settings name none; made when it is missing. */
  readonly ownFolder: string;
}

/** What writes across systems use; null where no source can be written to. Reads of the graph never use it. */
export interface SchedulingSubgraph extends Subgraph {
  readonly changes: SchedulingConnector['changes'] | null;
}

export function createSchedulingSubgraph(options: SchedulingOptions): SchedulingSubgraph {
  const { settings, store, observe } = options;
  const now = (): number => options.now().getTime();
  const connectors: SchedulingConnector[] = [];
  if (settings.p6) connectors.push(createP6Connector(settings.p6, observe, now));
  const files = settings.files && createFileConnector(settings.files, folderOf(options, settings.files));
  if (files) connectors.push(files);
  const library = createLibrary(connectors, settings.maxAgeMs, now);
  const contextFor = createRequestScope<SchedulingContext>((request) => ({
    request,
    loaders: createLoaders(library, store),
  }));
  return {
    name: 'scheduling',
    changes: connectors.find(({ changes }) => changes !== undefined)?.changes ?? null,
    ...buildSchema(new URL('./schema.graphql', import.meta.url), createResolvers()),
    contextFor,
    syncs: [
      createCrosswalkSync(library, store, settings.syncIntervalMs, now),
      createMilestoneWatch({ library, store, settings: settings.milestones, now }),
    ],
    ...(files && { files: files.door }),
    outdate: () => library.outdate(),
    stop: () => library.close(),
  };
}

function folderOf({ ownFolder }: SchedulingOptions, { folder }: FilesSettings): Folder {
  return openFolder({ path: folder ?? ownFolder, ours: folder === undefined });
}
