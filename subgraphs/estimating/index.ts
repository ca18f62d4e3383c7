/** The estimating subgraph's only door. */
import { readdir, readFile, stat } from 'node:fs/promises';
import type { Store } from '../../store/store.js';
import type { CompanySettings } from '../kit/company.js';
import { createRequestScope } from '../kit/request-scope.js';
import { buildSchema, type Subgraph } from '../kit/subgraph.js';
import type { CallObserver } from '../kit/upstream.js';
import type { EstimatingContext } from './context.js';
import { createEstimateFiles, type FileReport, type Folder } from './files/index.js';
import { createHeavybidConnector } from './heavybid/index.js';
import { createLibrary } from './library.js';
import { createLoaders } from './loaders.js';
import { createResolvers } from './resolvers.js';
import type { EstimatingSettings } from './settings.js';
import { createCrosswalkSync } from './sync.js';

export type { FileProblem, FileReport } from './files/index.js';
export { estimatingSettings, type EstimatingSettings } from './settings.js';

export interface EstimatingOptions {
  readonly settings: EstimatingSettings;
  readonly store: Store;
  readonly companies: readonly CompanySettings[];
  readonly observe?: CallObserver;
  readonly now: () => Date;
  /** How the watched folder is reached; the disk unless told. */
  readonly folder?: Folder;
}

export interface EstimatingSubgraph extends Subgraph {
  /** Reads and keeps one estimate file. Rejects with UnreadableFile, or an Error when `files` is not configured. */
  upload(name: string, bytes: Uint8Array): Promise<FileReport>;
}

export function createEstimatingSubgraph(options: EstimatingOptions): EstimatingSubgraph {
  const { settings, store, companies, observe } = options;
  const { folder = { readdir, stat, readFile } } = options;
  const now = (): number => options.now().getTime();
  const { syncIntervalMs } = settings;
  const files =
    settings.files && createEstimateFiles(settings.files, store.mirror, folder, syncIntervalMs, now);
  const library = createLibrary(
    [
      ...(settings.heavybid ? [createHeavybidConnector(settings.heavybid, observe, now)] : []),
      ...(files ? [files.connector] : []),
    ],
    now,
  );
  const contextFor = createRequestScope<EstimatingContext>((request) => ({
    request,
    loaders: createLoaders(library, store),
  }));
  return {
    name: 'estimating',
    ...buildSchema(new URL('./schema.graphql', import.meta.url), createResolvers(companies)),
    contextFor,
    // Files first: the crosswalk lists what they hold.
    syncs: [...(files ? [files.sync] : []), createCrosswalkSync(library, store, syncIntervalMs, now)],
    stop: () => library.close(),
    upload: (name, bytes) =>
      files
        ? files.upload(name, bytes)
        : Promise.reject(new Error('estimating: configure `files` before uploading an estimate')),
  };
}
