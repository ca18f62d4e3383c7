/** Fleetio's records → what the effects and checks answer. Pure functions. */
import { decimal, type DecimalString } from '../../../kit/decimal.js';
import type { CompanySettings } from '../../../kit/company.js';
import type {
  FuelEntry,
  Issue,
  KeptRecord,
  MachineState,
  MeterEntry,
  PartUsed,
  WorkOrderDetail,
} from '../../effects.js';
import type { MaintenanceSettings } from '../../settings.js';
import { toFuel, toIssue, toMachine, toWorkOrder } from '../map.js';
import type {
  WireFuelEntry,
  WireIssue,
  WireMeterEntry,
  WirePart,
  WireVehicle,
  WireVendor,
  WireWorkOrderDetail,
} from '../wire.js';

/** The platform keeps the day of a reading, not its time. */
export function toMeterEntry(wire: WireMeterEntry): MeterEntry {
  return {
    key: String(wire.id),
    machine: String(wire.vehicle_id),
    date: wire.date.slice(0, 10),
    hours: decimal(wire.value).toFixed(),
  };
}

export function toFuelEntry(wire: WireFuelEntry): FuelEntry {
  const { key, machine, litres, cost } = toFuel(wire);
  const meterEntry = wire.meter_entry == null ? null : String(wire.meter_entry.id);
  return { key, machine, date: wire.date.slice(0, 10), litres, cost, meterEntry };
}

export function toIssueState(wire: WireIssue): Issue {
  const { key, machine, severity, occurredAt, clearedAt } = toIssue(wire);
  return {
    key,
    machine,
    summary: wire.summary ?? wire.name ?? null,
    state: wire.state === 'open' ? 'OPEN' : wire.state === 'closed' ? 'CLOSED' : 'RESOLVED',
    severity,
    reportedAt: occurredAt,
    clearedAt,
  };
}

/** @param cancelled name of the status of an order that was taken back */
export function toWorkOrderDetail(
  wire: WireWorkOrderDetail,
  parts: ReadonlyMap<number, WirePart>,
  cancelled: string,
): WorkOrderDetail {
  const { key, number, machine, status, description, openedAt, completedAt } = toWorkOrder(wire);
  const open = wire.work_order_status_name === cancelled ? 'CANCELLED' : 'ACTIVE';
  const issues = wire.work_order_line_items.flatMap((line) => [
    ...(line.issue_ids ?? []),
    ...(line.item_type === 'Issue' && line.item_id != null ? [line.item_id] : []),
  ]);
  return {
    key,
    number,
    machine,
    status,
    state: wire.state === 'completed' ? 'COMPLETED' : open,
    description,
    openedAt,
    completedAt,
    laborCost: money(wire.labor_subtotal),
    partsCost: money(wire.parts_subtotal),
    parts: wire.work_order_sub_line_items
      .filter(({ item_type: type }) => type === 'Part')
      .map((item) => toPartUsed(item, parts.get(item.item_id ?? 0))),
    issues: [...new Set(issues)].map(String),
  };
}

/** Zero where the platform says nothing: an order without parts has none to pay. */
function money(value: string | number | null | undefined): DecimalString {
  return decimal(value ?? 0).toFixed(2, 1);
}

function toPartUsed(
  item: WireWorkOrderDetail['work_order_sub_line_items'][number],
  part: WirePart | undefined,
): PartUsed {
  const quantity = decimal(item.quantity ?? 0);
  const unitCost = decimal(item.unit_cost ?? 0);
  return {
    part: item.item_id == null ? null : String(item.item_id),
    number: part?.number ?? null,
    description: item.description ?? part?.description ?? null,
    quantity: quantity.toFixed(),
    unitCost: unitCost.toFixed(),
    cost: item.subtotal == null ? quantity.times(unitCost).toFixed(2, 1) : money(item.subtotal),
  };
}

export function toMachineState(
  wire: WireVehicle,
  settings: MaintenanceSettings,
  companies: readonly CompanySettings[],
): MachineState {
  const machine = toMachine(wire, settings, companies);
  const { key, number, company, class: own, ownership, availability } = machine;
  const status = wire.vehicle_status_name ?? null;
  return { machine: key, number, company, class: own, ownership, availability, status };
}

export function toKeptVendor(wire: WireVendor): KeptRecord {
  return { ...toKept(wire), number: null, name: wire.name };
}

export function toKeptPart(wire: WirePart): KeptRecord {
  return { ...toKept(wire), number: wire.number ?? null, name: wire.description ?? null };
}

function toKept(wire: WireVendor | WirePart): Pick<KeptRecord, 'key' | 'archived' | 'changedAt'> {
  return {
    key: String(wire.id),
    archived: wire.archived_at != null,
    changedAt: wire.updated_at ?? null,
  };
}
