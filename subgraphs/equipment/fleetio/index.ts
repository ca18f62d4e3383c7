/** The maintenance platform Fleetio: machines, assignments, work orders, issues, fuel and meter entries. */
import type { z } from 'zod';
import type { CompanySettings } from '../../kit/company.js';
import type { CallObserver } from '../../kit/upstream.js';
import type { MaintenanceConnector } from '../connector.js';
import type { ReadResult } from '../model.js';
import type { MaintenanceSettings } from '../settings.js';
import { createChecks } from './checks.js';
import { createFleetioClient } from './client.js';
import { createEffects } from './effects/index.js';
import { toHint } from './hint.js';
import { toAssignment, toFuel, toIssue, toMachine, toReading, toWorkOrder } from './map.js';
import { createReread } from './reread.js';
import {
  wireAssignment,
  wireFuelEntry,
  wireIssue,
  wireMeterEntry,
  wireVehicle,
  wireWorkOrder,
  type WireVehicle,
} from './wire.js';

export function createFleetioConnector(
  settings: MaintenanceSettings,
  companies: readonly CompanySettings[],
  observe: CallObserver | undefined,
): MaintenanceConnector {
  const client = createFleetioClient(settings, observe);
  /** Vehicles whose primary meter counts hours, as of the last list of machines. */
  let hourMeters: ReadonlySet<string> = new Set();

  async function read<S extends z.ZodType, T>(
    path: string,
    shape: S,
    toModel: (wire: z.output<S>) => T | null,
  ): Promise<ReadResult<T>> {
    return readRecords(path, await client.list(path), shape, toModel);
  }

  const platform = { client, settings, companies };
  return {
    vendor: 'Fleetio',
    checkedAgainst: [settings.apiVersion],
    capabilities: { meterReadings: true, fuel: true },
    async machines() {
      const list = await client.list('/v1/vehicles');
      hourMeters = new Set(list.flatMap((record) => hourMeterId(record)));
      return readRecords('/v1/vehicles', list, wireVehicle, (wire) => toMachine(wire, settings, companies));
    },
    assignments: () =>
      read('/v1/vehicle_assignments', wireAssignment, (wire) => toAssignment(wire, settings)),
    workOrders: () =>
      read('/v2/work_orders', wireWorkOrder, (wire) =>
        toWorkOrder(wire, settings.workOrderStatuses.cancelled),
      ),
    issues: () => read('/v2/issues', wireIssue, toIssue),
    fuel: () => read('/v1/fuel_entries', wireFuelEntry, toFuel),
    readings: () => read('/v1/meter_entries', wireMeterEntry, (wire) => toReading(wire, hourMeters)),
    hint: toHint,
    reread: createReread(platform),
    effects: createEffects(platform),
    checks: createChecks(platform),
    close: () => client.close(),
  };
}

function hourMeterId(record: unknown): string[] {
  const { id, primary_meter_unit: unit } = record as Partial<WireVehicle>;
  return unit === 'hr' || unit === 'hours' ? [String(id)] : [];
}

/** Reads each record for itself: a bad one becomes a problem line with its index, id and reason. */
function readRecords<S extends z.ZodType, T>(
  path: string,
  list: readonly unknown[],
  shape: S,
  toModel: (wire: z.output<S>) => T | null,
): ReadResult<T> {
  const records: T[] = [];
  const problems: string[] = [];
  list.forEach((raw, index) => {
    const place = `maintenance ${path} record ${index} (id ${idOf(raw)})`;
    const wire = shape.safeParse(raw);
    if (!wire.success) {
      const [issue] = wire.error.issues;
      problems.push(
        `${place}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? 'cannot be read'}; it is left out`,
      );
      return;
    }
    try {
      const model = toModel(wire.data);
      if (model !== null) records.push(model);
    } catch (error) {
      problems.push(`${place}: ${(error as Error).message}; it is left out`);
    }
  });
  return { records, problems };
}

function idOf(raw: unknown): string {
  const id = typeof raw === 'object' && raw !== null && 'id' in raw ? raw.id : undefined;
  return typeof id === 'number' || typeof id === 'string' ? String(id) : 'unknown';
}
