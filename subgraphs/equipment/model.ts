/**
 * What the equipment connectors return, whatever the vendor: plain records, moments as ISO 8601 text, figures as
 * decimal text. These are also the bodies of the mirrored documents, so every field survives JSON.
 */
import type { Availability, MeterType, Ownership, Severity } from '../../codegen/generated/equipment.js';

export type { Availability, MeterType, Ownership, Severity };

/** Records of one read, and one line per bad row with where it stood and why it was left out. */
export interface ReadResult<T> {
  readonly records: readonly T[];
  readonly problems: readonly string[];
}

/** A machine as the maintenance platform, its system of record, keeps it. */
export interface MachineModel {
  /** The platform's own id. */
  readonly key: string;
  readonly number: string;
  /** Company code; null when its group belongs to no configured company. */
  readonly company: string | null;
  readonly name: string | null;
  readonly class: string | null;
  readonly make: string | null;
  readonly model: string | null;
  readonly serialNumber: string | null;
  readonly pin: string | null;
  readonly ownership: Ownership | null;
  /** Before assignments are looked at: AVAILABLE turns IN_USE on a day with an assignment. */
  readonly availability: Availability | null;
  readonly meters: readonly MeterModel[];
}

export interface MeterModel {
  readonly type: MeterType;
  /** Decimal text in the unit below. */
  readonly value: string;
  readonly unit: 'h' | 'km' | 'l' | '%';
  readonly at: string;
}

/** Which job and cost code a machine works on; both as the platform spells them. Days are inclusive. */
export interface AssignmentModel {
  readonly key: string;
  readonly machine: string;
  readonly job: string | null;
  readonly costCode: string | null;
  readonly start: string;
  readonly end: string | null;
}

export interface WorkOrderModel {
  readonly key: string;
  readonly machine: string;
  readonly number: string;
  readonly status: string | null;
  readonly open: boolean;
  readonly description: string | null;
  readonly openedAt: string | null;
  readonly completedAt: string | null;
  /** Labour and parts, account currency. */
  readonly totalCost: string | null;
}

/** A telematics fault or a maintenance issue, before the machine is resolved. */
export interface BreakdownModel {
  readonly key: string;
  readonly machine: string;
  readonly severity: Severity | null;
  readonly code: string | null;
  readonly description: string | null;
  readonly occurredAt: string | null;
  readonly clearedAt: string | null;
  /** When the source last changed it, where the source says. */
  readonly updatedAt?: string | null;
}

export interface FuelModel {
  readonly key: string;
  readonly machine: string;
  readonly at: string;
  readonly litres: string;
  readonly cost: string | null;
}

/** A machine as one telematics provider reports it in its fleet snapshot. */
export interface TelematicsMachineModel {
  /** PIN, else serial number, else equipment id; unique within the provider. */
  readonly key: string;
  readonly equipmentId: string | null;
  readonly pin: string | null;
  readonly serialNumber: string | null;
  readonly make: string | null;
  readonly model: string | null;
  readonly location: {
    readonly latitude: number;
    readonly longitude: number;
    readonly at: string | null;
  } | null;
  readonly meters: readonly MeterModel[];
}

/** One cumulative reading of a series. */
export interface ReadingModel {
  readonly machine: string;
  readonly at: string;
  /** Cumulative hours, decimal text. */
  readonly hours: string;
}
