/** What is asked from Fleetio itself right before a change; reads only. */
import { decimal } from '../../kit/decimal.js';
import type { MaintenanceChecks } from '../effects.js';
import { ASSIGNMENTS } from './effects/create-assignment.js';
import { readAs, readOne, type Platform } from './effects/platform.js';
import { readMachine } from './effects/set-machine-status.js';
import { readWorkOrder } from './effects/work-order.js';
import { createKeptChecks } from './kept-checks.js';
import { toAssignment } from './map.js';
import { wireAssignment, wireVehicle, type WireAssignment, type WireVehicle } from './wire.js';

export function createChecks(platform: Platform): MaintenanceChecks {
  const { client, settings } = platform;
  const assignment = {
    shape: wireAssignment,
    toModel: (wire: WireAssignment) => toAssignment(wire, settings),
  };
  return {
    machine: (machine) => readMachine(platform, machine),
    lastReading: (machine) =>
      readOne(
        platform,
        `/v1/vehicles/${machine}`,
        { shape: wireVehicle, toModel: toReading },
        {
          what: `machine ${machine}`,
          mend: 'check whether it was deleted or is matched to another',
        },
      ),
    async assignments(machine, from, to) {
      const list = await client.list(ASSIGNMENTS, { 'filter[vehicle_id][eq]': machine });
      return list
        .map((raw) => readAs(assignment, `an assignment of machine ${machine}`, raw))
        .filter(({ machine: own }) => own === machine)
        .filter(({ start, end }) => (to === null || start <= to) && (end === null || end >= from));
    },
    workOrder: (workOrder) =>
      readWorkOrder(platform, workOrder, {
        what: `work order ${workOrder}`,
        mend: 'check whether it was deleted',
      }),
    ...createKeptChecks(platform),
  };
}

/** The vehicle carries its newest reading, those of GPS devices included. */
function toReading(wire: WireVehicle): { date: string; hours: string } | null {
  const { primary_meter_unit: unit, primary_meter_value: value, primary_meter_date: date } = wire;
  if ((unit !== 'hr' && unit !== 'hours') || value == null || date == null) return null;
  return { date: date.slice(0, 10), hours: decimal(value).toFixed() };
}
