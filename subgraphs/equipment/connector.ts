/** What any maintenance platform and any telematics provider must offer. Reads reject with an UpstreamError. */
import type { DecimalString } from '../kit/decimal.js';
import type { Effect } from '../kit/effect.js';
import type { MaintenanceChecks, MaintenanceEffects } from './effects.js';
import type {
  AssignmentModel,
  BreakdownModel,
  FuelModel,
  MachineModel,
  Ownership,
  ReadingModel,
  ReadResult,
  TelematicsMachineModel,
  WorkOrderModel,
} from './model.js';

/** A record of the platform that may have changed. */
export interface MaintenanceHint {
  readonly kind: 'MACHINE' | 'WORK_ORDER' | 'ISSUE';
  /** The platform's own id. */
  readonly key: string;
}

export interface MaintenanceConnector {
  readonly vendor: string;
  /** API versions the connector was checked against. */
  readonly checkedAgainst: readonly string[];
  readonly capabilities: { readonly meterReadings: boolean; readonly fuel: boolean };
  machines(): Promise<ReadResult<MachineModel>>;
  assignments(): Promise<ReadResult<AssignmentModel>>;
  workOrders(): Promise<ReadResult<WorkOrderModel>>;
  issues(): Promise<ReadResult<BreakdownModel>>;
  fuel(): Promise<ReadResult<FuelModel>>;
  /** Cumulative operating hours entered by people, all machines. */
  readings(): Promise<ReadResult<ReadingModel>>;
  /** What a webhook says to look at; null when that is nothing we keep. Throws HopelessHint for what is none of its webhooks. */
  hint(body: unknown): MaintenanceHint | null;
  /** The record as it is now; null when it is gone. */
  reread(hint: MaintenanceHint): Promise<MachineModel | WorkOrderModel | BreakdownModel | null>;
  readonly effects: MaintenanceEffects;
  readonly checks: MaintenanceChecks;
  close(): Promise<void>;
}

export interface TelematicsConnector {
  /** The configured name of the provider; part of every external id. */
  readonly provider: string;
  readonly vendor: string;
  readonly checkedAgainst: readonly string[];
  fleet(): Promise<ReadResult<TelematicsMachineModel>>;
  /** Cumulative operating hours of one machine between two moments. */
  hours(machine: TelematicsMachineModel, from: Date, to: Date): Promise<ReadResult<ReadingModel>>;
  faults(machine: TelematicsMachineModel, from: Date, to: Date): Promise<ReadResult<BreakdownModel>>;
  close(): Promise<void>;
}

/** A machine on a job on one day, as its meters and its assignment say; asks no upstream. */
export interface MachineDay {
  readonly machine: string;
  /** Company code of the machine. */
  readonly company: string;
  readonly class: string | null;
  readonly ownership: Ownership | null;
  /** YYYY-MM-DD, UTC. */
  readonly day: string;
  /** Decimal text; what cannot be right is in `problem` and nobody's cost. */
  readonly hours: DecimalString;
  readonly problem: 'METER_WENT_BACK' | 'METER_JUMPED' | null;
  /** Canonical cost code of the assignment; null when it names none that is known. */
  readonly costCode: string | null;
  /** Filled that day, litres; null when nothing was. */
  readonly fuelLitres: DecimalString | null;
}

/** Machine time as the mirror knows it. */
export interface UsageReader {
  /** Days of a window on which a machine that is assigned to the job ran, by day and machine. @param projectId canonical */
  onJob(projectId: string, firstDay: string, lastDay: string): Promise<readonly MachineDay[]>;
  /** Keys of the machines that the maintenance platform lists now. */
  machines(): Promise<readonly string[]>;
}

/** A breakdown as a write finds it. */
export interface KnownBreakdown extends Pick<
  BreakdownModel,
  'severity' | 'code' | 'description' | 'clearedAt'
> {
  /** Its id in the graph; a fault that two providers report has one, whichever was asked for. */
  readonly id: string;
  /** Company code of the machine. */
  readonly company: string;
  /** Equipment number and canonical id. */
  readonly equipment: string;
  readonly equipmentId: string;
  /** Number and canonical id of the job the machine was assigned to when it happened. */
  readonly project: string | null;
  readonly projectId: string | null;
}
export interface AcknowledgeBreakdownInput {
  readonly breakdown: string;
  /** Actor id. */
  readonly by: string;
  readonly note: string | null;
  /** For the event: company code, canonical ids. */
  readonly company: string;
  readonly project: string | null;
  readonly equipment: string;
  readonly severity: BreakdownModel['severity'];
}
/** The acknowledgement that stands, whoever made it. */
export interface AcknowledgementResult {
  readonly by: string;
  /** ISO 8601. */
  readonly at: string;
  readonly note: string | null;
  /** Key of the write's step that recorded it. */
  readonly madeBy: string;
}
/** What people say about breakdowns, kept in our own store. */
export interface BreakdownDesk {
  readonly effects: {
    readonly acknowledgeBreakdown: Effect<AcknowledgeBreakdownInput, AcknowledgementResult>;
  };
  readonly checks: {
    /** From the mirror; null when it has none by that id. */
    breakdown(id: string): Promise<KnownBreakdown | null>;
    acknowledgement(id: string): Promise<AcknowledgementResult | null>;
  };
}
