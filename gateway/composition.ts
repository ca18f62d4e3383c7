/** Joins the parts: the subgraphs with their store and settings, and a source for each, in process or over HTTP. */
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { Store } from '../store/store.js';
import type { CompanySettings } from '../subgraphs/kit/company.js';
import type { IntakeDoor } from '../subgraphs/kit/intake.js';
import type { BackgroundSync, Subgraph } from '../subgraphs/kit/subgraph.js';
import type { CallObserver } from '../subgraphs/kit/upstream.js';
import { createControlsSubgraph, type ControlsSubgraph } from '../subgraphs/controls/index.js';
import {
  createEquipmentSubgraph,
  equipmentDoors,
  type EquipmentSubgraph,
} from '../subgraphs/equipment/index.js';
import { createEstimatingSubgraph, type EstimatingSubgraph } from '../subgraphs/estimating/index.js';
import { createOdooSubgraph, odooDoors, type OdooSubgraph } from '../subgraphs/odoo/index.js';
import { createSchedulingSubgraph, type SchedulingSubgraph } from '../subgraphs/scheduling/index.js';
import { createWorkflowsSubgraph, type WorkflowsSubgraph } from '../subgraphs/workflows/index.js';
import type { Config } from './config/schema.js';
import { createHttpSource } from './data-sources/http.js';
import { createInProcessSource } from './data-sources/in-process.js';
import { createSigner } from './data-sources/passport.js';
import type { SubgraphSource } from './data-sources/source.js';
import type { FileSource } from './http/files.js';
import { serveSubgraph, type SubgraphServer } from './subgraph-server.js';

export interface Surroundings {
  readonly store: Store;
  readonly observe: CallObserver;
  readonly now: () => Date;
  /** Files that are handed in are kept below it. */
  readonly dataDir: string;
  /** The firm's calendar day, YYYY-MM-DD. */
  readonly today: () => string;
  readonly log: (line: string) => void;
  /** Told of every step of a write that changes a system. */
  readonly changed?: (system: string) => void;
}

const CREATORS: Readonly<Record<string, (config: Config, around: Surroundings) => Subgraph>> = {
  // Systems of record first: the others are matched against what they publish.
  odoo: (config, around) =>
    createOdooSubgraph({
      ...around,
      now: () => around.now().getTime(),
      settings: config.odoo,
      companies: config.companies,
    }),
  equipment: (config, around) =>
    createEquipmentSubgraph({ ...around, settings: config.equipment, companies: config.companies }),
  scheduling: (config, around) =>
    createSchedulingSubgraph({
      ...around,
      settings: config.scheduling,
      companies: config.companies,
      ownFolder: path.join(around.dataDir, 'files', 'scheduling'),
    }),
  estimating: (config, around) =>
    createEstimatingSubgraph({
      ...around,
      settings: config.estimating,
      companies: config.companies,
      ownFolder: path.join(around.dataDir, 'files', 'estimating'),
    }),
  controls: (config, around) => createControlsSubgraph({ ...around, companies: config.companies }),
};

/** Writes go where the reads go: to the subgraphs of this process, or to connectors of their own where they run elsewhere. */
const WORKFLOWS = 'workflows';

export const SUBGRAPH_NAMES: readonly string[] = [...Object.keys(CREATORS), WORKFLOWS];

/** @throws Error that lists the names when there is no such subgraph. */
export function createSubgraph(
  name: string,
  config: Config,
  around: Surroundings,
  local: readonly Subgraph[] = [],
): Subgraph {
  if (name === WORKFLOWS) return createWorkflows(config, around, local);
  const create = CREATORS[name];
  if (!create) throw new Error(`There is no subgraph "${name}"; there are ${SUBGRAPH_NAMES.join(', ')}`);
  return create(config, around);
}

