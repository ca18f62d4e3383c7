/** Fields of a machine. Each field is null with UPSTREAM_UNAVAILABLE when the source that feeds it cannot be served. */
import type * as sdl from '../../codegen/generated/equipment.js';
import { pageSize } from '../kit/connection.js';
import { decimal } from '../kit/decimal.js';
import { publicError } from '../kit/errors.js';
import { seesProject } from '../kit/actor.js';
import type { EquipmentContext } from './context.js';
import { toUtilization } from './daily-hours.js';
import {
  assignmentsOn,
  compare,
  type BreakdownView,
  type MachineView,
  type WorkOrderView,
} from './fleet-view.js';
import type { Fleet } from './mirror-reader.js';
import type { MachineModel, MeterModel } from './model.js';
import { requireSources, toSourceStatus, type SourceState } from './source-state.js';

/** A machine as a reference carries it: `machine` is null when we or the actor do not know it. */
export interface EquipmentRef {
  readonly id: string;
  readonly machine: MachineView | null;
}
export interface ProjectRef {
  readonly id: string;
}
/** Every field of an SDL type needs a resolver; a missing one is a compile error. */
export type FieldResolvers<Gql, Parent> = {
  readonly [Field in Exclude<keyof Gql, '__typename'>]-?: (
    parent: Parent,
    args: never,
    context: EquipmentContext,
  ) => unknown;
};

/** Providers that have the machine; all of them while none does, since one not yet read may have it. */
export function telematicsOf(fleet: Fleet, machine: MachineView): SourceState[] {
  const own = machine.units.flatMap(({ provider }) => fleet.telematics.get(provider) ?? []);
  return own.length > 0 ? own : [...fleet.telematics.values()];
}

function fromMaintenance<T>(
  pick: (record: MachineModel) => T | null,
): (parent: EquipmentRef, args: unknown, context: EquipmentContext) => Promise<T | null> {
  return async ({ machine }, _args, context) => {
    requireSources([(await context.fleet()).maintenance]);
    return machine?.record ? pick(machine.record) : null;
  };
}

function known({ id, machine }: EquipmentRef): MachineView {
  if (machine) return machine;
  throw publicError('NOT_FOUND', `Equipment ${id} is not known, or belongs to a company you may not see`);
}

/** The job of a machine on a day; null when unassigned, unmatched or not for the actor. */
export function projectOn(machine: MachineView, day: string, context: EquipmentContext): ProjectRef | null {
  const [assigned] = assignmentsOn(machine, day);
  if (!assigned?.projectId || assigned.projectNumber === null) return null;
  const visible = seesProject(context.request.actor, machine.company, assigned.projectNumber);
  return visible ? { id: assigned.projectId } : null;
}

export function availabilityOf(machine: MachineView, today: string): sdl.Availability | null {
  const stated = machine.record?.availability ?? null;
  return stated === 'AVAILABLE' && assignmentsOn(machine, today).length > 0 ? 'IN_USE' : stated;
}

/** The newest reading of each meter; telematics wins over what people entered. */
async function metersOf(
  parent: EquipmentRef,
  _args: unknown,
  context: EquipmentContext,
): Promise<sdl.MeterReading[] | null> {
  const { machine } = parent;
  if (!machine) return null;
  const fleet = await context.fleet();
  requireSources([fleet.maintenance, ...telematicsOf(fleet, machine)]);
  const newest = new Map<sdl.MeterType, { meter: MeterModel; source: string }>();
  const add = (meter: MeterModel, source: string): void => {
    const other = newest.get(meter.type);
    if (!other || (other.source === source && other.meter.at < meter.at))
      newest.set(meter.type, { meter, source });
  };
  for (const { unit } of machine.units) for (const meter of unit.meters) add(meter, 'telematics');
  for (const meter of machine.record?.meters ?? []) add(meter, 'maintenance');
  return [...newest.values()]
    .map(({ meter: { type, value, unit, at }, source }) => ({
      type,
      value: decimal(value).toFixed(),
      unit,
      at: new Date(at),
      source,
    }))
    .sort((a, b) => compare(a.type, b.type));
}

