/**
 * The fleet as the mirror and the crosswalk have it: machines of the maintenance platform merged with the telematics
 * machines matched to them, their assignments resolved to jobs and cost codes. Pure; `mirror-reader` feeds it.
 */
import type { CanonicalRecord, CrosswalkEntry, MirrorDocument } from '../../store/store.js';
import type {
  AssignmentModel,
  BreakdownModel,
  MachineModel,
  TelematicsMachineModel,
  WorkOrderModel,
} from './model.js';
import type { KeptBreakdown } from './events/kept.js';
import { MAINTENANCE, providerOf, spellingId, TELEMATICS, unitId } from './mirror-keys.js';

export interface AssignmentView {
  readonly assignment: AssignmentModel;
  /** Canonical job; null when its spelling is not matched. */
  readonly projectId: string | null;
  readonly projectNumber: string | null;
  /** Canonical cost code; null when not matched or absent. */
  readonly costCode: string | null;
}
export interface UnitView {
  readonly provider: string;
  readonly unit: TelematicsMachineModel;
}
export interface BreakdownView {
  readonly id: string;
  readonly source: 'maintenance' | 'telematics';
  readonly breakdown: BreakdownModel;
  readonly machine: MachineView;
}
export interface WorkOrderView {
  readonly id: string;
  readonly workOrder: WorkOrderModel;
  readonly machine: MachineView;
}
export interface MachineView {
  readonly id: string;
  readonly number: string;
  readonly company: string;
  /** The platform's record; null for a machine that it no longer lists. */
  readonly record: MachineModel | null;
  readonly units: readonly UnitView[];
  readonly assignments: readonly AssignmentView[];
  readonly breakdowns: readonly BreakdownView[];
  readonly workOrders: readonly WorkOrderView[];
}

/** What the view is built from. */
export interface FleetRecords {
  readonly canonical: readonly CanonicalRecord[];
  readonly maintenanceIds: readonly CrosswalkEntry[];
  readonly telematicsIds: readonly CrosswalkEntry[];
  readonly jobs: readonly CrosswalkEntry[];
  readonly costCodes: readonly CrosswalkEntry[];
  readonly machines: readonly MirrorDocument[];
  readonly assignments: readonly MirrorDocument[];
  readonly workOrders: readonly MirrorDocument[];
  readonly breakdowns: readonly MirrorDocument[];
  readonly units: readonly MirrorDocument[];
}

export interface FleetView {
  /** By number, then company. */
  readonly machines: readonly MachineView[];
  readonly byId: ReadonlyMap<string, MachineView>;
  /** Machines that have or had an assignment on a job, by canonical job. */
  readonly byProject: ReadonlyMap<string, readonly MachineView[]>;
  readonly breakdowns: ReadonlyMap<string, BreakdownView>;
  readonly workOrders: ReadonlyMap<string, WorkOrderView>;
}

interface Draft extends MachineView {
  record: MachineModel | null;
  readonly units: UnitView[];
  readonly assignments: AssignmentView[];
  readonly breakdowns: BreakdownView[];
  readonly workOrders: WorkOrderView[];
}

export function buildFleetView(records: FleetRecords): FleetView {
  const drafts = new Map<string, Draft>();
  for (const { id, number, company } of records.canonical) {
    const lists = { units: [], assignments: [], breakdowns: [], workOrders: [] };
    drafts.set(id, { id, number, company, record: null, ...lists });
  }
  const byMaintenance = draftsByExternalId(drafts, records.maintenanceIds);
  const byTelematics = draftsByExternalId(drafts, records.telematicsIds);
  for (const body of bodies<MachineModel>(records.machines)) {
    const draft = byMaintenance.get(body.key);
    if (draft) draft.record = body;
  }
  addUnits(records, byTelematics);
  addAssignments(records, byMaintenance);
  const workOrders = addWorkOrders(records, byMaintenance);
  const breakdowns = addBreakdowns(records, byMaintenance, byTelematics);
  const machines = [...drafts.values()].sort(
    (a, b) => compare(a.number, b.number) || compare(a.company, b.company),
  );
  return { machines, byId: drafts, byProject: groupByProject(machines), breakdowns, workOrders };
}

function groupByProject(machines: readonly MachineView[]): Map<string, MachineView[]> {
  const found = new Map<string, MachineView[]>();
  for (const machine of machines) {
    for (const projectId of new Set(machine.assignments.map((assigned) => assigned.projectId))) {
      if (projectId === null) continue;
      const known = found.get(projectId);
      if (known) known.push(machine);
      else found.set(projectId, [machine]);
    }
  }
  return found;
}

