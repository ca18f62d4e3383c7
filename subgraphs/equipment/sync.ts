/**
 * Background rounds that fill the mirror; queries read only the mirror. `equipment.maintenance` replaces what the
 * maintenance platform lists and publishes the machines, whose system of record it is. A failed round keeps the last
 * complete mirror and leaves the reason in its status.
 */
import type { ExternalRecord, MirrorStatus, Store } from '../../store/store.js';
import type { BackgroundSync, SyncReport } from '../kit/subgraph.js';
import type { MaintenanceConnector } from './connector.js';
import type { BreakdownBook } from './events/book.js';
import type { StatusBook } from './events/status-book.js';
import type {
  AssignmentModel,
  BreakdownModel,
  MachineModel,
  ReadingModel,
  ReadResult,
  TelematicsMachineModel,
} from './model.js';
import {
  HOURS,
  KINDS,
  MAINTENANCE,
  providerOf,
  spellingId,
  TELEMATICS,
  toUnitRecord,
} from './mirror-keys.js';

export interface MaintenanceSyncOptions {
  readonly connector: MaintenanceConnector;
  readonly store: Store;
  readonly book: BreakdownBook;
  readonly status: StatusBook;
  readonly intervalMs: number;
  readonly now: () => Date;
}

export function createMaintenanceSync(options: MaintenanceSyncOptions): BackgroundSync {
  return {
    name: 'equipment.maintenance',
    ofRecord: true,
    intervalMs: options.intervalMs,
    run: () => recorded(options.store, MAINTENANCE, options.now, (asOf) => syncMaintenance(options, asOf)),
  };
}

/** Runs a round and keeps its status: when the data were read, or why they could not be. */
export async function recorded(
  store: Store,
  source: string,
  now: () => Date,
  round: (asOf: Date) => Promise<SyncReport & { readonly failed?: string }>,
): Promise<SyncReport> {
  const asOf = now();
  try {
    const { failed, ...report } = await round(asOf);
    const before: MirrorStatus | null = failed === undefined ? null : await store.mirror.status(source);
    await store.mirror.setStatus(source, { asOf: before?.asOf ?? asOf, error: failed ?? null });
    return report;
  } catch (error) {
    const reason = (error as Error).message;
    try {
      const { asOf: lastGood } = await store.mirror.status(source);
      await store.mirror.setStatus(source, { asOf: lastGood, error: reason });
    } catch (storeError) {
      return { records: 0, problems: [`${source}: ${reason}`, `store: ${(storeError as Error).message}`] };
    }
    return { records: 0, problems: [`${source}: ${reason}`] };
  }
}

async function syncMaintenance(
  { connector, store, book, status }: MaintenanceSyncOptions,
  asOf: Date,
): Promise<SyncReport> {
  const machines = await connector.machines();
  const [assignments, workOrders, issues, fuel, readings] = await Promise.all([
    connector.assignments(),
    connector.workOrders(),
    connector.issues(),
    connector.fuel(),
    connector.readings(),
  ]);
  await putReadings(store, MAINTENANCE, readings);
  await replace(store, KINDS.workOrder, workOrders, asOf);
  await replace(store, KINDS.fuel, fuel, asOf);
  await replace(store, KINDS.assignment, assignments, asOf);
  await replace(store, KINDS.machine, machines, asOf);
  const unmatched = await publish(store, machines.records, assignments.records);
  await keepIssues(book, issues, asOf);
  const places = await status.look(asOf);
  const results = [machines, assignments, workOrders, issues, fuel, readings];
  return {
    records: results.reduce((count, { records }) => count + records.length, 0),
    problems: [...results.flatMap(({ problems }) => problems), ...unmatched, ...places],
  };
}

/** After the machines: an issue is told with its machine and its job. One that cannot be read is not taken for removed. */
function keepIssues(book: BreakdownBook, { records, problems }: ReadResult<BreakdownModel>, asOf: Date) {
  return book.issues(records, asOf, problems.length === 0);
}

