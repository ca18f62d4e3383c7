/**
 * Reads the fleet from the store. A process keeps its view for `viewMs`, then asks for the sources' status; the
 * documents are read again only when a sync has brought something new, the crosswalk every time (people match
 * records by hand); what was worked out from a view stays until one of the two changed. No upstream is called here.
 */
import { isDeepStrictEqual } from 'node:util';
import DataLoader from 'dataloader';
import type { MeterPoint, Store } from '../../store/store.js';
import { buildFleetView, type FleetRecords, type FleetView, type MachineView } from './fleet-view.js';
import type { EquipmentSettings } from './settings.js';
import { toSourceState, type SourceState } from './source-state.js';
import {
  EQUIPMENT,
  KINDS,
  MAINTENANCE,
  REVISION,
  type HOURS,
  TELEMATICS,
  telematicsSource,
} from './mirror-keys.js';

type Matches = Omit<FleetRecords, keyof Documents>;
type Documents = Pick<FleetRecords, 'machines' | 'assignments' | 'workOrders' | 'breakdowns' | 'units'>;
export type SeriesMeter = typeof HOURS | 'IDLE_HOURS';

/** A meter series of one machine: which source counts, and its points by time. */
export interface Series {
  readonly source: 'telematics' | 'maintenance';
  readonly points: readonly MeterPoint[];
}

export interface Fleet extends FleetView {
  /** Of the mirror: what an event of this revision tells of is in the view. */
  readonly revision: number;
  readonly maintenance: SourceState;
  /** By provider name. */
  readonly telematics: ReadonlyMap<string, SourceState>;
  /** Telematics where a provider has the machine, else the readings people entered. */
  series(machine: MachineView, meter: SeriesMeter): Promise<Series>;
}

export interface FleetReader {
  /** @param revision read anew when the kept view is older than this */
  current(revision?: number): Promise<Fleet>;
  /** Called after a sync of this process, so that its records are seen at once; reads the hour series ahead. */
  changed(): void;
  stop(): void;
}

interface Loaded {
  readonly signature: string;
  readonly documents: Documents;
  readonly points: DataLoader<string, readonly MeterPoint[]>;
  readonly matches: Matches;
  readonly view: FleetView;
}

/** @param ahead what to work out after a sync, before anybody asks. */
export function createFleetReader(
  store: Store,
  settings: EquipmentSettings,
  now: () => Date,
  ahead: (fleet: Fleet) => Promise<void>,
): FleetReader {
  let changes = 0;
  const views = createViews(store);
  const readAhead = createReadAhead(async () => ahead(await kept.current()));

  async function read(): Promise<Fleet> {
    const [maintenance, ...telematics] = await readStates(store, settings, now());
    const states = [maintenance, ...telematics];
    // Before the documents: they may be newer than it says, never older.
    const revision = Number((await store.mirror.watermark(EQUIPMENT, REVISION)) ?? '0');
    const signature = JSON.stringify([changes, revision, states.map(({ asOf, error }) => [asOf, error])]);
    const { view, points } = await views.current(signature);
    const byName = new Map(telematics.map((state) => [state.name, state]));
    const series: Fleet['series'] = (machine, meter) => readSeries(points, machine, meter);
    return { ...view, revision, maintenance, telematics: byName, series };
  }

  const kept = createKept(read, now, settings.viewMs);

  return {
    current: kept.current,
    changed() {
      changes += 1;
      kept.forget();
      readAhead.soon();
    },
    stop: () => readAhead.stop(),
  };
}

interface KeptFleet extends Pick<FleetReader, 'current'> {
  forget(): void;
}

function createKept(read: () => Promise<Fleet>, now: () => Date, viewMs: number): KeptFleet {
  let kept: { readonly at: number; readonly fleet: Promise<Fleet> } | undefined;

  function renewed(): Promise<Fleet> {
    const fleet = read();
    const own = (kept = { at: now().getTime(), fleet });
    // A failed read is not kept: the next request tries again.
    fleet.catch(() => {
      if (kept === own) kept = undefined;
    });
    return fleet;
  }

  async function current(revision = 0): Promise<Fleet> {
    const own = kept;
    if (!own || now().getTime() - own.at >= viewMs) return renewed();
    const fleet = await own.fleet;
    if (fleet.revision >= revision) return fleet;
    // Whoever came first reads for all that wait for it.
    return kept === own || !kept ? renewed() : current(revision);
  }

  return {
    current,
    forget: () => void (kept = undefined),
  };
}

