/** The equipment subgraph's only door. */
import type { Store } from '../../store/store.js';
import type { CompanySettings } from '../kit/company.js';
import { createRequestScope } from '../kit/request-scope.js';
import { buildSchema, type BackgroundSync, type Subgraph } from '../kit/subgraph.js';
import type { CallObserver } from '../kit/upstream.js';
import { createAempConnector } from './aemp/index.js';
import { createBreakdownDesk } from './breakdown-desk.js';
import type { BreakdownDesk, MaintenanceConnector, UsageReader } from './connector.js';
import type { EquipmentContext } from './context.js';
import { createBreakdownBook } from './events/book.js';
import { createFleetioConnector } from './fleetio/index.js';
import { createLoaders } from './loaders.js';
import { workOutAll } from './job-usage.js';
import { createUsageReader } from './machine-days.js';
import { HOURS } from './mirror-keys.js';
import { createFleetReader, type FleetReader } from './mirror-reader.js';
import { resolvers } from './resolvers.js';
import type { EquipmentSettings } from './settings.js';
import { createIssueSync, createMaintenanceSync } from './sync.js';
import { createTelematicsSync } from './telematics-sync.js';

export { equipmentSettings, type EquipmentSettings, type EquipmentSettingsInput } from './settings.js';
export type { MaintenanceConnector, TelematicsConnector } from './connector.js';
export type * from './effects.js';
export { createEquipmentTopics } from './events.js';

export interface EquipmentSubgraphOptions {
  readonly settings: EquipmentSettings;
  readonly store: Store;
  readonly companies: readonly CompanySettings[];
  /** Sees every call to an upstream. */
  readonly observe?: CallObserver;
  readonly now?: () => Date;
  /** The firm's current day, YYYY-MM-DD; by default the UTC day of `now`. */
  readonly today?: () => string;
}

/** What writes across systems use; reads of the graph never do. */
export interface EquipmentSubgraph extends Subgraph {
  readonly maintenance: Pick<MaintenanceConnector, 'effects' | 'checks'>;
  readonly usage: UsageReader;
  readonly breakdowns: BreakdownDesk;
}

export function createEquipmentSubgraph(options: EquipmentSubgraphOptions): EquipmentSubgraph {
  const { settings, store, companies, observe, now = () => new Date() } = options;
  const today = options.today ?? (() => now().toISOString().slice(0, 10));
  const { intervalMs, issuesIntervalMs } = settings.maintenance;
  const book = createBreakdownBook(store, settings.breakdowns);
  const maintenance = createFleetioConnector(settings.maintenance, companies, observe);
  const telematics = toProviders(options, () => now().getTime());
  const byCode = new Map(companies.map((company) => [company.code, company]));
  const reader = createFleetReader(store, settings, now, async (fleet) => {
    await Promise.all(fleet.machines.map((machine) => fleet.series(machine, HOURS)));
    await workOutAll(fleet, byCode, today());
  });
  const syncs = [
    createMaintenanceSync({ connector: maintenance, store, book, intervalMs, now }),
    ...telematics.map((provider) => createTelematicsSync({ ...provider, store, book, now, today })),
    createIssueSync({ connector: maintenance, book, intervalMs: issuesIntervalMs, now }),
  ];
  const contextFor = createRequestScope<EquipmentContext>((request) => {
    return {
      request,
      fleet: fleetOfRequest(reader),
      loaders: createLoaders(store),
      companies: byCode,
      today: today(),
    };
  });
  return {
    name: 'equipment',
    maintenance,
    usage: createUsageReader(store, () => reader.current()),
    breakdowns: createBreakdownDesk(store, reader),
    ...buildSchema(new URL('./schema.graphql', import.meta.url), resolvers),
    contextFor,
    syncs: syncs.map((sync) => seen(sync, reader)),
    async stop() {
      reader.stop();
      await Promise.all([maintenance.close(), ...telematics.map(({ connector }) => connector.close())]);
    },
  };
}

/** The same for the whole request, unless an event needs a newer one. */
function fleetOfRequest(reader: FleetReader): EquipmentContext['fleet'] {
  let known: { readonly fleet: ReturnType<FleetReader['current']>; readonly revision: number } | undefined;
  return (revision = 0) => {
    if (!known || known.revision < revision) known = { fleet: reader.current(revision), revision };
    return known.fleet;
  };
}

function toProviders({ settings, observe }: EquipmentSubgraphOptions, milliseconds: () => number) {
  return settings.telematics.map((provider) => ({
    connector: createAempConnector(provider, observe, milliseconds),
    settings: provider,
  }));
}

/** A finished round is visible to the next request at once. */
function seen(sync: BackgroundSync, reader: FleetReader): BackgroundSync {
  return {
    ...sync,
    async run() {
      const report = await sync.run();
      reader.changed();
      return report;
    },
  };
}
