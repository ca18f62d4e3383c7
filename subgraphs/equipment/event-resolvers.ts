/** Fields of an event. It is newer than any view kept before it: what it tells of must be found. */
import type * as sdl from '../../codegen/generated/equipment.js';
import { seesCompany, seesProject } from '../kit/actor.js';
import type { EquipmentContext } from './context.js';
import type { AlertRoot, StatusRoot } from './events.js';
import type { EquipmentRef, FieldResolvers, ProjectRef } from './machine-resolvers.js';

type Root = Omit<AlertRoot, 'severity' | 'breakdownId'>;

const common = {
  cursor: ({ cursor }: Root) => cursor,
  occurredAt: ({ occurredAt }: Root) => new Date(occurredAt),
  recordedAt: ({ recordedAt }: Root) => new Date(recordedAt),
  kind: ({ kind }: Root) => kind,
  equipment: equipmentOf,
  project: projectOf,
};

async function equipmentOf(
  { equipmentId, revision }: Root,
  _args: unknown,
  context: EquipmentContext,
): Promise<EquipmentRef | null> {
  if (equipmentId === null) return null;
  const machine = (await context.fleet(revision)).byId.get(equipmentId);
  return machine && seesCompany(context.request.actor, machine.company) ? { id: machine.id, machine } : null;
}

async function projectOf(
  { projectId }: Root,
  _args: unknown,
  { loaders, request }: EquipmentContext,
): Promise<ProjectRef | null> {
  const project = projectId === null ? null : await loaders.project.load(projectId);
  return project && seesProject(request.actor, project.company, project.number) ? { id: project.id } : null;
}

export const alertFields = {
  ...common,
  severity: ({ severity }) => severity,
  breakdown: async ({ breakdownId, revision }, _args, context) => {
    const found = (await context.fleet(revision)).breakdowns.get(breakdownId ?? '');
    return found && seesCompany(context.request.actor, found.machine.company) ? found : null;
  },
} satisfies FieldResolvers<sdl.BreakdownAlert, AlertRoot>;

/** What an event of one kind says; null for the others. */
const said =
  (kind: sdl.EquipmentStatusKind, name: string) =>
  ({ kind: own, payload }: StatusRoot): unknown =>
    own === kind ? (payload[name] ?? null) : null;

const toDate = (moment: unknown): Date | null => (typeof moment === 'string' ? new Date(moment) : null);

export const statusFields = {
  ...common,
  availability: said('AVAILABILITY', 'to'),
  previousAvailability: said('AVAILABILITY', 'from'),
  workOrder: async ({ payload, revision }, _args, context) => {
    const { workOrder } = payload;
    if (typeof workOrder !== 'string') return null;
    const found = (await context.fleet(revision)).workOrders.get(workOrder);
    return found && seesCompany(context.request.actor, found.machine.company) ? found : null;
  },
  workOrderStatus: said('WORK_ORDER', 'to'),
  previousWorkOrderStatus: said('WORK_ORDER', 'from'),
  meter: ({ kind, payload }) => {
    const { meter, value, unit, at, source } = payload;
    return kind === 'METER' ? { type: meter, value, unit, at: toDate(at), source } : null;
  },
  location: ({ kind, payload: { latitude, longitude, at } }) =>
    kind === 'GEOFENCE_ENTERED' || kind === 'GEOFENCE_LEFT' ? { latitude, longitude, at: toDate(at) } : null,
} satisfies FieldResolvers<sdl.EquipmentStatusChange, StatusRoot>;
