/**
 * The firm's machines and their paperwork as Fleetio records, by id. Job and cost code of an assignment are in the
 * firm's custom fields `job` and `cost_code`; `vin` holds the serial number, as "VIN/SN" does in the product.
 */
import type { Firm, FirmMachine } from '../firm/ledger.js';

const STATUS_IDS = { Active: 1, 'In Shop': 2, 'Out of Service': 3, Inactive: 4 } as const;

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
  return byId(
    firm.workOrders.map((order) => ({
      id: order.id,
      number: String(order.number),
      vehicle_id: order.vehicleId,
      state: order.completedAt === null ? 'active' : 'completed',
      work_order_status_name: order.status,
      description: order.description,
      issued_at: order.issuedAt,
      completed_at: order.completedAt,
      // Amounts come as JSON numbers here and as text in fuel entries.
      labor_subtotal: Number(order.laborCost),
      parts_subtotal: Number(order.partsCost),
    })),
  );
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
