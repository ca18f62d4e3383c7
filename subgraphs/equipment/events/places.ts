/** Whose machine a source's machine is, and what job it is on: read before a revision, which must not ask the store. */
import type { Store } from '../../../store/store.js';
import { buildFleetView, type MachineView } from '../fleet-view.js';
import { KINDS, MAINTENANCE, providerOf, TELEMATICS, unitId } from '../mirror-keys.js';

export type MachineOf = (source: string, machine: string) => MachineView | null;

export async function readPlaces({ crosswalk, mirror }: Store): Promise<MachineOf> {
  const [canonical, maintenanceIds, telematicsIds, jobs, costCodes, machines, assignments] =
    await Promise.all([
      crosswalk.list('EQUIPMENT'),
      crosswalk.entries('EQUIPMENT', MAINTENANCE),
      crosswalk.entries('EQUIPMENT', TELEMATICS),
      crosswalk.entries('PROJECT', MAINTENANCE),
      crosswalk.entries('COST_CODE', MAINTENANCE),
      mirror.documents(KINDS.machine),
      mirror.documents(KINDS.assignment),
    ]);
  const none = { workOrders: [], breakdowns: [], units: [] };
  const matches = { canonical, maintenanceIds, telematicsIds, jobs, costCodes };
  const { byId } = buildFleetView({ ...matches, machines, assignments, ...none });
  const idOf = (entries: typeof maintenanceIds): Map<string, string | null> =>
    new Map(entries.map(({ externalId, canonicalId }) => [externalId, canonicalId]));
  const [own, units] = [idOf(maintenanceIds), idOf(telematicsIds)];
  return (source, machine) => {
    const id = source === MAINTENANCE ? own.get(machine) : units.get(unitId(providerOf(source), machine));
    return byId.get(id ?? '') ?? null;
  };
}
