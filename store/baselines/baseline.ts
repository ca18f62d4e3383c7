/**
 * A job's commercial (price) and budget (cost by code and type) baselines. An award freezes them as revision 0; each
 * change order revises both together; a revision is never changed, only taken back by another one. Amounts are decimal
 * text in company currency.
 */

/** A job as people name it. */
export interface JobName {
  /** Company code. */
  readonly company: string;
  readonly number: string;
}

export interface BaselineAmount {
  readonly costCode: string;
  readonly costType: string;
  readonly amount: string;
}

/** Price and cost of a job before any change order. */
export interface OriginalBaseline {
  readonly price: string;
  readonly lines: readonly BaselineAmount[];
}

/** What was awarded. The figures of the job rest on it, whatever the estimate says later. */
export interface FrozenBaseline extends OriginalBaseline {
  readonly estimateNumber: string;
  readonly estimateRevision: number;
  /** YYYY-MM-DD. */
  readonly awardedOn: string;
}

/** Who revises, under which key, from when on, and why. */
export interface RevisionOrigin {
  /** Unique for the revision; asked for again it answers the same revision. */
  readonly key: string;
  /** Actor id. */
  readonly by: string;
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly reason: string;
}

export interface NewAward extends RevisionOrigin, OriginalBaseline {
  readonly job: JobName;
  readonly estimateNumber: string;
  readonly estimateRevision: number;
}

export interface ChangeOrderApproval extends RevisionOrigin {
  readonly job: JobName;
  /** Of the change order; a pending one of the job with this number is approved, else a new one is made. */
  readonly number: string;
  readonly title: string;
  readonly price: string;
  readonly lines: readonly { readonly costCode: string; readonly costType: string; readonly cost: string }[];
  /** What the estimating system says was awarded, for a job that has no award here; told in the trace only. */
  readonly original: OriginalBaseline | null;
}

export interface RevisionReversal extends RevisionOrigin {
  /** Key of the revision that is taken back. */
  readonly of: string;
  readonly original: OriginalBaseline | null;
}

export type BaselineRevisionKind = 'AWARD' | 'CHANGE_ORDER' | 'REVERSAL';

export interface BaselineRevision {
  readonly projectId: string;
  /** 0 is the award; 1, 2, … what came after. */
  readonly revision: number;
  readonly kind: BaselineRevisionKind;
  readonly key: string;
  /** Number of the change order; null for an award and its reversal. */
  readonly changeOrder: string | null;
  /** The revision that this one takes back. */
  readonly reverses: number | null;
  readonly at: Date;
  readonly by: string;
  readonly date: string;
  readonly reason: string;
  /** The pending change order as it stood, where it was approved with other figures; JSON text. */
  readonly proposed: string | null;
  readonly price: BaselineStep;
  readonly cost: BaselineStep;
  /** The lines that changed. */
  readonly lines: readonly (BaselineStep & { readonly costCode: string; readonly costType: string })[];
}

export interface BaselineStep {
  readonly before: string;
  readonly change: string;
  readonly after: string;
}

/** Why nothing was revised. */
export type BaselineConflict =
  | { readonly conflict: 'JOB_AWARDED'; readonly estimateNumber: string }
  | { readonly conflict: 'ESTIMATE_AWARDED'; readonly project: string }
  | { readonly conflict: 'CHANGE_ORDER_APPROVED' | 'CHANGE_ORDER_REJECTED'; readonly id: string }
  /** An award cannot go while change orders build on it. */
  | { readonly conflict: 'REVISED_SINCE'; readonly revision: number }
  | { readonly conflict: 'NOT_FOUND' };

/** An award that stands. */
export interface Award {
  /** Number of the job. */
  readonly project: string;
  readonly estimateRevision: number;
  readonly awardedOn: string;
  /** Key of its revision. */
  readonly key: string;
}

export interface Baselines {
  /** Freezes what was awarded, once per job and once per estimate. */
  award(award: NewAward): Promise<BaselineRevision | BaselineConflict>;
  /** Approves a change order and revises price and budget in one transaction. */
  approve(approval: ChangeOrderApproval): Promise<BaselineRevision | BaselineConflict>;
  /** Adds the opposite of a revision as a revision of its own; of a change order also as a change order of its own. */
  reverse(reversal: RevisionReversal): Promise<BaselineRevision | BaselineConflict>;
  byKey(key: string): Promise<BaselineRevision | null>;
  /** Lowest first, by project id; a job without any is absent. */
  revisions(projectIds: readonly string[]): Promise<ReadonlyMap<string, readonly BaselineRevision[]>>;
  /** Null when the estimate of a company was not awarded, or no longer is. */
  awardOf(company: string, estimateNumber: string): Promise<Award | null>;
}
