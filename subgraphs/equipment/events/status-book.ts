/** Tells of what changed with the machines since it was told last: state and events in one revision. */
import type { CanonicalRecord, MirrorRevision, Store } from '../../../store/store.js';
import { buildFleetView, type FleetView } from '../fleet-view.js';
import { EQUIPMENT, KINDS, MAINTENANCE, OWN, REVISION, TELEMATICS } from '../mirror-keys.js';
import type { EquipmentSettings } from '../settings.js';
import type { Fence } from './geofence.js';
import { lookAt, type StatusSurroundings, type ToldStatus } from './status.js';

export interface StatusBook {
  /** @returns one line per job site whose job is not known */
  look(asOf: Date): Promise<readonly string[]>;
}

export function createStatusBook(
  store: Store,
  settings: Pick<EquipmentSettings, 'geofences' | 'geofenceMarginMetres'>,
  today: () => string,
): StatusBook {
  return {
    async look(asOf) {
      const { crosswalk, mirror } = store;
      const [canonical, maintenanceIds, telematicsIds, jobs, projects] = await Promise.all([
        crosswalk.list('EQUIPMENT'),
        crosswalk.entries('EQUIPMENT', MAINTENANCE),
        crosswalk.entries('EQUIPMENT', TELEMATICS),
        crosswalk.entries('PROJECT', MAINTENANCE),
        crosswalk.list('PROJECT'),
      ]);
      const matches = { canonical, maintenanceIds, telematicsIds, jobs, costCodes: [] };
      const { fences, problems } = toFences(settings.geofences, projects);
      const around = { today: today(), asOf, fences, marginMetres: settings.geofenceMarginMetres };
      await mirror.revise(EQUIPMENT, async (revision) => {
        // Read within: no other process tells of an older or newer fleet meanwhile.
        const view = buildFleetView({ ...matches, ...(await readDocuments(revision)) });
        await tell(revision, view, around);
      });
      return problems;
    },
  };
}

async function readDocuments(revision: MirrorRevision) {
  const machines = await revision.documents(KINDS.machine);
  const assignments = await revision.documents(KINDS.assignment);
  const workOrders = await revision.documents(KINDS.workOrder);
  const units = await revision.documents(KINDS.unit);
  return { machines, assignments, workOrders, units, breakdowns: [] };
}

async function tell(
  revision: MirrorRevision,
  { machines }: FleetView,
  around: Omit<StatusSurroundings, 'revision'>,
): Promise<void> {
  const known = await revision.documents(KINDS.told);
  const told = new Map(known.map(({ key, body }) => [key, body as ToldStatus]));
  const number = Number((await revision.watermark(EQUIPMENT, REVISION)) ?? '0') + 1;
  const looked = machines
    .filter(({ record }) => record !== null)
    .map((machine) => {
      const before = told.get(machine.id);
      return { key: machine.id, before, ...lookAt(machine, before, { ...around, revision: number }) };
    })
    .filter(({ before, told: body }) => JSON.stringify(before) !== JSON.stringify(body));
  if (looked.length === 0) return;
  const documents = looked.map(({ key, told: body }) => ({ key, body }));
  await revision.upsert(OWN, KINDS.told, documents, around.asOf);
  const events = looked.flatMap((own) => own.events);
  if (events.length === 0) return;
  await revision.setWatermark(EQUIPMENT, REVISION, String(number));
  await revision.append(events);
}

function toFences(settings: EquipmentSettings['geofences'], projects: readonly CanonicalRecord[]) {
  const problems: string[] = [];
  const fences = settings.flatMap((fence, place): Fence[] => {
    const { company, project } = fence;
    const job = projects.find((own) => own.number === project && own.company === company);
    if (job) return [{ ...fence, key: `${company}/${project}/${place}`, projectId: job.id }];
    problems.push(
      `geofence ${place + 1}: company ${company} has no job ${project}; correct equipment.geofences`,
    );
    return [];
  });
  return { fences, problems };
}
