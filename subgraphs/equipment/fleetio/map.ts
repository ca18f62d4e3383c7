/** Fleetio records → model. Pure functions; a value that cannot be read throws an Error that names it. */
import { decimal, sum, ZERO, type Big } from '../../kit/decimal.js';
import type { CompanySettings } from '../../kit/company.js';
import type {
  AssignmentModel,
  Availability,
  BreakdownModel,
  FuelModel,
  MachineModel,
  MeterModel,
  Ownership,
  ReadingModel,
  WorkOrderModel,
} from '../model.js';
import type { MaintenanceSettings } from '../settings.js';
import { toSeverity } from '../severity.js';
import type {
  WireAssignment,
  WireFuelEntry,
  WireIssue,
  WireMeterEntry,
  WireVehicle,
  WireWorkOrder,
} from './wire.js';

const AVAILABILITY: Readonly<Record<string, Availability>> = {
  active: 'AVAILABLE',
  'in shop': 'IN_SHOP',
  'out of service': 'DOWN',
  inactive: 'RETIRED',
  sold: 'RETIRED',
};
const OWNERSHIP: Readonly<Record<string, Ownership>> = {
  owned: 'OWNED',
  leased: 'LEASED',
  rented: 'RENTED',
  customer: 'CUSTOMER',
};
const LITRES_PER_GALLON = '3.785411784';
const KILOMETRES_PER_MILE = '1.609344';

export function toMachine(
  vehicle: WireVehicle,
  settings: MaintenanceSettings,
  companies: readonly CompanySettings[],
): MachineModel {
  const field = (name: string): string | null => customField(vehicle.custom_fields, name);
  const { fields } = settings;
  return {
    key: String(vehicle.id),
    number: vehicle.name,
    company: toCompany(field(fields.company) ?? vehicle.group_name ?? null, settings, companies),
    name: field(fields.description),
    class: filled(vehicle.vehicle_type_name),
    make: filled(vehicle.make),
    model: filled(vehicle.model),
    serialNumber: field(fields.serialNumber) ?? filled(vehicle.vin),
    pin: field(fields.pin),
    ownership: OWNERSHIP[vehicle.ownership?.toLowerCase() ?? ''] ?? null,
    availability:
      vehicle.archived_at == null
        ? (AVAILABILITY[vehicle.vehicle_status_name?.toLowerCase() ?? ''] ?? null)
        : 'RETIRED',
    meters: toMeters(vehicle),
  };
}

/** The settings' map first, then a group called like a company's code or name. */
function toCompany(
  group: string | null,
  settings: MaintenanceSettings,
  companies: readonly CompanySettings[],
): string | null {
  if (group === null) return companies.length === 1 ? (companies[0]?.code ?? null) : null;
  const wanted = settings.companies[group] ?? group;
  return companies.find(({ code, name }) => code === wanted || name === wanted)?.code ?? null;
}

function customField(
  fields: Readonly<Record<string, unknown>> | null | undefined,
  name: string,
): string | null {
  const value = fields?.[name];
  return typeof value === 'string' || typeof value === 'number' ? filled(String(value)) : null;
}

function filled(text: string | null | undefined): string | null {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
}

function toMeters(vehicle: WireVehicle): MeterModel[] {
  const { primary_meter_value: value, primary_meter_date: date } = vehicle;
  if (value == null || date == null) return [];
  const at = moment(date);
  switch (vehicle.primary_meter_unit?.toLowerCase()) {
    case 'hr':
    case 'hours':
      return [{ type: 'OPERATING_HOURS', unit: 'h', value: decimal(value).toFixed(), at }];
    case 'km':
      return [{ type: 'DISTANCE', unit: 'km', value: decimal(value).toFixed(), at }];
    case 'mi':
      return [
        {
          type: 'DISTANCE',
          unit: 'km',
          value: decimal(value).times(KILOMETRES_PER_MILE).round(3, 1).toFixed(),
          at,
        },
      ];
    default:
      return [];
  }
}

