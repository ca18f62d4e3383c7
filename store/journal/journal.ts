/**
 * The journal of cross-system writes. Every change of a write goes through `move`, which checks where it comes from
 * and appends to the audit trail in the same transaction: nothing happens to a write without a trace.
 */
import type { AuditFact } from './audit.js';

/**
 * RECEIVED → (PENDING_APPROVAL →) QUEUED → RUNNING ⇄ RETRYING → SUCCEEDED
 *                     │            │                  ├→ DEAD      refused, or out of attempts; nothing of the step landed
 *                     │            │                  └→ UNKNOWN   nobody can say whether the step landed: a person looks
 *                     └→ REJECTED  └→ CANCELLED                    DEAD and UNKNOWN → QUEUED by a replay
 */
export const WRITE_STATUSES = [
  'RECEIVED',
  'PENDING_APPROVAL',
  'QUEUED',
  'RUNNING',
  'RETRYING',
  'SUCCEEDED',
  'UNKNOWN',
  'DEAD',
  'REJECTED',
  'CANCELLED',
] as const;
export type WriteStatus = (typeof WRITE_STATUSES)[number];

export interface WriteFailure {
  readonly step: string;
  readonly code: string;
  readonly message: string;
}

export interface WriteRecord {
  readonly id: string;
  readonly kind: string;
  /** Company code. */
  readonly company: string;
  /** Project number. */
  readonly project: string | null;
  /** The record whose writes keep their order, for example `equipment/EX-204`. */
  readonly subject: string;
  readonly summary: string;
  /** Who asked. */
  readonly actor: string;
  /** The client's idempotency key. */
  readonly key: string;
  readonly input: unknown;
  readonly inputHash: string;
  /** What validation found out and the steps need. */
  readonly facts: unknown;
  readonly status: WriteStatus;
  /** 1, and one more with every replay. */
  readonly run: number;
  readonly failure: WriteFailure | null;
  readonly reverses: string | null;
  readonly receivedAt: Date;
  readonly updatedAt: Date;
}

export interface StepRecord {
  readonly position: number;
  readonly name: string;
  readonly system: string;
  readonly status: 'PENDING' | 'DONE' | 'FAILED' | 'UNKNOWN';
  readonly attempts: number;
  /** An earlier attempt may have landed: look it up before anything is sent. */
  readonly lookFirst: boolean;
  readonly notBefore: Date | null;
  readonly result: unknown;
}

export interface AttemptRecord {
  readonly position: number;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  /** OK, FOUND, CUT, or the kind of failure. */
  readonly outcome: string | null;
  /** What the upstream answered, in short. */
  readonly answer: string | null;
}

export interface ApprovalRecord {
  readonly writeId: string;
  readonly rule: string;
  readonly requestedAt: Date;
  readonly expiresAt: Date;
  readonly decision: 'APPROVED' | 'REJECTED' | 'EXPIRED' | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly reason: string | null;
}

export type NewWrite = Pick<
  WriteRecord,
  | 'id'
  | 'kind'
  | 'company'
  | 'project'
  | 'subject'
  | 'summary'
  | 'actor'
  | 'key'
  | 'input'
  | 'inputHash'
  | 'facts'
  | 'reverses'
> & { readonly steps: readonly Pick<StepRecord, 'name' | 'system'>[] };

export interface WritePage {
  /** Companies the reader may see. */
  readonly companies: '*' | readonly string[];
  readonly statuses?: readonly WriteStatus[];
  readonly kind?: string;
  readonly first: number;
  /** Newest first; the id of the last one seen. */
  readonly after?: string;
}

/** One kind of write: what waits now, and how those went that came to rest in the last 24 hours. */
export interface Flow {
  readonly kind: string;
  readonly backlog: number;
  /** When the oldest of the backlog was received. */
  readonly oldestReceivedAt: Date | null;
  readonly succeeded: number;
  /** DEAD or UNKNOWN. */
  readonly failed: number;
  /** From received to rest, time for approval included; null when none came to rest. */
  readonly p50Seconds: number | null;
  readonly p95Seconds: number | null;
}