/** Keeps a view until a sync or the crosswalk brought something new. @param signature changes with every sync. */
function createViews(store: Store): { current(signature: string): Promise<Loaded> } {
  let loaded: Loaded | undefined;
  return {
    async current(signature) {
      const matches = await readCrosswalk(store);
      if (loaded?.signature !== signature) {
        const documents = await readDocuments(store);
        const points = createPointLoader(store);
        const view = buildFleetView({ ...documents, ...matches });
        loaded = { signature, documents, points, matches, view };
      } else if (!isDeepStrictEqual(loaded.matches, matches)) {
        loaded = { ...loaded, matches, view: buildFleetView({ ...loaded.documents, ...matches }) };
      }
      return loaded;
    },
  };
}

/** Several syncs that end together are read once. */
const READ_AHEAD_MS = 50;

function createReadAhead(work: () => Promise<void>): { soon(): void; stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  return {
    soon() {
      clearTimeout(timer);
      // What fails here is read, and reported, by the next request.
      timer = setTimeout(() => void work().catch(() => undefined), READ_AHEAD_MS).unref();
    },
    stop: () => clearTimeout(timer),
  };
}

async function readStates(
  store: Store,
  { telematics, maintenance, staleIfErrorMs }: EquipmentSettings,
  now: Date,
): Promise<[SourceState, ...SourceState[]]> {
  const own = {
    system: MAINTENANCE,
    name: MAINTENANCE,
    intervalMs: maintenance.intervalMs,
    staleIfErrorMs,
  } as const;
  const providers = telematics.map(async ({ name, intervalMs, minIntervalMs }) => {
    const rules = {
      system: TELEMATICS,
      name,
      intervalMs: Math.max(intervalMs, minIntervalMs),
      staleIfErrorMs,
    } as const;
    return toSourceState(rules, await store.mirror.status(telematicsSource(name)), now);
  });
  return [toSourceState(own, await store.mirror.status(MAINTENANCE), now), ...(await Promise.all(providers))];
}

async function readDocuments({ mirror }: Store): Promise<Documents> {
  const [machines, assignments, workOrders, breakdowns, units] = await Promise.all([
    mirror.documents(KINDS.machine),
    mirror.documents(KINDS.assignment),
    mirror.documents(KINDS.workOrder),
    mirror.documents(KINDS.breakdown),
    mirror.documents(KINDS.unit),
  ]);
  return { machines, assignments, workOrders, breakdowns, units };
}

async function readCrosswalk({ crosswalk }: Store): Promise<Matches> {
  const [canonical, maintenanceIds, telematicsIds, jobs, costCodes] = await Promise.all([
    crosswalk.list('EQUIPMENT'),
    crosswalk.entries('EQUIPMENT', MAINTENANCE),
    crosswalk.entries('EQUIPMENT', TELEMATICS),
    crosswalk.entries('PROJECT', MAINTENANCE),
    crosswalk.entries('COST_CODE', MAINTENANCE),
  ]);
  return { canonical, maintenanceIds, telematicsIds, jobs, costCodes };
}

const BEGINNING = new Date(0);
const END = new Date('9999-12-31T00:00:00Z');
const SEPARATOR = '\u0000';

function pointKey(source: string, meter: string, machine: string): string {
  return [source, meter, machine].join(SEPARATOR);
}

/** One query per source and meter, however many machines are asked for. */
function createPointLoader({ mirror }: Store): DataLoader<string, readonly MeterPoint[]> {
  return new DataLoader(async (keys) => {
    const groups = new Map<string, { source: string; meter: string; machines: string[] }>();
    for (const key of keys) {
      const [source = '', meter = '', machine = ''] = key.split(SEPARATOR);
      const name = pointKey(source, meter, '');
      const group = groups.get(name) ?? { source, meter, machines: [] };
      group.machines.push(machine);
      groups.set(name, group);
    }
    const byKey = new Map<string, MeterPoint[]>();
    for (const { source, meter, machines } of groups.values()) {
      for (const point of await mirror.points(source, meter, machines, BEGINNING, END)) {
        const key = pointKey(source, meter, point.machine);
        const list = byKey.get(key);
        if (list) list.push(point);
        else byKey.set(key, [point]);
      }
    }
    for (const list of byKey.values()) list.sort((a, b) => a.at.getTime() - b.at.getTime());
    return keys.map((key) => byKey.get(key) ?? []);
  });
}

async function readSeries(
  points: DataLoader<string, readonly MeterPoint[]>,
  machine: MachineView,
  meter: SeriesMeter,
): Promise<Series> {
  for (const { provider, unit } of machine.units) {
    const found = await points.load(pointKey(telematicsSource(provider), meter, unit.key));
    if (found.length > 0) return { source: TELEMATICS, points: found };
  }
  const own =
    machine.record === null ? [] : await points.load(pointKey(MAINTENANCE, meter, machine.record.key));
  return { source: MAINTENANCE, points: own };
}
