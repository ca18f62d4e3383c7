/** What any ERP must offer here, in domain words. Rejections are UpstreamErrors. */
import type { ErpChecks } from './effects/checks.js';
import type { ErpEffects } from './effects/index.js';
import type { ErpReviews } from './reviews/index.js';
import type { BooksModel, DirectoryModel, PartyModel, ProjectHeaderModel, ProjectRef } from './model.js';

export type * from './effects/index.js';
export type * from './effects/checks.js';
export type * from './reviews/index.js';
export type { Distribution } from './effects/check-distribution.js';
export type { Book, LockDates } from './effects/lock-dates.js';
export type { Journal, LedgerAccount } from './effects/masters.js';
export type { BookedHours, EmployeeRecord, ProjectRecord } from './effects/people.js';
export type { PlanChecks } from './effects/plan-checks.js';
export type { MilestoneBilling, MilestoneRecord } from './effects/read-milestones.js';
export type { TaskRecord } from './effects/read-tasks.js';

/** The verbs behind the graph's queries: none of them changes anything. */
export interface ErpReads {
  /** The books of many jobs in a number of calls that does not grow with the jobs; same order as the refs. */
  books(refs: readonly ProjectRef[]): Promise<readonly BooksModel[]>;
  /** Job headers by the ERP's project id, in order; null for one it does not know. */
  headers(odooIds: readonly number[]): Promise<readonly (ProjectHeaderModel | null)[]>;
  /** Parties by the ERP's partner id, in order; null for one it does not know. */
  parties(odooIds: readonly number[]): Promise<readonly (PartyModel | null)[]>;
  /** Every cost code, job and party, for the crosswalk. */
  directory(): Promise<DirectoryModel>;
  /** What is kept of slow-moving records is read again: a write may have added to them. */
  outdate(): void;
  close(): Promise<void>;
}

export interface ErpConnector extends ErpReads {
  /** What can be changed, each change safe to repeat. */
  readonly effects: ErpEffects;
  /** What a write looks up first; reads only. */
  readonly checks: ErpChecks;
  /** What batch flows read about the books as a whole. */
  readonly reviews: ErpReviews;
}