export function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** Bodies are written by our own syncs, typed at the border of the vendor. */
function bodies<T>(documents: readonly MirrorDocument[]): T[] {
  return documents.map(({ body }) => body as T);
}

function draftsByExternalId(
  drafts: ReadonlyMap<string, Draft>,
  entries: readonly CrosswalkEntry[],
): Map<string, Draft> {
  const found = new Map<string, Draft>();
  for (const { externalId, canonicalId } of entries) {
    const draft = canonicalId === null ? undefined : drafts.get(canonicalId);
    if (draft) found.set(externalId, draft);
  }
  return found;
}

function addUnits({ units }: FleetRecords, byTelematics: ReadonlyMap<string, Draft>): void {
  for (const { source, body } of units) {
    const provider = providerOf(source);
    const unit = body as TelematicsMachineModel;
    byTelematics.get(unitId(provider, unit.key))?.units.push({ provider, unit });
  }
}

function addAssignments(
  { assignments, jobs, costCodes }: FleetRecords,
  byMaintenance: ReadonlyMap<string, Draft>,
): void {
  const jobOf = new Map(jobs.map((entry) => [entry.externalId, entry]));
  const codeOf = new Map(costCodes.map((entry) => [entry.externalId, entry]));
  for (const assignment of bodies<AssignmentModel>(assignments)) {
    const draft = byMaintenance.get(assignment.machine);
    if (!draft) continue;
    const lookUp = (entries: ReadonlyMap<string, CrosswalkEntry>, spelling: string | null) =>
      spelling === null ? undefined : entries.get(spellingId(draft.company, spelling));
    const job = lookUp(jobOf, assignment.job);
    draft.assignments.push({
      assignment,
      projectId: job?.canonicalId ?? null,
      projectNumber: job?.canonicalNumber ?? null,
      costCode: lookUp(codeOf, assignment.costCode)?.canonicalNumber ?? null,
    });
  }
}

function addWorkOrders(
  { workOrders }: FleetRecords,
  byMaintenance: ReadonlyMap<string, Draft>,
): Map<string, WorkOrderView> {
  const byId = new Map<string, WorkOrderView>();
  for (const workOrder of bodies<WorkOrderModel>(workOrders)) {
    const machine = byMaintenance.get(workOrder.machine);
    if (!machine) continue;
    const view = { id: `${MAINTENANCE}:${workOrder.key}`, workOrder, machine };
    machine.workOrders.push(view);
    byId.set(view.id, view);
  }
  return byId;
}

function addBreakdowns(
  { breakdowns }: FleetRecords,
  byMaintenance: ReadonlyMap<string, Draft>,
  byTelematics: ReadonlyMap<string, Draft>,
): Map<string, BreakdownView> {
  const byId = new Map<string, BreakdownView>();
  const parts = new Map<string, string>();
  for (const { source, body } of breakdowns) {
    const breakdown = body as KeptBreakdown;
    const own = source === MAINTENANCE;
    const machine = own
      ? byMaintenance.get(breakdown.machine)
      : byTelematics.get(unitId(providerOf(source), breakdown.machine));
    if (!machine) continue;
    const id = `${source}:${breakdown.key}`;
    if (breakdown.told?.partOf !== undefined) {
      parts.set(id, breakdown.told.partOf);
      continue;
    }
    const view: BreakdownView = { id, source: own ? MAINTENANCE : TELEMATICS, breakdown, machine };
    machine.breakdowns.push(view);
    byId.set(id, view);
  }
  // Two providers that report one fault: one breakdown, found under both names.
  for (const [id, whole] of parts) {
    const view = byId.get(whole);
    if (view) byId.set(id, view);
  }
  return byId;
}

/** Every assignment that covers a day; the one that counts comes first: latest start, then highest id. */
export function assignmentsOn(machine: MachineView, day: string): AssignmentView[] {
  const covering = machine.assignments.filter(
    ({ assignment: { start, end } }) => start <= day && (end === null || day <= end),
  );
  if (covering.length < 2) return covering;
  return covering.sort(
    (a, b) =>
      compare(b.assignment.start, a.assignment.start) ||
      b.assignment.key.localeCompare(a.assignment.key, 'en', { numeric: true }),
  );
}
