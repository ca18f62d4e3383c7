/** What controls works with: canonical jobs from the crosswalk, and what the other subgraphs supplied for one. */
import type * as sdl from '../../codegen/generated/controls.js';
import type { ControlsBook, OrderLineBook } from '../../store/store.js';
import type { CompanySettings } from '../kit/company.js';

/** A value as it arrives in a federation representation: the same, with moments as text. */
export type Supplied<T> = T extends Date
  ? string
  : T extends readonly (infer U)[]
    ? Supplied<U>[]
    : T extends object
      ? { [K in keyof T as K extends '__typename' ? never : K]: Supplied<T[K]> }
      : T;

export type LedgerSupply = Supplied<sdl.ProjectLedger>;
export type BudgetSupply = Supplied<sdl.AwardedBudget>;
export type ProgressSupply = Supplied<sdl.ScheduleProgress>;
export type UsageSupply = Supplied<sdl.EquipmentUsage>;

/** Null (or absent) means that the system behind it could not be asked. */
export interface Supplies {
  readonly ledger?: LedgerSupply | null;
  readonly awardedBudget?: BudgetSupply | null;
  readonly scheduleProgress?: ProgressSupply | null;
  readonly equipmentUsage?: UsageSupply | null;
}

/** A job as the crosswalk knows it, with what was supplied under `@requires`. */
export interface ProjectModel extends Supplies {
  readonly id: string;
  readonly number: string;
  /** As the system of record last gave it; used for searching only. */
  readonly name: string | null;
  readonly company: CompanySettings;
}

/**
 * Plumbline's own records as the cost of a job counts them: the job's book, and what the books of every job of the
 * company say about the order lines it has a share of.
 */
export interface CostBook extends Omit<ControlsBook, 'closedOrderLines'> {
  readonly orderLines: OrderLineBook;
}

/** The cost of a job as the graph answers it; moments are text. */
export type ProjectCostModel = Supplied<sdl.ProjectCost>;