/** Issues alone, more often than everything: they are what people wait for. */
export function createIssueSync({ connector, book, intervalMs, now }: IssueSyncOptions): BackgroundSync {
  return {
    name: 'equipment.issues',
    intervalMs,
    async run() {
      const asOf = now();
      try {
        const issues = await connector.issues();
        await keepIssues(book, issues, asOf);
        return { records: issues.records.length, problems: issues.problems };
      } catch (error) {
        return { records: 0, problems: [`${MAINTENANCE} issues: ${(error as Error).message}`] };
      }
    },
  };
}

export type IssueSyncOptions = Omit<MaintenanceSyncOptions, 'store' | 'status'>;

async function replace(
  store: Store,
  kind: string,
  { records }: ReadResult<{ readonly key: string }>,
  asOf: Date,
): Promise<void> {
  const documents = new Map(records.map((body) => [body.key, { key: body.key, body }]));
  await store.mirror.replace(MAINTENANCE, kind, [...documents.values()], asOf);
}

/** Points of a series; two readings of one machine and moment are one point, the later in the list. */
export async function putReadings(
  store: Store,
  source: string,
  { records }: ReadResult<ReadingModel>,
): Promise<void> {
  const points = new Map(
    records.map(({ machine, at, hours }) => [
      `${machine}|${at}`,
      { machine, meter: HOURS, at: new Date(at), value: hours },
    ]),
  );
  if (points.size > 0) await store.mirror.putPoints(source, [...points.values()]);
}

/** Makes the machines canonical and matches the platform's spellings of jobs and cost codes. */
async function publish(
  store: Store,
  machines: readonly MachineModel[],
  assignments: readonly AssignmentModel[],
): Promise<readonly string[]> {
  await store.crosswalk.publish('EQUIPMENT', MAINTENANCE, machines.map(toExternal));
  await matchUnits(store);
  const homeless = machines
    .filter(({ company }) => company === null)
    .map(
      ({ key, number }) =>
        `maintenance vehicle ${number} (id ${key}): its group belongs to no company; map it`,
    );
  const companyOf = new Map(machines.map(({ key, company }) => [key, company]));
  const spellings = (of: (assignment: AssignmentModel) => string | null): ExternalRecord[] =>
    distinctSpellings(assignments, companyOf, of);
  const jobs = await store.crosswalk.match(
    'PROJECT',
    MAINTENANCE,
    spellings(({ job }) => job),
  );
  const codes = await store.crosswalk.match(
    'COST_CODE',
    MAINTENANCE,
    spellings(({ costCode }) => costCode),
  );
  return [...homeless, ...jobs, ...codes];
}

/** Providers that were read before the machines were published are matched now, not only at their next round. */
async function matchUnits(store: Store): Promise<void> {
  const units = await store.mirror.documents(KINDS.unit);
  const records = units.map(({ source, body }) =>
    toUnitRecord(providerOf(source), body as TelematicsMachineModel),
  );
  if (records.length > 0) await store.crosswalk.match('EQUIPMENT', TELEMATICS, records);
}

function toExternal({ key, number, company, name, pin, serialNumber }: MachineModel): ExternalRecord {
  return {
    externalId: key,
    label: number,
    company,
    number,
    name,
    attributes: {
      ...(pin !== null && { pin }),
      ...(serialNumber !== null && { serialNumber }),
      equipmentId: number,
    },
  };
}

function distinctSpellings(
  assignments: readonly AssignmentModel[],
  companyOf: ReadonlyMap<string, string | null>,
  of: (assignment: AssignmentModel) => string | null,
): ExternalRecord[] {
  const records = new Map<string, ExternalRecord>();
  for (const assignment of assignments) {
    const label = of(assignment);
    if (label === null) continue;
    const company = companyOf.get(assignment.machine) ?? null;
    const externalId = spellingId(company, label);
    records.set(externalId, { externalId, label, company });
  }
  return [...records.values()];
}
