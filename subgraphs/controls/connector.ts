/**
 * Plumbline's own records about jobs as a target of writes: what can be changed in them, and what a write asks before.
 * The store behind it is a system like any other, with effects that are safe to repeat. Days are YYYY-MM-DD.
 */
import type { AccrualRecord, LiveRental, NewRental } from '../../store/store.js';
import type { DecimalString } from '../kit/decimal.js';
import type { Effect } from '../kit/effect.js';

/** The days of a rented machine on a job; the key of the effect becomes `madeBy`. */
export type PostAccrualInput = Omit<NewRental, 'madeBy'>;

export interface AccrualResult {
  /** Ids of the accruals, one for each cost code and type of the order line. */
  readonly ids: readonly string[];
  /** Company currency. */
  readonly amount: DecimalString;
  readonly orderLineId: string;
}

/** An order line as the ERP counts it, company currency. */
export interface OrderLineFigures {
  /** The ERP's id. */
  readonly id: string;
  readonly subtotal: DecimalString;
  /** Posted bills less credit notes. */
  readonly billed: DecimalString;
  /** Its part of down payments not yet applied. */
  readonly downPayment: DecimalString;
  /** Posted accrual entries of the ERP that name it. */
  readonly accrued: DecimalString;
}

export interface ControlsEffects {
  readonly postAccrual: Effect<PostAccrualInput, AccrualResult>;
}

/** They change nothing. */
export interface ControlsChecks {
  /** What is still to be billed on an order line, after the accruals of every job that name it. */
  openCommitment(company: string, line: OrderLineFigures): Promise<DecimalString>;
  /** Live accruals of the same machine and job that share a day. */
  overlappingRentals(
    rental: Pick<NewRental, 'projectId' | 'equipment' | 'from' | 'to'>,
  ): Promise<readonly AccrualRecord[]>;
  /** Every standing accrual that a write made, oldest first. */
  liveRentals(): Promise<readonly LiveRental[]>;
}

export interface ControlsConnector {
  readonly effects: ControlsEffects;
  readonly checks: ControlsChecks;
}
