/**
 * Availability, work orders, hour meter and job sites of a machine: what is told, from what was told last and what is
 * now. Compared with what was told, not with an earlier reading, so that a crash in between, or a new day, loses
 * nothing. Pure.
 */
import type { EventPayload, EventType, NewEvent } from '../../../store/store.js';
import { assignmentsOn, type MachineView, type WorkOrderView } from '../fleet-view.js';
import { availabilityOf } from '../machine-resolvers.js';
import { MAINTENANCE, TELEMATICS } from '../mirror-keys.js';
import { newestMeter, newestPlace } from './newest.js';
import { isInside, type Fence } from './geofence.js';

/** What was told of a machine last; kept in the mirror. */
export interface ToldStatus {
  readonly availability: string | null;
  /** Work order → its status. */
  readonly workOrders: Readonly<Record<string, string | null>>;
  readonly meter: { readonly value: string; readonly at: string } | null;
  /** Job site → whether the machine is on it. */
  readonly sites: Readonly<Record<string, boolean>>;
  /** When the place was measured that the sites follow from. */
  readonly placeAt: string | null;
}

export interface StatusSurroundings {
  /** The firm's day, YYYY-MM-DD. */
  readonly today: string;
  readonly asOf: Date;
  readonly fences: readonly Fence[];
  readonly marginMetres: number;
  /** Version of the mirror that holds what the events tell of. */
  readonly revision: number;
}

interface Change {
  readonly type: EventType;
  readonly at: string;
  readonly system: string;
  readonly record: string;
  readonly payload: EventPayload;
  readonly project?: string | null;
}

/** A machine that nothing was told of yet is recorded without a word. */
export function lookAt(
  machine: MachineView,
  told: ToldStatus | undefined,
  around: StatusSurroundings,
): { readonly told: ToldStatus; readonly events: readonly NewEvent[] } {
  const now = statusOf(machine, told, around);
  if (!told) return { told: now, events: [] };
  const changes = [
    ...availabilityChange(machine, told, now, around),
    ...workOrderChanges(machine, told, now, around),
    ...meterChange(machine, told, now),
    ...siteChanges(machine, told, now, around),
  ];
  return { told: now, events: changes.map((change) => toEvent(machine, change, around)) };
}

function statusOf(
  machine: MachineView,
  told: ToldStatus | undefined,
  around: StatusSurroundings,
): ToldStatus {
  const place = newestPlace(machine);
  const placeAt = place?.at ?? null;
  // A place that is no newer says nothing: answers may come late.
  const moved = place && (told?.placeAt == null || (placeAt !== null && placeAt > told.placeAt));
  const known = told?.sites ?? {};
  const sites = around.fences.flatMap((fence) => {
    const before = known[fence.key];
    const inside = moved ? isInside(place, fence, before === true, around.marginMetres) : before;
    return inside === undefined ? [] : [[fence.key, inside] as const];
  });
  const meter = newestMeter(machine);
  const older = meter && told?.meter && meter.at <= told.meter.at;
  return {
    availability: availabilityOf(machine, around.today),
    workOrders: Object.fromEntries(machine.workOrders.map(({ id, workOrder }) => [id, workOrder.status])),
    meter: meter && !older ? { value: meter.value, at: meter.at } : (told?.meter ?? null),
    sites: Object.fromEntries(sites),
    placeAt: moved ? placeAt : (told?.placeAt ?? null),
  };
}

function availabilityChange(
  { number }: MachineView,
  told: ToldStatus,
  { availability }: ToldStatus,
  { asOf }: StatusSurroundings,
): Change[] {
  if (availability === told.availability) return [];
  const type = 'EQUIPMENT_AVAILABILITY_CHANGED';
  const payload = { from: told.availability, to: availability };
  return [{ type, at: asOf.toISOString(), system: MAINTENANCE, record: `vehicles/${number}`, payload }];
}

function workOrderChanges(
  { workOrders }: MachineView,
  told: ToldStatus,
  now: ToldStatus,
  { asOf }: StatusSurroundings,
): Change[] {
  const views = new Map(workOrders.map((view) => [view.id, view]));
  const ids = new Set([...Object.keys(told.workOrders), ...Object.keys(now.workOrders)]);
  return [...ids].flatMap((id) => {
    const [from, to] = [told.workOrders[id] ?? null, now.workOrders[id] ?? null];
    if (from === to && id in told.workOrders === id in now.workOrders) return [];
    const at = momentOf(views.get(id), id in told.workOrders) ?? asOf.toISOString();
    const payload = { workOrder: id, from, to };
    return [{ type: 'WORK_ORDER_CHANGED', at, system: MAINTENANCE, record: id, payload } as const];
  });
}

/** The platform says when an order was opened and completed, and of no other change. */
function momentOf(view: WorkOrderView | undefined, known: boolean): string | null {
  if (!view) return null;
  const { open, openedAt, completedAt } = view.workOrder;
  return open ? (known ? null : openedAt) : completedAt;
}

function meterChange(machine: MachineView, told: ToldStatus, { meter }: ToldStatus): Change[] {
  if (!meter || meter.value === told.meter?.value) return [];
  const { source } = newestMeter(machine) ?? { source: TELEMATICS };
  const payload = { meter: 'OPERATING_HOURS', unit: 'h', ...meter, source };
  return [{ type: 'METER_READ', at: meter.at, system: source, record: `meters/${machine.number}`, payload }];
}

function siteChanges(
  machine: MachineView,
  told: ToldStatus,
  now: ToldStatus,
  { fences, asOf }: StatusSurroundings,
): Change[] {
  const place = newestPlace(machine);
  return fences.flatMap(({ key, projectId }) => {
    const [from, to] = [told.sites[key], now.sites[key]];
    if (!place || from === undefined || to === undefined || from === to) return [];
    const type = to ? 'GEOFENCE_ENTERED' : 'GEOFENCE_LEFT';
    const { latitude, longitude, at } = place;
    const payload = { latitude, longitude, at };
    const change = { type, at: at ?? asOf.toISOString(), system: TELEMATICS, payload } as const;
    return [{ ...change, record: `sites/${key}`, project: projectId }];
  });
}

function toEvent(machine: MachineView, change: Change, { today, revision }: StatusSurroundings): NewEvent {
  const { type, at, system, record, payload } = change;
  const own = assignmentsOn(machine, today)[0]?.projectId ?? null;
  return {
    type,
    company: machine.company,
    project: change.project === undefined ? own : change.project,
    equipment: machine.id,
    severity: null,
    occurredAt: new Date(at),
    source: { system, record: record.slice(0, 300) },
    // Told and event are one transaction: a revision tells a machine's change once.
    dedupeKey: `${type}/${machine.id.slice(0, 60)}/${record.slice(0, 60)}/${revision}`,
    payload: { ...payload, revision },
  };
}
