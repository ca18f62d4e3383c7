/**
 * The firm's machines and their paperwork as Fleetio records, by id. Job and cost code of an assignment are in the
 * firm's custom fields `job` and `cost_code`; `vin` holds the serial number, as "VIN/SN" does in the product.
 */
import type { Firm, FirmMachine, FirmProduct, FirmWorkOrder } from '../firm/ledger.js';

const STATUS_IDS = { Active: 1, 'In Shop': 2, 'Out of Service': 3, Inactive: 4 } as const;
const WORK_ORDER_STATUS_IDS = { Open: 1, Pending: 2, Completed: 3, Cancelled: 4 } as const;

function byId<T extends { readonly id: number }>(records: readonly T[]): T[] {
  return [...records].sort((a, b) => a.id - b.id);
}

export function toVehicles(firm: Firm) {
  const companyName = new Map(firm.companies.map(({ code, name }) => [code, name]));
  const groups = firm.companies.map(({ code }) => code);
  const vehicles = firm.machines.map((machine) => {
    const last = machine.hourReadings.at(-1);
    return {
      id: machine.vehicleId,
      name: machine.number,
      make: machine.make,
      model: machine.model,
      vin: machine.serialNumber,
      archived_at: null,
      group_id: groups.indexOf(machine.company) + 1,
      group_name: companyName.get(machine.company) ?? null,
      ownership: machine.ownership,
      vehicle_status_id: STATUS_IDS[machine.status],
      vehicle_status_name: machine.status,
      vehicle_type_name: machine.class,
      primary_meter_unit: 'hr',
      primary_meter_value: last?.hours ?? null,
      primary_meter_date: last?.date ?? null,
      secondary_meter_unit: null,
      system_of_measurement: 'imperial',
      fuel_volume_units: 'us_gallons',
      custom_fields: { pin: machine.pin, serial_number: machine.serialNumber, description: machine.name },
    };
  });
  return byId(vehicles);
}

/** Times carry the yard's zone; the day written is the day meant. */
export function toAssignments(firm: Firm) {
  return byId(
    firm.assignments.map(({ id, vehicleId, job, costCodeSpelling, start, end }) => ({
      id,
      vehicle_id: vehicleId,
      contact_id: null,
      contact_full_name: null,
      started_at: `${start}T06:00:00-05:00`,
      ended_at: end === null ? null : `${end}T17:30:00-05:00`,
      current: start <= firm.today && (end === null || firm.today <= end),
      future: start > firm.today,
      custom_fields: { job, cost_code: costCodeSpelling },
    })),
  );
}

export function toWorkOrders(firm: Firm) {
  const parts = firm.products.filter(({ storable }) => storable);
  return byId(
    firm.workOrders.map((order) => ({
      id: order.id,
      number: String(order.number),
      vehicle_id: order.vehicleId,
      state: order.completedAt === null ? 'active' : 'completed',
      work_order_status_id: WORK_ORDER_STATUS_IDS[order.status as keyof typeof WORK_ORDER_STATUS_IDS],
      work_order_status_name: order.status,
      description: order.description,
      issued_at: order.issuedAt,
      completed_at: order.completedAt,
      // Amounts come as JSON numbers here and as text in fuel entries.
      labor_subtotal: Number(order.laborCost),
      parts_subtotal: Number(order.partsCost),
      custom_fields: {},
      ...toLines(order, parts[order.id % parts.length]),
    })),
  );
}

/** One task with one part: the ledger knows the costs of an order only. */
function toLines(order: FirmWorkOrder, part: FirmProduct | undefined) {
  const line = {
    id: order.id * 10,
    type: 'WorkOrderServiceTaskLineItem',
    item_type: 'ServiceTask',
    item_id: 1,
    description: order.description,
    issue_ids: [],
    labor_cost: Number(order.laborCost),
    parts_cost: Number(order.partsCost),
  };
  const own = {
    id: order.id * 10 + 1,
    work_order_line_item_id: line.id,
    type: 'WorkOrderPartLineItem',
    item_type: 'Part',
    item_id: part?.id ?? null,
    description: part?.name ?? null,
    quantity: 1,
    unit_cost: Number(order.partsCost),
    subtotal: Number(order.partsCost),
  };
  return { work_order_line_items: [line], work_order_sub_line_items: part ? [own] : [] };
}

/** Stocked parts; the part's number is the product's name, as the firm's storekeepers write it. */
export function toParts(firm: Firm) {
  return byId(
    firm.products
      .filter(({ storable }) => storable)
      .map(({ id, name }) => ({
        ...{ id, number: name, description: name, unit_cost: 40 },
        ...{ archived_at: null, updated_at: `${firm.today}T06:00:00Z` },
      })),
  );
}

/** The workshop entered the first few vendors by hand, one in its own spelling. */
export function toVendors(firm: Firm) {
  const vendors = firm.parties.filter(({ role }) => role === 'VENDOR').slice(0, 3);
  return byId(
    vendors.map(({ id, name }, at) => ({
      id,
      name: at === 1 ? name.toUpperCase() : name,
      archived_at: null,
      updated_at: `${firm.today}T06:00:00Z`,
    })),
  );
}

export function toIssuePriorities() {
  const names = ['No Priority', 'Critical', 'High', 'Medium', 'Low'];
  return names.map((name, at) => ({ id: at + 1, name, alias: name.toLowerCase().replace(' ', '_') }));
}

export function toVehicleStatuses() {
  return Object.entries(STATUS_IDS).map(([name, id]) => ({ id, name }));
}

export function toWorkOrderStatuses() {
  return Object.entries(WORK_ORDER_STATUS_IDS).map(([name, id]) => ({
    id,
    name,
    is_default: name === 'Open',
  }));
}

export function toIssues(firm: Firm) {
  return byId(
    firm.issues.map((issue) => ({
      id: issue.id,
      number: String(issue.id),
      asset_type: 'Vehicle',
      vehicle: { id: issue.vehicleId },
      name: issue.name,
      summary: issue.name,
      description: issue.description,
      state: issue.state,
      priority: issue.priority,
      reported_at: issue.reportedAt,
      resolved_at: issue.resolvedAt,
      closed_at: issue.state === 'closed' ? issue.resolvedAt : null,
      closed_note: null,
      resolvable_type: null,
      resolvable_id: null,
      fault_id: null,
    })),
  );
}

export function toFuelEntries(firm: Firm) {
  return byId(
    firm.fuel.map(({ id, vehicleId, date, gallons, cost }) => ({
      id,
      vehicle_id: vehicleId,
      date,
      us_gallons: gallons,
      liters: null,
      total_amount: cost,
      reference: null,
    })),
  );
}

/** People read the meters of machines without telematics; each such machine also has one entry that was voided. */
export function toMeterEntries(firm: Firm) {
  let id = 0;
  const entry = ({ vehicleId }: FirmMachine, date: string, value: string, isVoid: boolean) => ({
    id: (id += 1),
    vehicle_id: vehicleId,
    meterable_type: 'Vehicle',
    meterable_id: vehicleId,
    meter_type: null,
    category: isVoid ? 'manual' : 'vehicle_assignment',
    date,
    value,
    void: isVoid,
  });
  return firm.machines
    .filter(({ telematics }) => telematics === null)
    .flatMap((machine) => {
      const [first] = machine.hourReadings;
      const entries = machine.hourReadings.map(({ date, hours }) => entry(machine, date, hours, false));
      return first ? [entry(machine, first.date, '99999.9', true), ...entries] : entries;
    });
}
