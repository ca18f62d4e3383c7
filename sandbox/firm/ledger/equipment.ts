/** Machines, where they were assigned, what they worked and what went wrong with them. */
import type { Day, Dec } from './basics.js';

export interface FirmMachine {
  /** Fleetio vehicle id. */
  readonly vehicleId: number;
  readonly number: string;
  readonly company: string;
  readonly name: string;
  readonly class: string;
  readonly make: string;
  readonly model: string;
  readonly serialNumber: string;
  readonly pin: string;
  readonly ownership: 'owned' | 'leased' | 'rented' | 'customer';
  readonly status: 'Active' | 'In Shop' | 'Out of Service' | 'Inactive';
  /** How telematics knows it; null without telematics. Some carry no PIN, some only an equipment id. */
  readonly telematics: {
    readonly equipmentId: string;
    readonly serialNumber: string | null;
    readonly pin: string | null;
    readonly format: 'XML' | 'JSON';
  } | null;
  readonly latitude: number;
  readonly longitude: number;
  /** Cumulative operating hours at the end of each day, oldest first. Daily differences are the hours worked. */
  readonly hourReadings: readonly { readonly date: Day; readonly hours: Dec }[];
}

export interface FirmAssignment {
  readonly id: number;
  readonly vehicleId: number;
  readonly accountId: number;
  /** As the maintenance platform spells the job. */
  readonly job: string;
  readonly costCodeId: number;
  readonly costCodeSpelling: string;
  readonly start: Day;
  /** Last day, or null while it runs. */
  readonly end: Day | null;
}

/** One machine, one day, one job: what the answer key accrues. Only machines charged by internal rate. */
export interface FirmUsage {
  readonly key: string;
  readonly company: string;
  readonly machine: string;
  readonly date: Day;
  readonly hours: Dec;
  readonly rate: Dec;
  readonly accountId: number;
  readonly costCodeId: number;
  /** The journal entry that posted it, if any; a reversed entry means it is not posted. */
  readonly postedMoveId: number | null;
  readonly reversed: boolean;
}

export interface FirmFault {
  readonly vehicleId: number;
  readonly code: string;
  readonly description: string;
  readonly severity: string;
  readonly at: string;
}

export interface FirmIssue {
  readonly id: number;
  readonly vehicleId: number;
  readonly name: string;
  readonly description: string;
  readonly state: 'open' | 'resolved' | 'closed';
  readonly reportedAt: string;
  readonly resolvedAt: string | null;
  readonly priority: 'critical' | 'high' | 'medium' | 'low' | 'no_priority';
}

export interface FirmWorkOrder {
  readonly id: number;
  readonly number: number;
  readonly vehicleId: number;
  readonly status: string;
  readonly description: string;
  readonly issuedAt: string;
  readonly completedAt: string | null;
  readonly laborCost: Dec;
  readonly partsCost: Dec;
}

export interface FirmFuel {
  readonly id: number;
  readonly vehicleId: number;
  readonly date: string;
  readonly gallons: Dec;
  readonly cost: Dec;
}
