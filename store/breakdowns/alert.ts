/** Breakdowns that are open and that nobody has acknowledged, and how far they were escalated. */
import type { EventSeverity } from '../events/event.js';

export interface OpenAlert {
  /** Names the breakdown, whatever its source calls it. */
  readonly key: string;
  /** Id of the breakdown in the graph; null when it is too long for an event. */
  readonly breakdown: string | null;
  /** Company code. */
  readonly company: string;
  /** Canonical ids. */
  readonly project: string | null;
  readonly equipment: string | null;
  readonly severity: EventSeverity | null;
  /** Id of the event that opened it: raised again after it was cleared, it is another alert. */
  readonly openedBy: string;
  /** When it was first told here to be at least that severe; by our clock, since sources are late. */
  readonly since: Readonly<Partial<Record<EventSeverity, Date>>>;
  /** Levels that were escalated. */
  readonly levels: readonly number[];
}

export interface Escalation {
  /** 1 and up. */
  readonly level: number;
  /** Whom it is for: `role:admin`, or a person's id. */
  readonly to: readonly string[];
  readonly at: Date;
}

export interface Alerts {
  /**
   * Reads the event log up to its end, from where any process stopped. Answers at once when another process is at it.
   * What was read and what is open are committed together.
   */
  catchUp(): Promise<void>;
  /** Those that are neither cleared nor acknowledged. */
  open(): Promise<readonly OpenAlert[]>;
  /**
   * Appends BREAKDOWN_ESCALATED and notes the level in one transaction, once per alert and level, whoever asks.
   * @returns false when it was escalated to that level, cleared or acknowledged meanwhile
   */
  escalate(alert: OpenAlert, escalation: Escalation): Promise<boolean>;
}
