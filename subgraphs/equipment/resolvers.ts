/** Relations, references and lists of the equipment subgraph. Nothing here calls an upstream. */
import type * as sdl from '../../codegen/generated/equipment.js';
import { seesCompany, seesProject } from '../kit/actor.js';
import { pageSize, toConnection } from '../kit/connection.js';
import { publicError } from '../kit/errors.js';
import { scalars } from '../kit/scalars.js';
import type { Acknowledgement, CanonicalRecord } from '../../store/store.js';
import type { EquipmentContext } from './context.js';
import { alertFields, statusFields } from './event-resolvers.js';
import { assignmentsOn, type BreakdownView, type MachineView, type WorkOrderView } from './fleet-view.js';
import {
  availabilityOf,
  byUrgency,
  equipmentFields,
  projectOn,
  telematicsOf,
  type EquipmentRef,
  type FieldResolvers,
  type ProjectRef,
} from './machine-resolvers.js';
import type { Fleet } from './mirror-reader.js';
import { compareSeverity } from './severity.js';
import { requireSources, toSourceStatus } from './source-state.js';
import { jobUsage } from './job-usage.js';

/** A key with nulls stands for a record we do not know: a null entity would take its siblings down. */
type Known<View> = View | { readonly id: string };

const toRef = (machine: MachineView): EquipmentRef => ({ id: machine.id, machine });

async function findMachine(
  _: unknown,
  { number }: sdl.QueryEquipmentArgs,
  context: EquipmentContext,
): Promise<EquipmentRef | null> {
  const fleet = await context.fleet();
  requireSources([fleet.maintenance]);
  const machine = fleet.machines.find(
    (m) => m.number === number && seesCompany(context.request.actor, m.company),
  );
  return machine ? toRef(machine) : null;
}

async function listFleet(_: unknown, args: sdl.QueryFleetArgs, context: EquipmentContext): Promise<unknown> {
  pageSize('fleet', args.first, 50, 200);
  const fleet = await context.fleet();
  requireSources([fleet.maintenance]);
  const rows = fleet.machines
    .filter(({ company }) => seesCompany(context.request.actor, company))
    .filter((machine) => passes(machine, args.filter ?? {}, context));
  return toConnection(rows.map(toRef), args, { field: 'fleet', fallback: 50, most: 200, keyOf: pageKey });
}

/** Sorts like the fleet: by number, then company. */
function pageKey({ id, machine }: EquipmentRef): string {
  return `${machine?.number ?? id}\u0000${machine?.company ?? ''}`;
}

function passes(machine: MachineView, filter: sdl.EquipmentFilter, context: EquipmentContext): boolean {
  const search = filter.search?.toLowerCase();
  const texts = [machine.number, machine.record?.name ?? ''].map((text) => text.toLowerCase());
  const job = assignmentsOn(machine, context.today)[0];
  return (
    (filter.class == null || machine.record?.class === filter.class) &&
    (filter.company == null || machine.company === filter.company) &&
    (filter.availability == null || availabilityOf(machine, context.today) === filter.availability) &&
    (filter.project == null ||
      (job?.projectNumber === filter.project && projectOn(machine, context.today, context) !== null)) &&
    (search === undefined || texts.some((text) => text.includes(search)))
  );
}

/** The job when the actor may see it, else null: the field is then null without an error. */
async function visibleProject(
  { id }: ProjectRef,
  context: EquipmentContext,
): Promise<CanonicalRecord | null> {
  const project = await context.loaders.project.load(id);
  return project && seesProject(context.request.actor, project.company, project.number) ? project : null;
}

function onSite(fleet: Fleet, projectId: string, today: string): MachineView[] {
  const machines = fleet.byProject.get(projectId) ?? [];
  return machines.filter((machine) => assignmentsOn(machine, today)[0]?.projectId === projectId);
}

async function findOpenBreakdowns(
  project: ProjectRef,
  context: EquipmentContext,
): Promise<BreakdownView[] | null> {
  if (!(await visibleProject(project, context))) return null;
  const fleet = await context.fleet();
  requireSources([fleet.maintenance]);
  const machines = onSite(fleet, project.id, context.today);
  requireSources(machines.flatMap((machine) => telematicsOf(fleet, machine)));
  return machines
    .flatMap(({ breakdowns }) => breakdowns)
    .filter(({ breakdown }) => breakdown.clearedAt === null)
    .sort((a, b) => compareSeverity(a.breakdown.severity, b.breakdown.severity) || byUrgency(a, b));
}

async function findUsage(project: ProjectRef, context: EquipmentContext): Promise<sdl.EquipmentUsage | null> {
  const record = await visibleProject(project, context);
  const company = record && context.companies.get(record.company);
  if (!company) return null;
  const fleet = await context.fleet();
  requireSources([fleet.maintenance]);
  const telematics = (fleet.byProject.get(project.id) ?? []).flatMap((machine) =>
    telematicsOf(fleet, machine),
  );
  requireSources(telematics);
  const usage = await jobUsage(fleet, project.id, company, context.today);
  const used = [...new Set(telematics)];
  const own = toSourceStatus('maintenance', [fleet.maintenance]);
  return { ...usage, sources: used.length === 0 ? [own] : [own, toSourceStatus('telematics', used)] };
}

