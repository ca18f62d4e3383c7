/**
 * One background sync per telematics provider: the fleet snapshot, then per machine the operating-hour series and
 * the faults since its watermark, a few machines at a time. A machine whose series failed keeps its watermark, so the
 * next round reads what is missing; the round then counts as failed and the provider as stale.
 */
import { createHash } from 'node:crypto';
import type { MeterPoint, Store } from '../../store/store.js';
import { eachOf } from '../kit/each-of.js';
import { isUpstreamError } from '../kit/errors.js';
import type { BackgroundSync, SyncReport } from '../kit/subgraph.js';
import type { TelematicsConnector } from './connector.js';
import type { BreakdownBook } from './events/book.js';
import type { StatusBook } from './events/status-book.js';
import type { BreakdownModel, TelematicsMachineModel } from './model.js';
import type { TelematicsSettings } from './settings.js';
import { KINDS, TELEMATICS, telematicsSource, toUnitRecord } from './mirror-keys.js';
import { putReadings, recorded } from './sync.js';

export interface TelematicsSyncOptions {
  readonly connector: TelematicsConnector;
  readonly settings: TelematicsSettings;
  readonly store: Store;
  readonly book: BreakdownBook;
  readonly status: StatusBook;
  readonly now: () => Date;
  /** The firm's current day; series are read to its end. */
  readonly today: () => string;
}

/** A provider's round, with what this process kept of each machine's faults last, as a hash: rounds overlap. */
interface Round extends TelematicsSyncOptions {
  readonly keptFaults: Map<string, string>;
  /** The same of the fleet snapshot that was looked at last. */
  lookedAt: string | undefined;
}

/** Machine key → last moment read, ISO 8601. */
type Watermarks = Record<string, string>;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export function createTelematicsSync(options: TelematicsSyncOptions): BackgroundSync {
  const { connector, settings, store, now } = options;
  const round: Round = { ...options, keptFaults: new Map<string, string>(), lookedAt: undefined };
  return {
    name: `equipment.telematics.${connector.provider}`,
    // More often than the provider's own limit would only be refused.
    intervalMs: Math.max(settings.intervalMs, settings.minIntervalMs),
    run: () =>
      recorded(store, telematicsSource(connector.provider), now, (asOf) => syncProvider(round, asOf)),
  };
}

async function syncProvider(options: Round, asOf: Date): Promise<SyncReport & { readonly failed?: string }> {
  const { connector, store, book } = options;
  const source = telematicsSource(connector.provider);
  const fleet = await connector.fleet();
  const units = new Map(fleet.records.map((unit) => [unit.key, unit]));
  const bodies = [...units.values()].map((body) => ({ key: body.key, body }));
  await store.mirror.replace(source, KINDS.unit, bodies, asOf);
  await store.mirror.putPoints(source, toIdlePoints([...units.values()]));
  const external = [...units.values()].map((unit) => toUnitRecord(connector.provider, unit));
  const unmatched = await store.crosswalk.match('EQUIPMENT', TELEMATICS, external);
  await book.watch(source, [...units.keys()], asOf);
  const series = await syncSeries(options, [...units.values()], asOf);
  await book.settle(source, asOf);
  await lookAtFleet(options, [...units.values()], asOf);
  const twice = fleet.records.length - units.size;
  const duplicates =
    twice > 0 ? [`${connector.provider}: ${twice} machines were sent twice; the last was kept`] : [];
  const [broken] = series.broken;
  return {
    records: units.size + series.records,
    problems: [...fleet.problems, ...duplicates, ...unmatched, ...series.problems, ...series.broken],
    ...(broken !== undefined && {
      failed: `the series of ${series.broken.length} of ${units.size} machines could not be read; first: ${broken}`,
    }),
  };
}

/** Idle hours come with the snapshot only; each round adds a point, so that periods can be told apart later. */
function toIdlePoints(units: readonly TelematicsMachineModel[]): MeterPoint[] {
  return units.flatMap(({ key, meters }) =>
    meters
      .filter(({ type }) => type === 'IDLE_HOURS')
      .map(({ at, value }) => ({ machine: key, meter: 'IDLE_HOURS', at: new Date(at), value })),
  );
}

interface SeriesReport extends SyncReport {
  /** Machines whose series could not be read at all. */
  readonly broken: readonly string[];
}

/** Reads every machine's series, `concurrency` machines at a time, and keeps how far it came. */
async function syncSeries(
  options: Round,
  units: readonly TelematicsMachineModel[],
  asOf: Date,
): Promise<SeriesReport> {
  const { connector, store, settings } = options;
  const source = telematicsSource(connector.provider);
  const watermarks = JSON.parse((await store.mirror.watermark(source, 'series')) ?? '{}') as Watermarks;
  const problems: string[] = [];
  const broken: string[] = [];
  let records = 0;
  await eachOf(units, settings.limits.concurrency, async (unit) => {
    try {
      const report = await syncUnit(options, unit, watermarks, asOf);
      records += report.records;
      problems.push(...report.problems);
    } catch (error) {
      const line = `${connector.provider} ${unit.key}: ${(error as Error).message}`;
      // A provider that knows the machine but keeps no series for it answers 404: reported, not an outage.
      const refused = isUpstreamError(error) && error.kind === 'BUSINESS';
      (refused ? problems : broken).push(line);
    }
  });
  await store.mirror.setWatermark(source, 'series', JSON.stringify(watermarks));
  return { records, problems, broken };
}

async function syncUnit(
  round: Round,
  unit: TelematicsMachineModel,
  watermarks: Watermarks,
  asOf: Date,
): Promise<SyncReport> {
  const { connector, store, settings, today } = round;
  const source = telematicsSource(connector.provider);
  // Series end with the firm's day, or with this moment where its day is over already.
  const to = new Date(Math.max(Date.parse(today()) + DAY_MS - 1_000, asOf.getTime()));
  const mark = watermarks[unit.key];
  const from =
    mark === undefined
      ? new Date(Date.parse(today()) - settings.historyDays * DAY_MS)
      : new Date(Math.min(Date.parse(mark), to.getTime()) - settings.overlapHours * HOUR_MS);
  const hours = await connector.hours(unit, from, to);
  const faults = await connector.faults(unit, from, to);
  await putReadings(store, source, hours);
  await keepFaults(round, unit.key, faults.records, asOf);
  const last = hours.records.reduce((latest, { at }) => (at > latest ? at : latest), mark ?? '');
  if (last !== '') watermarks[unit.key] = last;
  return {
    records: hours.records.length + faults.records.length,
    problems: [...hours.problems, ...faults.problems],
  };
}

/** Hours and places come with the snapshot: one that says the same is not looked at again. */
async function lookAtFleet(
  round: Round,
  units: readonly TelematicsMachineModel[],
  asOf: Date,
): Promise<void> {
  const hash = hashOf(units);
  if (round.lookedAt === hash) return;
  await round.status.look(asOf);
  round.lookedAt = hash;
}

const hashOf = (records: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(records)).digest('hex');

/** Told before the watermark moves: what a crash cuts off is read again. */
async function keepFaults(
  { connector, book, keptFaults }: Round,
  machine: string,
  records: readonly BreakdownModel[],
  asOf: Date,
): Promise<void> {
  const hash = hashOf(records);
  if (keptFaults.get(machine) === hash) return;
  await book.faults(telematicsSource(connector.provider), machine, records, asOf, true);
  keptFaults.set(machine, hash);
}