/** ISO 8601 UTC. A calendar day is its first moment. Throws when the text is no date. */
function moment(text: string): string {
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) throw new RangeError(`"${text}" is not a date`);
  return at.toISOString();
}

function momentOrNull(text: string | null | undefined): string | null {
  return text == null || text === '' ? null : moment(text);
}

/** The day as written: the platform's times carry the account's zone, and an assignment is by the account's day. */
function day(text: string): string {
  moment(text);
  return text.slice(0, 10);
}

export function toAssignment(wire: WireAssignment, settings: MaintenanceSettings): AssignmentModel {
  return {
    key: String(wire.id),
    machine: String(wire.vehicle_id),
    job: customField(wire.custom_fields, settings.fields.job),
    costCode: customField(wire.custom_fields, settings.fields.costCode),
    start: day(wire.started_at),
    end: wire.ended_at == null || wire.ended_at === '' ? null : day(wire.ended_at),
  };
}

/** @param cancelled name of the status of an order that was taken back: it is neither completed nor open. */
export function toWorkOrder(wire: WireWorkOrder, cancelled?: string): WorkOrderModel {
  const over = wire.state == null ? wire.completed_at != null : wire.state === 'completed';
  const parts = [wire.labor_subtotal, wire.parts_subtotal].filter((value) => value != null);
  return {
    key: String(wire.id),
    machine: String(wire.vehicle_id),
    number: String(wire.number),
    status: filled(wire.work_order_status_name) ?? filled(wire.state),
    open: !over && (cancelled === undefined || wire.work_order_status_name !== cancelled),
    description: filled(wire.description),
    openedAt: momentOrNull(wire.issued_at),
    completedAt: momentOrNull(wire.completed_at),
    totalCost: parts.length === 0 ? null : sum(parts.map((value) => decimal(value))).toFixed(2, 1),
  };
}

/** Priority is the severity; a closed issue without a moment of resolution was cleared when it was closed. */
export function toIssue(wire: WireIssue): BreakdownModel {
  const machine = wire.vehicle_id ?? wire.vehicle?.id ?? wire.asset_id;
  if (machine == null) throw new Error('the issue names no vehicle');
  const { priority } = wire;
  const cleared = wire.resolved_at ?? wire.closed_at;
  if (wire.state !== 'open' && cleared == null)
    throw new Error(
      `the issue is ${wire.state} but says neither when it was resolved nor when it was closed`,
    );
  return {
    key: String(wire.id),
    machine: String(machine),
    severity: toSeverity(typeof priority === 'string' ? priority : (priority?.alias ?? priority?.name)),
    code: null,
    description: filled(wire.description) ?? filled(wire.summary) ?? filled(wire.name),
    occurredAt: momentOrNull(wire.reported_at),
    clearedAt: wire.state === 'open' ? null : momentOrNull(cleared),
    updatedAt: momentOrNull(wire.updated_at),
  };
}

export function toFuel(wire: WireFuelEntry): FuelModel {
  return {
    key: String(wire.id),
    machine: String(wire.vehicle_id),
    at: moment(wire.date),
    litres: litres(wire).toFixed(),
    cost: wire.total_amount == null ? null : decimal(wire.total_amount).toFixed(2, 1),
  };
}

function litres(wire: WireFuelEntry): Big {
  if (wire.liters != null) return decimal(wire.liters);
  return wire.us_gallons == null ? ZERO : decimal(wire.us_gallons).times(LITRES_PER_GALLON).round(3, 1);
}

/** Primary meters of machines count hours; void entries and secondary meters are no readings (null). */
export function toReading(wire: WireMeterEntry, hourMeters: ReadonlySet<string>): ReadingModel | null {
  const machine = String(wire.vehicle_id);
  if (wire.void === true || wire.meter_type === 'secondary' || !hourMeters.has(machine)) return null;
  return { machine, at: moment(wire.date), hours: decimal(wire.value).toFixed() };
}
