/**
 * A machine is available, in the shop, down or retired, by the account's own statuses (`machineStatuses`).
 * Source: developer.fleetio.com/reference/update-vehicle (`vehicle_status_id`; every field is optional).
 */
import type { Effect } from '../../../kit/effect.js';
import { UpstreamError } from '../../../kit/errors.js';
import type { MachineState, MachineStatusInput, SettableAvailability } from '../../effects.js';
import { wireVehicle } from '../wire.js';
import { toMachineState } from './map.js';
import { choiceId, readOne, STATE, type Platform } from './platform.js';

export function createSetMachineStatusEffect(platform: Platform): Effect<MachineStatusInput, MachineState> {
  const statusOf = (availability: SettableAvailability): string =>
    platform.settings.machineStatuses[availability];
  const isIn = ({ status }: MachineState, availability: SettableAvailability): boolean =>
    status?.toLowerCase() === statusOf(availability).toLowerCase();
  const set = async (machine: string, availability: SettableAvailability): Promise<MachineState> => {
    const subject = toSubject(machine, availability);
    const before = await readMachine(platform, machine, subject);
    if (isIn(before, availability)) return before;
    const status = await choiceId(platform, '/v1/vehicle_statuses', statusOf(availability));
    const path = `/v1/vehicles/${machine}`;
    await platform.client.send('PATCH', path, { vehicle_status_id: status }, subject);
    const after = await readMachine(platform, machine, subject);
    if (isIn(after, availability)) return after;
    throw new UpstreamError(
      'maintenance',
      'BUSINESS',
      `maintenance left machine ${after.number} in "${after.status ?? ''}"; set "${statusOf(availability)}" there`,
    );
  };
  return {
    name: 'set-machine-status',
    system: 'maintenance',
    idempotency: STATE,
    run: ({ machine, availability }) => set(machine, availability),
    async find({ machine, availability }) {
      const state = await readMachine(platform, machine, toSubject(machine, availability));
      return isIn(state, availability) ? state : null;
    },
    async undo({ machine, previous }) {
      if (previous !== null) await set(machine, previous);
    },
  };
}

export function readMachine(
  platform: Platform,
  machine: string,
  subject = { what: `machine ${machine}`, mend: 'check whether it was deleted or is matched to another' },
): Promise<MachineState> {
  const reader = {
    shape: wireVehicle,
    toModel: (wire: Parameters<typeof toMachineState>[0]) =>
      toMachineState(wire, platform.settings, platform.companies),
  };
  return readOne(platform, `/v1/vehicles/${machine}`, reader, subject);
}

function toSubject(machine: string, availability: SettableAvailability) {
  return {
    what: `machine ${machine} as ${availability}`,
    mend: 'check the machine and the statuses of the account',
  };
}
