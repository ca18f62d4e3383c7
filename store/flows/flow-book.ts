/**
 * Batch flows: what is due at a moment of their schedule, the runs that stand for those moments, and the exceptions
 * they found. A run is kept before it starts, under an id that names flow and occurrence, so it is made once over all
 * processes.
 */
export type FlowRunStatus =
  | 'WAITING' // kept; starts, or tries again, when the engine comes to it
  | 'RUNNING'
  | 'SUCCEEDED'
  | 'FAILED'; // out of attempts; the next occurrence covers its days again

export interface FlowRunRecord {
  readonly id: string;
  readonly flow: string;
  /** The moment of the schedule it stands for, or when a person asked. */
  readonly occurrence: Date;
  /** Actor id; null for the schedule. */
  readonly askedBy: string | null;
  /** The person's idempotency key; null for the schedule. */
  readonly key: string | null;
  /** YYYY-MM-DD, both included. */
  readonly firstDay: string;
  readonly lastDay: string;
  readonly status: FlowRunStatus;
  readonly attempts: number;
  readonly notBefore: Date | null;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  /** What it did, by name. */
  readonly counts: Readonly<Record<string, number>> | null;
  readonly error: string | null;
}
export type NewFlowRun = Pick<
  FlowRunRecord,
  'id' | 'flow' | 'occurrence' | 'askedBy' | 'key' | 'firstDay' | 'lastDay'
>;

/** A record of a system that stands behind an exception. */
export interface ExceptionRecord {
  readonly system: string;
  /** For example `account.move`. */
  readonly kind: string;
  readonly id: string;
  /** What people call it there. */
  readonly label: string | null;
}

export interface FoundException {
  /** Names the thing that is wrong, unique in its flow; the same key found again is the same exception. */
  readonly key: string;
  readonly kind: string;
  /** Why, as a word a machine can tell apart, for example `LOCKED_PERIOD`. */
  readonly reason: string;
  /** Company code; null when it belongs to none. */
  readonly company: string | null;
  /** Project number. */
  readonly project: string | null;
  /** The accounting day it is about, if it is about one. */
  readonly day: string | null;
  /** Names the thing, the values and the next step. */
  readonly message: string;
  readonly records: readonly ExceptionRecord[];
  /** Decimal text: what it should be, and what it is. */
  readonly expected: string | null;
  readonly found: string | null;
  readonly currency: string | null;
}
export interface FlowException extends FoundException {
  readonly flow: string;
  readonly firstSeen: Date;
  readonly lastSeen: Date;
}

/** What a run looked at: exceptions within it that it did not find again are resolved. */
export interface Coverage {
  /** Company codes; `'*'` also covers exceptions of no company. */
  readonly companies: '*' | readonly string[];
  readonly firstDay: string;
  readonly lastDay: string;
}

/** How one flow goes: what waits now, and how its runs of the last 30 days went. */
export interface FlowState {
  readonly flow: string;
  readonly waiting: number;
  readonly oldestOccurrence: Date | null;
  readonly succeeded: number;
  readonly failed: number;
  /** From the occurrence to the end. */
  readonly p50Seconds: number | null;
  readonly p95Seconds: number | null;
  readonly last: FlowRunRecord | null;
}

export interface FlowBook {
  /** Makes flows known; an occurrence before a flow was known is never made up. @returns since when, by name */
  register(names: readonly string[]): Promise<ReadonlyMap<string, Date>>;
  /** The last occurrence of each flow that a run stands for. */
  lastOccurrences(): Promise<ReadonlyMap<string, Date>>;
  /** False when it was kept before, under its id or its key. */
  keep(run: NewFlowRun): Promise<boolean>;
  run(id: string): Promise<FlowRunRecord | null>;
  runByKey(askedBy: string, key: string): Promise<FlowRunRecord | null>;
  /** Not at rest, oldest occurrence first. */
  openRuns(): Promise<readonly FlowRunRecord[]>;
  /** Newest first. */
  runs(flow: string, first: number): Promise<readonly FlowRunRecord[]>;
  /** One attempt begins; false when the run is at rest. */
  begin(id: string): Promise<boolean>;
  /** It succeeded: keeps what it found and resolves what it did not find again, in one transaction. */
  succeed(
    run: FlowRunRecord,
    counts: Readonly<Record<string, number>>,
    found: readonly FoundException[],
    coverage: Coverage,
  ): Promise<void>;
  /** It failed: tried again at `again`, or given up. */
  fail(run: FlowRunRecord, error: string, again: Date | null): Promise<void>;
  /** Open ones, oldest first. @param companies those the reader may see; those of no company need `'*'` */
  exceptions(companies: '*' | readonly string[], first: number): Promise<readonly FlowException[]>;
  states(): Promise<ReadonlyMap<string, FlowState>>;
}
