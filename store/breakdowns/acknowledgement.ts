/** Who has seen a breakdown. The first acknowledgement stays; a later one changes nothing. */
import type { EventSeverity } from '../events/event.js';

export interface Acknowledgement {
  /** Id of the breakdown in the graph, for example `maintenance:1204`. */
  readonly breakdown: string;
  /** Actor id. */
  readonly by: string;
  readonly at: Date;
  readonly note: string | null;
  /** Key of the write's step that recorded it. */
  readonly madeBy: string;
}

/** What the event tells besides. */
export interface AcknowledgedBreakdown {
  /** Company code. */
  readonly company: string;
  /** Canonical ids. */
  readonly project: string | null;
  readonly equipment: string;
  readonly severity: EventSeverity | null;
}

export interface Acknowledgements {
  /**
   * Records it and appends BREAKDOWN_ACKNOWLEDGED in one transaction, once per breakdown, whoever asks and however
   * often.
   * @returns the acknowledgement that stands: this one, or the one before it
   */
  acknowledge(given: Omit<Acknowledgement, 'at'>, of: AcknowledgedBreakdown): Promise<Acknowledgement>;
  /** By breakdown; one call whatever their number. Those nobody has acknowledged are absent. */
  acknowledgements(breakdowns: readonly string[]): Promise<ReadonlyMap<string, Acknowledgement>>;
}
