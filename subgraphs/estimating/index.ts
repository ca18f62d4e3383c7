/** The estimating subgraph's only door. */
import type { Store } from '../../store/store.js';
import type { CompanySettings } from '../kit/company.js';
import { openFolder, type Folder } from '../kit/files/folder.js';
import { createRequestScope } from '../kit/request-scope.js';
import { buildSchema, type Subgraph } from '../kit/subgraph.js';
import type { CallObserver } from '../kit/upstream.js';
import { createEstimateChecks } from './checks.js';
import type { EstimateChecks } from './connector.js';
import type { EstimatingContext } from './context.js';
import { createFilesConnector } from './files/index.js';
import { createHeavybidConnector } from './heavybid/index.js';
import { createLibrary } from './library.js';
import { createLoaders } from './loaders.js';
import { createResolvers } from './resolvers.js';
import type { EstimatingSettings, FilesSettings } from './settings.js';
import { createCrosswalkSync } from './sync.js';

export { estimatingSettings, type EstimatingSettings } from './settings.js';

export interface EstimatingOptions {
  readonly settings: EstimatingSettings;
  readonly store: Store;
  readonly companies: readonly CompanySettings[];
  readonly observe?: CallObserver;
  readonly now: () => Date;
  /** Folder of the estimate files when the settings name none; made when it is missing. */
  readonly ownFolder: string;
}

/** What an award asks before anything is made of an estimate. */
export interface EstimatingSubgraph extends Subgraph {
  readonly checks: EstimateChecks;
}

export function createEstimatingSubgraph(options: EstimatingOptions): EstimatingSubgraph {
  const { settings, store, companies, observe } = options;
  const now = (): number => options.now().getTime();
  const files = settings.files && createFilesConnector(settings.files, folderOf(options, settings.files));
  const library = createLibrary(
    [
      ...(settings.heavybid ? [createHeavybidConnector(settings.heavybid, companies, observe, now)] : []),
      ...(files ? [files] : []),
    ],
    now,
  );
  const contextFor = createRequestScope<EstimatingContext>((request) => ({
    request,
    loaders: createLoaders(library, store),
  }));
  return {
    name: 'estimating',
    checks: createEstimateChecks(library.connectors, store),
    ...buildSchema(new URL('./schema.graphql', import.meta.url), createResolvers(companies)),
    contextFor,
    syncs: [createCrosswalkSync(library, store, settings.syncIntervalMs, now)],
    ...(files && { files: files.door }),
    stop: () => library.close(),
  };
}

function folderOf({ ownFolder }: EstimatingOptions, { folder }: FilesSettings): Folder {
  return openFolder({ path: folder ?? ownFolder, ours: folder === undefined });
}
