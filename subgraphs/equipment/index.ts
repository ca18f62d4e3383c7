/** The equipment subgraph's only door. */
import type { Store } from '../../store/store.js';
import type { CompanySettings } from '../kit/company.js';
import type { Intake } from '../kit/intake.js';
import { createRequestScope } from '../kit/request-scope.js';
import { buildSchema, type BackgroundSync, type Subgraph } from '../kit/subgraph.js';
import { createTurns, type Turns } from '../kit/turns.js';
import type { CallObserver } from '../kit/upstream.js';
import { createAempConnector } from './aemp/index.js';
import { createBreakdownDesk } from './breakdown-desk.js';
import type { BreakdownDesk, MaintenanceConnector, UsageReader } from './connector.js';
import type { EquipmentContext } from './context.js';
import { createBreakdownBook, type BreakdownBook } from './events/book.js';
import { createKeepSome } from './events/keep-some.js';
import { createStatusBook, type StatusBook } from './events/status-book.js';
import { createFleetioConnector } from './fleetio/index.js';
import { createMaintenanceIntake, createTelematicsIntake } from './intake.js';
import { createLoaders } from './loaders.js';
import { workOutAll } from './job-usage.js';
import { createUsageReader } from './machine-days.js';
import { HOURS } from './mirror-keys.js';
import { createFleetReader, type FleetReader } from './mirror-reader.js';
import { resolvers } from './resolvers.js';
import type { EquipmentSettings } from './settings.js';
import { createIssueSync, createMaintenanceSync } from './sync.js';
import { createTelematicsSync, type TelematicsSyncOptions } from './telematics-sync.js';

export { equipmentSettings, type EquipmentSettings, type EquipmentSettingsInput } from './settings.js';
export type { MaintenanceConnector, TelematicsConnector } from './connector.js';
export type * from './effects.js';
export { createEquipmentTopics } from './events.js';
export { equipmentDoors } from './intake.js';

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
  const book = createBreakdownBook(store, settings.breakdowns);
  const status = createStatusBook(store, settings, today);
  const maintenance = createFleetioConnector(settings.maintenance, companies, observe);
  const telematics = toProviders(options, () => now().getTime());
  const byCode = new Map(companies.map((company) => [company.code, company]));
  const reader = createFleetReader(store, settings, now, async (fleet) => {
    await Promise.all(fleet.machines.map((machine) => fleet.series(machine, HOURS)));
    await workOutAll(fleet, byCode, today());
  });
  const turns = createTurns();
  const connected = { maintenance, telematics, book, status, reader, turns };
  const syncs = toSyncs({ ...options, now, today }, connected);
  const contextFor = createRequestScope<EquipmentContext>((request) => ({
    request,
    fleet: fleetOfRequest(reader),
    loaders: createLoaders(store),
    companies: byCode,
    today: today(),
  }));
  return {
    name: 'equipment',
    maintenance,
    usage: createUsageReader(store, () => reader.current()),
    breakdowns: createBreakdownDesk(store, reader),
    ...buildSchema(new URL('./schema.graphql', import.meta.url), resolvers),
    contextFor,
    syncs: syncs.map((sync) => seen(sync, reader)),
    intakes: toIntakes(options, connected),
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

interface Connected {
  readonly maintenance: MaintenanceConnector;
  readonly telematics: ReturnType<typeof toProviders>;
  readonly book: BreakdownBook;
  readonly status: StatusBook;
  readonly reader: FleetReader;
  readonly turns: Turns;
}

/** Not beside a hint: a round that read its lists before would put back what the hint just brought. */
function toSyncs(
  { settings, store, now, today }: EquipmentSubgraphOptions & Pick<TelematicsSyncOptions, 'now' | 'today'>,
  { maintenance: connector, telematics, book, status, turns }: Connected,
): BackgroundSync[] {
  const { intervalMs, issuesIntervalMs } = settings.maintenance;
  return [
    inTurn(createMaintenanceSync({ connector, store, book, status, intervalMs, now }), turns),
    ...telematics.map((provider) => createTelematicsSync({ ...provider, store, book, status, now, today })),
    inTurn(createIssueSync({ connector, book, intervalMs: issuesIntervalMs, now }), turns),
  ];
}

function toIntakes(
  { settings, store, now = () => new Date() }: EquipmentSubgraphOptions,
  { maintenance, telematics, book, status, reader, turns }: Connected,
): Intake[] {
  const parts = { store, keep: createKeepSome(store, book, status), now };
  const intakes: Intake[] = [];
  if (settings.maintenance.webhook) {
    const own = createMaintenanceIntake({ ...parts, connector: maintenance });
    intakes.push({ ...own, handle: (about, hints) => turns.together(() => own.handle(about, hints)) });
  }
  for (const { connector, settings: own } of telematics) {
    const { webhook } = own;
    if (webhook) intakes.push(createTelematicsIntake({ ...parts, connector, settings: { ...own, webhook } }));
  }
  return intakes.map((intake) => ({
    ...intake,
    async handle(about, hints) {
      await intake.handle(about, hints);
      reader.changed();
    },
  }));
}

const inTurn = (sync: BackgroundSync, turns: Turns): BackgroundSync => ({
  ...sync,
  run: () => turns.alone(() => sync.run()),
});

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