/** A write that nobody decided about in time. */
export interface ExpiredApproval {
  readonly write: WriteRecord;
  readonly expiredAt: Date;
}

export interface Journal {
  /** Keeps a new write, or gives the one the actor's key names already. */
  receive(write: NewWrite): Promise<{ write: WriteRecord; created: boolean }>;
  write(id: string): Promise<WriteRecord | null>;
  byKey(actor: string, key: string): Promise<WriteRecord | null>;
  page(query: WritePage): Promise<{ writes: readonly WriteRecord[]; hasNext: boolean }>;
  steps(id: string): Promise<readonly StepRecord[]>;
  attempts(id: string): Promise<readonly AttemptRecord[]>;
  /**
   * QUEUED → RUNNING when its turn has come. `facts.checkedAt` (ISO 8601) says when its input was last checked; the
   * moment it was received where that is missing.
   */
  begin(id: string, audit: AuditFact): Promise<Begun>;
  /** What a check found out before anything was sent; false when the write is not QUEUED, or something was sent. */
  refresh(id: string, refreshed: Refreshed): Promise<boolean>;
  /** Moves a write when it is in one of `from`; false when it is not. */
  move(id: string, from: readonly WriteStatus[], change: WriteChange): Promise<boolean>;
  /** Durable before the call is sent. */
  startAttempt(id: string, position: number): Promise<void>;
  endAttempt(id: string, position: number, end: AttemptEnd): Promise<void>;
  /** An attempt that was started and never ended: its process died in it. */
  openAttempt(id: string, position: number): Promise<AttemptRecord | null>;
  askApproval(id: string, rule: string, expiresAt: Date, audit: AuditFact): Promise<void>;
  approval(id: string): Promise<ApprovalRecord | null>;
  /** Decides about a write and moves it on, both or neither; false when it waits for no decision any more. */
  decide(id: string, decided: Decided): Promise<boolean>;
  /** The write that takes this one back, unless it came to nothing. */
  reversalOf(id: string): Promise<WriteRecord | null>;
  /** Writes that are not at rest: what a crash left is started again. */
  unstarted(): Promise<readonly WriteRecord[]>;
  /** Writes that nothing happened to since `before` although they were to start; oldest first. */
  forgotten(before: Date, first: number): Promise<readonly WriteRecord[]>;
  /** Open questions whose time is over; oldest first. */
  overdue(first: number): Promise<readonly ExpiredApproval[]>;
  /** Kinds with anything to tell, by name. @param companies those the reader may see */
  flows(companies: WritePage['companies']): Promise<readonly Flow[]>;
  /** Questions whose time ran out: those still open, and those closed in the last 7 days. Newest first. */
  expired(companies: WritePage['companies'], first: number): Promise<readonly ExpiredApproval[]>;
  audit(id: string): Promise<readonly AuditFact[]>;
}

/**
 * BEGUN: it runs. WAIT: another write to the same record runs, or an older one is to run first. CHECK: one came to
 * rest since this one was checked, and nothing of this one was sent. GONE: it is not QUEUED any more.
 */
export type Begun = 'BEGUN' | 'WAIT' | 'CHECK' | 'GONE';

export type Refreshed = Pick<NewWrite, 'facts' | 'steps'> & { readonly audit: AuditFact };

/** @property agreed what the check of today found out, and today's steps; null unless APPROVED */
export interface Decided {
  readonly decision: 'APPROVED' | 'REJECTED' | 'EXPIRED';
  readonly by: string;
  readonly reason: string | null;
  readonly agreed: { readonly facts: unknown; readonly steps: NewWrite['steps'] } | null;
}

export interface WriteChange {
  readonly to: WriteStatus;
  readonly audit: AuditFact;
  readonly failure?: WriteFailure | null;
  /** A replay: one run more, failed and unknown steps pending again. */
  readonly again?: { readonly input: unknown; readonly inputHash: string; readonly facts: unknown };
}

export interface AttemptEnd {
  readonly outcome: string;
  readonly answer: string | null;
  readonly step: Pick<StepRecord, 'status' | 'lookFirst' | 'notBefore' | 'result'>;
  readonly audit: AuditFact;
}