const projectFields = {
  id: ({ id }) => id,
  equipmentOnSite: async (project, _args, context) => {
    if (!(await visibleProject(project, context))) return null;
    const fleet = await context.fleet();
    requireSources([fleet.maintenance]);
    return onSite(fleet, project.id, context.today).map(toRef);
  },
  openBreakdowns: (project, _args, context) => findOpenBreakdowns(project, context),
  equipmentUsage: (project, _args, context) => findUsage(project, context),
} satisfies FieldResolvers<sdl.Project, ProjectRef>;

function view<View extends object>(parent: Known<View>, part: keyof View): View | null {
  return part in parent ? (parent as View) : null;
}
const breakdownOf = (parent: Known<BreakdownView>) =>
  view<BreakdownView>(parent, 'breakdown')?.breakdown ?? null;
const workOrderOf = (parent: Known<WorkOrderView>) =>
  view<WorkOrderView>(parent, 'workOrder')?.workOrder ?? null;
const toMoment = (text: string | null | undefined): Date | null => (text == null ? null : new Date(text));

/** Neither ISO 15143-3 nor the maintenance platform records who has seen a breakdown: our own store does. */
async function acknowledgementOf(
  parent: Known<BreakdownView>,
  { loaders }: EquipmentContext,
): Promise<Acknowledgement | null> {
  return breakdownOf(parent) && loaders.acknowledgement.load(parent.id);
}

const breakdownFields = {
  id: ({ id }) => id,
  severity: (parent) => breakdownOf(parent)?.severity ?? null,
  code: (parent) => breakdownOf(parent)?.code ?? null,
  description: (parent) => breakdownOf(parent)?.description ?? null,
  occurredAt: (parent) => toMoment(breakdownOf(parent)?.occurredAt),
  clearedAt: (parent) => toMoment(breakdownOf(parent)?.clearedAt),
  source: (parent) => view<BreakdownView>(parent, 'source')?.source ?? null,
  acknowledgedAt: async (parent, _args, context) => (await acknowledgementOf(parent, context))?.at ?? null,
  acknowledgedBy: async (parent, _args, context) => (await acknowledgementOf(parent, context))?.by ?? null,
  acknowledgementNote: async (parent, _args, context) =>
    (await acknowledgementOf(parent, context))?.note ?? null,
  equipment: (parent) => {
    const machine = view<BreakdownView>(parent, 'machine')?.machine;
    if (machine) return toRef(machine);
    throw publicError(
      'NOT_FOUND',
      `Breakdown ${parent.id} is not known, or belongs to a company you may not see`,
    );
  },
  project: (parent, _args, context) => {
    const found = view<BreakdownView>(parent, 'machine');
    const day = found?.breakdown.occurredAt?.slice(0, 10);
    return found && day !== undefined ? projectOn(found.machine, day, context) : null;
  },
} satisfies FieldResolvers<sdl.Breakdown, Known<BreakdownView>>;

const workOrderFields = {
  id: ({ id }) => id,
  number: (parent) => workOrderOf(parent)?.number ?? parent.id,
  status: (parent) => workOrderOf(parent)?.status ?? null,
  description: (parent) => workOrderOf(parent)?.description ?? null,
  openedAt: (parent) => toMoment(workOrderOf(parent)?.openedAt),
  completedAt: (parent) => toMoment(workOrderOf(parent)?.completedAt),
  totalCost: (parent) => workOrderOf(parent)?.totalCost ?? null,
  equipment: (parent) => {
    const machine = view<WorkOrderView>(parent, 'machine')?.machine;
    return machine ? toRef(machine) : null;
  },
} satisfies FieldResolvers<sdl.WorkOrder, Known<WorkOrderView>>;

/** Reference resolvers are async: a synchronous throw would fail the whole `_entities` list. */
async function resolveMachine({ id }: ProjectRef, context: EquipmentContext): Promise<EquipmentRef> {
  const machine = (await context.fleet()).byId.get(id);
  return { id, machine: machine && seesCompany(context.request.actor, machine.company) ? machine : null };
}

async function resolveOwned<View extends { readonly machine: MachineView }>(
  { id }: ProjectRef,
  context: EquipmentContext,
  pick: (fleet: Fleet) => ReadonlyMap<string, View>,
): Promise<Known<View>> {
  const found = pick(await context.fleet()).get(id);
  return found && seesCompany(context.request.actor, found.machine.company) ? found : { id };
}

export const resolvers = {
  ...scalars,
  BreakdownAlert: alertFields,
  EquipmentStatusChange: statusFields,
  Query: { equipment: findMachine, fleet: listFleet },
  Equipment: { ...equipmentFields, __resolveReference: resolveMachine },
  Project: { ...projectFields, __resolveReference: ({ id }: ProjectRef) => Promise.resolve({ id }) },
  Breakdown: {
    ...breakdownFields,
    __resolveReference: (ref: ProjectRef, context: EquipmentContext) =>
      resolveOwned(ref, context, ({ breakdowns }) => breakdowns),
  },
  WorkOrder: {
    ...workOrderFields,
    __resolveReference: (ref: ProjectRef, context: EquipmentContext) =>
      resolveOwned(ref, context, ({ workOrders }) => workOrders),
  },
};
