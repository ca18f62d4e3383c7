/**
 * What can be changed in a maintenance platform, and what is asked there before a change, in domain words. `machine`,
 * `workOrder`, `issue`, `assignment` and `part` are the platform's own ids (`key` of the models). Days are YYYY-MM-DD,
 * moments ISO 8601, amounts in the account's currency.
 */
import type { DecimalString } from '../kit/decimal.js';
import type { Effect } from '../kit/effect.js';
import type { AssignmentModel, Availability, Ownership, Severity } from './model.js';

export interface MeterEntryInput {
  readonly machine: string;
  readonly date: string;
  /** Cumulative operating hours of the primary meter. */
  readonly hours: DecimalString;
}
export interface MeterEntry extends MeterEntryInput {
  readonly key: string;
}

export interface FuelEntryInput {
  readonly machine: string;
  readonly date: string;
  readonly litres: DecimalString;
  /** Null where it is not known yet. */
  readonly cost: DecimalString | null;
  /** The meter when the machine was fuelled. */
  readonly hours: DecimalString;
}
export interface FuelEntry {
  readonly key: string;
  readonly machine: string;
  readonly date: string;
  readonly litres: DecimalString;
  readonly cost: DecimalString | null;
  /** The meter entry that came with it; null when the platform shows none. */
  readonly meterEntry: string | null;
}

export interface IssueInput {
  readonly machine: string;
  readonly summary: string;
  readonly description: string | null;
  readonly reportedAt: string;
  readonly severity: Severity | null;
}
export interface Issue {
  readonly key: string;
  readonly machine: string;
  readonly summary: string | null;
  readonly state: 'OPEN' | 'RESOLVED' | 'CLOSED';
  readonly severity: Severity | null;
  readonly reportedAt: string | null;
  readonly clearedAt: string | null;
}
export interface ResolveIssueInput {
  readonly issue: string;
  readonly resolvedAt: string;
  readonly note: string;
}

export interface WorkOrderLineInput {
  readonly description: string;
  /** The issue this line mends; it is resolved when the order is completed. */
  readonly issue: string | null;
  readonly laborCost: DecimalString | null;
  readonly parts: readonly {
    readonly part: string;
    readonly quantity: DecimalString;
    /** Null takes the part's own cost. */
    readonly unitCost: DecimalString | null;
  }[];
}
export interface WorkOrderInput {
  readonly machine: string;
  readonly description: string;
  readonly issuedAt: string;
  readonly lines: readonly WorkOrderLineInput[];
}
export interface PartUsed {
  readonly part: string | null;
  /** The part's number, by which other systems know it; null where the platform has none. */
  readonly number: string | null;
  readonly description: string | null;
  readonly quantity: DecimalString;
  readonly unitCost: DecimalString;
  readonly cost: DecimalString;
}
export interface WorkOrderDetail {
  readonly key: string;
  readonly number: string;
  readonly machine: string;
  readonly status: string | null;
  /** CANCELLED: in the status that the settings name for orders that were taken back. */
  readonly state: 'ACTIVE' | 'COMPLETED' | 'CANCELLED';
  readonly description: string | null;
  readonly openedAt: string | null;
  readonly completedAt: string | null;
  readonly laborCost: DecimalString;
  readonly partsCost: DecimalString;
  readonly parts: readonly PartUsed[];
  readonly issues: readonly string[];
}
export interface CompleteWorkOrderInput {
  readonly workOrder: string;
  readonly completedAt: string;
  /** The meter at completion, or null when nobody read it. */
  readonly hours: DecimalString | null;
}

/** What a person can set: IN_USE follows from assignments. */
export type SettableAvailability = Exclude<Availability, 'IN_USE'>;
export interface MachineStatusInput {
  readonly machine: string;
  readonly availability: SettableAvailability;
  /** As the check before the write saw it: undo goes back to it. */
  readonly previous: SettableAvailability | null;
}
export interface MachineState {
  readonly machine: string;
  readonly number: string;
  readonly company: string | null;
  /** The platform's class or type, which the firm's rates are by. */
  readonly class: string | null;
  readonly ownership: Ownership | null;
  readonly availability: Availability | null;
  /** The platform's own word for it. */
  readonly status: string | null;
}

export interface CreateAssignmentInput {
  readonly machine: string;
  /** Job and cost code as the platform spells them. */
  readonly job: string;
  readonly costCode: string | null;
  readonly start: string;
  /** Last day, or null while it runs. */
  readonly end: string | null;
  /** The platform's contact who operates the machine; null takes the configured one. */
  readonly operator: string | null;
}
export interface EndAssignmentInput {
  readonly assignment: string;
  readonly end: string;
  /** As the check before the write saw it: undo goes back to it. */
  readonly previousEnd: string | null;
}

/** The platform's copy of a record that the ERP owns. */
export interface KeptRecord {
  readonly key: string;
  /** Part number; null for a vendor. */
  readonly number: string | null;
  /** Name of a vendor, description of a part. */
  readonly name: string | null;
  readonly archived: boolean;
  /** When it was changed last, by anybody. */
  readonly changedAt: string | null;
}
/** `record` is the copy's id; null makes one. Undo archives what was made, or goes back to `previous`. */
export interface KeepVendorInput {
  readonly record: string | null;
  readonly values: { readonly name: string };
  readonly previous: { readonly name: string } | null;
}
export interface KeepPartInput {
  readonly record: string | null;
  readonly values: PartNaming;
  readonly previous: PartNaming | null;
}
export interface PartNaming {
  readonly number: string;
  readonly name: string;
}

export interface MaintenanceEffects {
  readonly createMeterEntry: Effect<MeterEntryInput, MeterEntry>;
  readonly createFuelEntry: Effect<FuelEntryInput, FuelEntry>;
  readonly createIssue: Effect<IssueInput, Issue>;
  readonly resolveIssue: Effect<ResolveIssueInput, Issue>;
  readonly createWorkOrder: Effect<WorkOrderInput, WorkOrderDetail>;
  readonly completeWorkOrder: Effect<CompleteWorkOrderInput, WorkOrderDetail>;
  readonly setMachineStatus: Effect<MachineStatusInput, MachineState>;
  readonly createAssignment: Effect<CreateAssignmentInput, AssignmentModel>;
  readonly endAssignment: Effect<EndAssignmentInput, AssignmentModel>;
  readonly keepVendor: Effect<KeepVendorInput, KeptRecord>;
  readonly keepPart: Effect<KeepPartInput, KeptRecord>;
}

/** Asked from the platform itself, not from the mirror, right before a change. They change nothing. */
export interface MaintenanceChecks {
  /** Rejects with BUSINESS when the platform does not know the machine. */
  machine(machine: string): Promise<MachineState>;
  /** The newest reading of the hour meter, whoever or whatever read it; null without an hour meter or a reading. */
  lastReading(machine: string): Promise<{ readonly date: string; readonly hours: DecimalString } | null>;
  /** Assignments that touch a day of the period, first and last day included; `to` null has no end. */
  assignments(machine: string, from: string, to: string | null): Promise<readonly AssignmentModel[]>;
  /** With parts and costs. */
  workOrder(workOrder: string): Promise<WorkOrderDetail>;
  /** Vendors that are not archived; with a name only those called exactly so. */
  vendors(name?: string): Promise<readonly KeptRecord[]>;
  /** Parts that are not archived; with a number only those with exactly that number. */
  parts(number?: string): Promise<readonly KeptRecord[]>;
  /** Rejects with BUSINESS when the platform does not know the record. @param key the platform's id */
  kept(kind: 'VENDOR' | 'PART', key: string): Promise<KeptRecord>;
}