function createWorkflows(
  config: Config,
  around: Surroundings,
  local: readonly Subgraph[],
): WorkflowsSubgraph {
  const own: Subgraph[] = [];
  const find = (name: string): Subgraph => {
    const known = local.find((subgraph) => subgraph.name === name);
    if (known) return known;
    const made = createSubgraph(name, config, around);
    own.push(made);
    return made;
  };
  const { erp } = find('odoo') as OdooSubgraph;
  const { maintenance, usage, breakdowns } = find('equipment') as EquipmentSubgraph;
  if (!erp) throw new Error('the ERP takes no writes');
  const { changes: scheduling } = find('scheduling') as SchedulingSubgraph;
  const { changes: controls } = find('controls') as ControlsSubgraph;
  const { checks: estimates } = find('estimating') as EstimatingSubgraph;
  const systems = {
    ...{ erp, maintenance, usage, breakdowns, estimates, controls },
    ...(scheduling && { scheduling }),
  };
  const { companies, alerts, workflows: settings } = config;
  const subgraph = createWorkflowsSubgraph({ ...around, settings, alerts, companies, systems });
  return {
    ...subgraph,
    stop: async () => {
      await subgraph.stop();
      await Promise.all(own.map((connected) => connected.stop()));
    },
  };
}

export interface Composition {
  /** The subgraphs that run in this process. */
  readonly local: readonly Subgraph[];
  /** Goes on with writes that an earlier process left. */
  recover(): Promise<void>;
  readonly sources: Readonly<Record<string, SubgraphSource>>;
  stop(): Promise<void>;
}

export async function compose(config: Config, around: Surroundings): Promise<Composition> {
  const { remote, transport, secret = randomBytes(32).toString('hex') } = config.subgraphs;
  const sign = createSigner(secret);
  const local: Subgraph[] = [];
  for (const name of SUBGRAPH_NAMES)
    if (!remote[name]) local.push(createSubgraph(name, config, around, local));
  const servers: SubgraphServer[] = [];
  const sources: Record<string, SubgraphSource> = {};
  for (const subgraph of local) {
    if (transport === 'IN_PROCESS') sources[subgraph.name] = createInProcessSource(subgraph);
    else {
      const server = await serveSubgraph(subgraph, { port: 0, host: '127.0.0.1', secret });
      servers.push(server);
      sources[subgraph.name] = createHttpSource({ name: subgraph.name, url: server.url }, sign);
    }
  }
  for (const [name, { url }] of Object.entries(remote)) sources[name] = createHttpSource({ name, url }, sign);
  const workflows = local.find(({ name }) => name === WORKFLOWS) as WorkflowsSubgraph | undefined;
  return {
    local,
    sources,
    recover: async () => workflows?.recover(),
    stop: async () => {
      await Promise.all(Object.values(sources).map((source) => source.close()));
      await Promise.all(servers.map((server) => server.stop()));
      // In reverse order: writes stop before the systems they go to.
      for (const subgraph of [...local].reverse()) await subgraph.stop();
    },
  };
}

/** The subgraphs that can be given files. */
const FILE_TAKERS = ['scheduling', 'estimating'];

/** @param again runs a round of some syncs that sees what was just handed in */
export function fileSources(
  { local }: Composition,
  remote: Config['subgraphs']['remote'],
  again: (syncs: readonly BackgroundSync[]) => Promise<void>,
): Record<string, FileSource> {
  const sourceOf = (name: string): FileSource => {
    const elsewhere = remote[name];
    if (elsewhere) return { state: 'ELSEWHERE', url: elsewhere.url };
    const subgraph = local.find((candidate) => candidate.name === name);
    if (!subgraph?.files) return { state: 'NOT_CONFIGURED' };
    return { state: 'OPEN', door: subgraph.files, refresh: () => again(subgraph.syncs) };
  };
  return Object.fromEntries(FILE_TAKERS.map((name) => [name, sourceOf(name)]));
}

/** The webhooks that are configured, wherever their subgraph runs: its process handles what is kept here. */
export function webhookDoors({ equipment, odoo }: Config): IntakeDoor[] {
  return [...equipmentDoors(equipment), ...odooDoors(odoo)];
}

/** Background syncs in waves: one after the other what publishes canonical records, then the rest at once. */
export function syncWaves(local: readonly Subgraph[]): BackgroundSync[][] {
  const syncs = local.flatMap((subgraph) => subgraph.syncs);
  return [
    ...syncs.filter(({ ofRecord }) => ofRecord).map((sync) => [sync]),
    syncs.filter(({ ofRecord }) => !ofRecord),
  ];
}

/** Cross-spelling maps of every company, as the crosswalk wants them. */
export function configuredMatches(
  companies: readonly CompanySettings[],
): Record<string, CompanySettings['crosswalk']> {
  return Object.fromEntries(companies.map(({ code, crosswalk }) => [code, crosswalk]));
}
