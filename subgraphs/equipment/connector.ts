/** What any maintenance platform and any telematics provider must offer. Reads reject with an UpstreamError. */
import type { MaintenanceChecks, MaintenanceEffects } from './effects.js';
import type {
  AssignmentModel,
  BreakdownModel,
  FuelModel,
  MachineModel,
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