async function locationOf(
  parent: EquipmentRef,
  _args: unknown,
  context: EquipmentContext,
): Promise<sdl.Location | null> {
  const { machine } = parent;
  if (!machine) return null;
  requireSources(telematicsOf(await context.fleet(), machine));
  const places = machine.units.flatMap(({ unit: { location } }) => location ?? []);
  const [newest] = places.sort((a, b) => compare(b.at ?? '', a.at ?? ''));
  if (!newest) return null;
  const { latitude, longitude, at } = newest;
  return { latitude, longitude, at: at === null ? null : new Date(at) };
}

/** Open ones before cleared ones, newest first. */
export function byUrgency(a: BreakdownView, b: BreakdownView): number {
  const open = Number(b.breakdown.clearedAt === null) - Number(a.breakdown.clearedAt === null);
  return open || compare(b.breakdown.occurredAt ?? '', a.breakdown.occurredAt ?? '') || compare(a.id, b.id);
}

async function breakdownsOf(
  { machine }: EquipmentRef,
  args: sdl.EquipmentBreakdownsArgs,
  context: EquipmentContext,
): Promise<BreakdownView[] | null> {
  const first = pageSize('breakdowns', args.first, 50, 200);
  if (!machine) return null;
  const fleet = await context.fleet();
  requireSources([fleet.maintenance, ...telematicsOf(fleet, machine)]);
  return machine.breakdowns
    .filter(({ breakdown }) => !args.openOnly || breakdown.clearedAt === null)
    .sort(byUrgency)
    .slice(0, first);
}

async function utilizationOf(
  { machine }: EquipmentRef,
  { from, to }: sdl.EquipmentUtilizationArgs,
  context: EquipmentContext,
): Promise<sdl.Utilization | null> {
  if (!machine) return null;
  const fleet = await context.fleet();
  requireSources([fleet.maintenance, ...telematicsOf(fleet, machine)]);
  const [operating, idle] = await Promise.all([
    fleet.series(machine, 'OPERATING_HOURS'),
    fleet.series(machine, 'IDLE_HOURS'),
  ]);
  return toUtilization(operating.points, idle.points, from, to);
}

async function externalIdsOf(
  { id, machine }: EquipmentRef,
  context: EquipmentContext,
): Promise<sdl.ExternalId[]> {
  if (!machine) return [];
  const entries = await context.loaders.externalIds.load(id);
  return entries.map(({ system, externalId, url }) => ({ system, id: externalId, url }));
}

async function sourcesOf({ machine }: EquipmentRef, context: EquipmentContext): Promise<sdl.SourceStatus[]> {
  const fleet = await context.fleet();
  const telematics = machine ? telematicsOf(fleet, machine) : [...fleet.telematics.values()];
  const own = toSourceStatus('maintenance', [fleet.maintenance]);
  return telematics.length === 0 ? [own] : [own, toSourceStatus('telematics', telematics)];
}

export const equipmentFields = {
  id: ({ id }) => id,
  number: (parent) => known(parent).number,
  company: (parent) => ({ id: known(parent).company }),
  name: fromMaintenance(({ name }) => name),
  class: fromMaintenance((record) => record.class),
  make: fromMaintenance(({ make }) => make),
  model: fromMaintenance(({ model }) => model),
  serialNumber: fromMaintenance(({ serialNumber }) => serialNumber),
  pin: fromMaintenance(({ pin }) => pin),
  ownership: fromMaintenance(({ ownership }) => ownership),
  availability: async ({ machine }, _args, context) => {
    requireSources([(await context.fleet()).maintenance]);
    return machine && availabilityOf(machine, context.today);
  },
  meters: metersOf,
  location: locationOf,
  currentProject: async ({ machine }, _args, context) => {
    requireSources([(await context.fleet()).maintenance]);
    return machine && projectOn(machine, context.today, context);
  },
  openWorkOrders: async ({ machine }, _args, context): Promise<WorkOrderView[] | null> => {
    requireSources([(await context.fleet()).maintenance]);
    const open = machine?.workOrders.filter(({ workOrder }) => workOrder.open);
    return (
      open?.sort(
        (a, b) => compare(b.workOrder.openedAt ?? '', a.workOrder.openedAt ?? '') || compare(a.id, b.id),
      ) ?? null
    );
  },
  breakdowns: breakdownsOf,
  utilization: utilizationOf,
  externalIds: (parent, _args, context) => externalIdsOf(parent, context),
  sources: (parent, _args, context) => sourcesOf(parent, context),
} satisfies FieldResolvers<sdl.Equipment, EquipmentRef>;
