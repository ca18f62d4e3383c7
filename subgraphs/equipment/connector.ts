/** What any maintenance platform and any telematics provider must offer. Reads reject with an UpstreamError. */
import type { DecimalString } from '../kit/decimal.js';
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
