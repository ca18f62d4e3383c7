/** The ERP: the subgraph's only door. */
import type { CompanySettings } from '../kit/company.js';
import { createRequestScope } from '../kit/request-scope.js';
import { buildSchema, type Subgraph } from '../kit/subgraph.js';
import type { CallObserver } from '../kit/upstream.js';
import type { Store } from '../../store/store.js';
import type { ErpConnector, ErpReads } from './connector.js';
import type { OdooContext } from './context.js';
import { createOdooConnector } from './erp/index.js';
import { createErpIntake } from './intake.js';
import { createLoaders } from './loaders.js';
import { resolvers } from './resolvers.js';
import { createRetentionReader } from './retention.js';
import type { OdooSettings } from './settings.js';
import { createCrosswalkSync } from './sync.js';

export { odooSettings, type OdooSettings } from './settings.js';
export { odooDoors } from './intake.js';
export type { ErpConnector, ErpReads } from './connector.js';

export interface OdooSubgraphOptions {
  readonly settings: OdooSettings;
  readonly store: Pick<Store, 'crosswalk'>;
  readonly companies: readonly CompanySettings[];
  readonly observe?: CallObserver;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** The firm's current day, YYYY-MM-DD; by default the UTC day of `now`. */
  readonly today?: () => string;
  /** Another ERP behind the same interface; Odoo unless given. */
  readonly connector?: ErpReads;
}

/** What writes across systems use, on the same session and limiter as the reads. */
export interface OdooSubgraph extends Subgraph {
  /** Absent when another ERP was given that takes no writes. */
  readonly erp?: Pick<
    ErpConnector,
    'effects' | 'checks' | 'headers' | 'books' | 'parties' | 'directory' | 'reviews'
  >;
}

export function createOdooSubgraph(options: OdooSubgraphOptions): OdooSubgraph {
  const { settings, store, now = () => Date.now() } = options;
  const { connector, erp } = connect(options);
  const loaders = createLoaders(connector, store, settings, now);
  const today = options.today ?? (() => new Date(now()).toISOString().slice(0, 10));
  const retention = createRetentionReader({ companies: options.companies, store, erp, today });
  const { sdl, schema } = buildSchema(new URL('./schema.graphql', import.meta.url), resolvers);
  const outdate = (): void => {
    loaders.outdate();
    connector.outdate();
  };
  const sync = createCrosswalkSync(connector, store, settings.syncIntervalMs);
  return {
    name: 'odoo',
    sdl,
    schema,
    contextFor: createRequestScope((request): OdooContext => ({
      request,
      loaders: loaders.forRequest(),
      retention,
    })),
    syncs: [sync],
    ...(erp && { erp }),
    ...(settings.webhook && { intakes: [createErpIntake(outdate, sync)] }),
    outdate,
    stop: () => connector.close(),
  };
}

function connect(options: OdooSubgraphOptions): { connector: ErpReads; erp?: ErpConnector } {
  if (options.connector) return { connector: options.connector };
  const { settings, companies, observe, now = () => Date.now() } = options;
  const erp = createOdooConnector({ settings, companies, now, ...(observe && { observe }) });
  return { connector: erp, erp };
}
