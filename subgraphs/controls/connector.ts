/**
 * Plumbline's own records about jobs as a target of writes: what can be changed in them, and what a write asks before.
 * The store behind it is a system like any other, with effects that are safe to repeat. Days are YYYY-MM-DD.
 */
import type {
  AccrualRecord,
  Award,
  BaselineRevision,
  ControlsBook,
  CrosswalkEntry,
  JobName,
  LiveRental,
  NewRental,
} from '../../store/store.js';
import type { CostType } from '../kit/company.js';
import type { DecimalString } from '../kit/decimal.js';
import type { Effect } from '../kit/effect.js';

export interface CostAmount {
  readonly costCode: string;
  readonly costType: CostType;
  /** Company currency. */
  readonly amount: DecimalString;
}

export interface FreezeBaselineInput {
  readonly job: JobName;
  readonly estimateNumber: string;
  readonly estimateRevision: number;
  /** Day of the award, YYYY-MM-DD. */
  readonly date: string;
  readonly price: DecimalString;
  /** One entry per code and type. */
  readonly lines: readonly CostAmount[];
  /** Actor id of who awards. */
  readonly by: string;
}

export interface ApproveChangeOrderInput {
  readonly job: JobName;
  readonly number: string;
  readonly title: string;
  /** Day of the approval, YYYY-MM-DD. */
  readonly date: string;
  readonly reason: string;
  readonly price: DecimalString;
  readonly lines: readonly CostAmount[];
  /** What the estimating system says was awarded, for a job that was not awarded here; for the trace. */
  readonly original: { readonly price: DecimalString; readonly lines: readonly CostAmount[] } | null;
  readonly by: string;
}

/** What a revision did, as the steps of a write show it; moments are text. */
export interface RevisionResult extends Pick<BaselineRevision, 'projectId' | 'revision' | 'price' | 'cost'> {
  readonly at: string;
}

/** Records of a job that a write made in the ERP, and those of other systems that are the job's. */
export interface LinkRecordsInput {
  /** What the ERP will list by itself; it is known before it does. */
  readonly made: readonly LinkedRecord[];
  /** Entries of the crosswalk as they are listed there. */
  readonly found: readonly LinkedRecord[];
  readonly by: string;
}
export interface LinkedRecord {
  readonly kind: 'PROJECT' | 'COST_CODE' | 'PARTY';
  readonly system: 'odoo' | 'maintenance' | 'estimating' | 'scheduling';
  readonly externalId: string;
  readonly label: string;
  /** Company code as the system lists the record; null where it names none. */
  readonly company: string | null;
  readonly attributes?: Readonly<Record<string, string>>;
  /** The record of the firm it is. */
  readonly of: JobName & { readonly name: string | null };
}
export interface LinkRecordsResult {
  readonly entries: readonly Pick<CrosswalkEntry, 'id' | 'kind' | 'system' | 'externalId' | 'canonicalId'>[];
}

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
  readonly freezeBaseline: Effect<FreezeBaselineInput, RevisionResult>;
  readonly approveChangeOrder: Effect<ApproveChangeOrderInput, RevisionResult>;
  readonly linkRecords: Effect<LinkRecordsInput, LinkRecordsResult>;
}

/** They change nothing. */
export interface ControlsChecks {
  /** By canonical id. */
  book(projectId: string): Promise<ControlsBook>;
  /** Null when the estimate of a company was not awarded here. */
  awardOf(company: string, estimateNumber: string): Promise<Award | null>;
  /** Every revision of a job's baselines, lowest first. */
  revisions(projectId: string): Promise<readonly BaselineRevision[]>;
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
