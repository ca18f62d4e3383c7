/** The platform's records: seeded from the firm when first asked for, changed by writes, ids handed out in order. */
import type { Firm } from '../firm/ledger.js';
import {
  toAssignments,
  toFuelEntries,
  toIssuePriorities,
  toIssues,
  toMeterEntries,
  toParts,
  toVehicles,
  toVehicleStatuses,
  toVendors,
  toWorkOrders,
  toWorkOrderStatuses,
} from './records.js';

export type FleetioRecord = Record<string, unknown> & { readonly id: number };

export interface FleetioStore {
  /** Every record of a list in the order of ids; undefined for an unknown list. */
  list(path: string): readonly FleetioRecord[] | undefined;
  get(path: string, id: unknown): FleetioRecord | undefined;
  /** Adds a record under the next id. */
  add(path: string, fields: Readonly<Record<string, unknown>>): FleetioRecord;
  change(record: FleetioRecord, fields: Readonly<Record<string, unknown>>): FleetioRecord;
}

const SEEDS: Readonly<Record<string, (firm: Firm) => FleetioRecord[]>> = {
  '/v1/vehicles': toVehicles,
  '/v1/vehicle_statuses': toVehicleStatuses,
  '/v1/vehicle_assignments': toAssignments,
  '/v2/work_orders': toWorkOrders,
  '/v1/work_order_statuses': toWorkOrderStatuses,
  '/v2/issues': toIssues,
  '/v1/issue_priorities': toIssuePriorities,
  '/v1/fuel_entries': toFuelEntries,
  '/v1/meter_entries': toMeterEntries,
  '/v1/parts': toParts,
  '/v1/vendors': toVendors,
  '/v2/service_entries': () => [],
};

/** Told of every record that is added (`made`) or changed. */
export type StoreWatcher = (path: string, record: FleetioRecord, made: boolean) => void;

export function createFleetioStore(firm: Firm, watch: StoreWatcher = () => undefined): FleetioStore {
  const kept = new Map<string, FleetioRecord[]>();
  const table = (path: string): FleetioRecord[] | undefined => {
    const known = kept.get(path) ?? SEEDS[path]?.(firm).sort((a, b) => a.id - b.id);
    if (known) kept.set(path, known);
    return known;
  };
  const stamp = (): string => new Date().toISOString();
  return {
    list: table,
    get: (path, id) => table(path)?.find((record) => record.id === Number(id)),
    add(path, fields) {
      const records = table(path) ?? [];
      const at = stamp();
      const record = { ...fields, id: (records.at(-1)?.id ?? 0) + 1, created_at: at, updated_at: at };
      records.push(record);
      watch(path, record, true);
      return record;
    },
    change(record, fields) {
      Object.assign(record, fields, { updated_at: stamp() });
      const [path] = [...kept].find(([, records]) => records.includes(record)) ?? [];
      if (path !== undefined) watch(path, record, false);
      return record;
    },
  };
}
