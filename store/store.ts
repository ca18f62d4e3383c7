/**
 * What the store offers, whatever database is behind it. Rooms above it import these types; only `store/` knows
 * SQL. Every method rejects with an Error that names the table and the next step; nothing is guessed.
 */
import type { AccrualRecord, RentalAccruals } from './accrual.js';
import type { Engine, EngineOptions } from './engine/engine.js';
import type { Baselines, FrozenBaseline } from './baselines/baseline.js';
import type { Acknowledgements } from './breakdowns/acknowledgement.js';
import type { Alerts } from './breakdowns/alert.js';
import type { Crosswalk } from './crosswalk/model.js';
import type { Appended, EventLog, NewEvent } from './events/event.js';
import type { FlowBook } from './flows/flow-book.js';
import type { AuditVerdict } from './journal/audit.js';
import type { Journal } from './journal/journal.js';
import type { Tracked } from './tracked.js';

export type * from './accrual.js';
export type * from './baselines/baseline.js';
export type * from './breakdowns/acknowledgement.js';
export type * from './breakdowns/alert.js';
export type * from './crosswalk/model.js';
export type * from './engine/engine.js';
export type * from './events/devices.js';
export type * from './events/event.js';
export type { Delivery, Inbox, NewDelivery } from './events/inbox.js';
export type * from './flows/flow-book.js';
export type * from './journal/journal.js';
export type { Tracked, TrackedMove, TrackedState } from './tracked.js';
export type { AuditFact, AuditVerdict } from './journal/audit.js';

/** A copy of an upstream's documents and meter series, kept fresh by a background sync. */
export interface MirrorDocument {
  readonly source: string;
  readonly kind: string;
  readonly key: string;
  readonly body: unknown;
  readonly asOf: Date;
}
export interface MeterPoint {
  /** The source's own key of the machine. */
  readonly machine: string;
  readonly meter: string;
  readonly at: Date;
  /** Decimal text. */
  readonly value: string;
}
export interface MirrorStatus {
  /** When the last complete sync began; null before the first. */
  readonly asOf: Date | null;
  /** Why the last sync failed; null when it succeeded. */
  readonly error: string | null;
}
export interface Mirror {
  /** Replaces every document of a source and kind in one transaction. */
  replace(
    source: string,
    kind: string,
    documents: readonly { key: string; body: unknown }[],
    asOf: Date,
  ): Promise<void>;
  /** Adds or replaces some documents. */
  upsert(
    source: string,
    kind: string,
    documents: readonly { key: string; body: unknown }[],
    asOf: Date,
  ): Promise<void>;
  documents(kind: string, keys?: readonly string[]): Promise<readonly MirrorDocument[]>;
  /** Adds points; a point of the same source, machine, meter and moment is replaced. */
  putPoints(source: string, points: readonly MeterPoint[]): Promise<void>;
  points(
    source: string,
    meter: string,
    machines: readonly string[],
    from: Date,
    to: Date,
  ): Promise<readonly MeterPoint[]>;
  status(source: string): Promise<MirrorStatus>;
  setStatus(source: string, status: MirrorStatus): Promise<void>;
  /** Free text a sync leaves for its next round (cursor, last moment). */
  watermark(source: string, name: string): Promise<string | null>;
  setWatermark(source: string, name: string, value: string): Promise<void>;
  /**
   * Changes documents and appends the events that tell of it, both or neither. One revision of a name at a time, over
   * all processes: nobody changes in between what `work` has read. It may run again when two writers collide, and must
   * not ask the rest of the store meanwhile: the embedded database has one connection.
   */
  revise<T>(name: string, work: (revision: MirrorRevision) => Promise<T>): Promise<T>;
}
/** The mirror within one transaction. */
export interface MirrorRevision extends Pick<Mirror, 'documents' | 'upsert' | 'watermark' | 'setWatermark'> {
  remove(source: string, kind: string, keys: readonly string[]): Promise<void>;
  append(events: readonly NewEvent[]): Promise<readonly Appended[]>;
}

/** What Plumbline itself owns about cost. Amounts are decimal text in company currency. */
export interface ChangeOrderRecord {
  readonly id: string;
  readonly projectId: string;
  readonly number: string;
  readonly title: string;
  readonly status: 'PENDING' | 'APPROVED' | 'REJECTED';
  /** YYYY-MM-DD; null until approved. */
  readonly approvedOn: string | null;
  readonly price: string;
  readonly lines: readonly { readonly costCode: string; readonly costType: string; readonly cost: string }[];
}
export interface EstimateToCompleteRecord {
  readonly projectId: string;
  readonly costCode: string;
  readonly costType: string;
  readonly amount: string;
}
export interface ControlsBook {
  readonly changeOrders: readonly ChangeOrderRecord[];
  readonly accruals: readonly AccrualRecord[];
  /** The ERP's ids of order lines that a person closed in Plumbline. */
  readonly closedOrderLines: readonly string[];
  readonly estimatesToComplete: readonly EstimateToCompleteRecord[];
  /** What was awarded here; null for a job whose award only the estimating system knows. */
  readonly baseline: FrozenBaseline | null;
}
/** What the books of all jobs of a company say about some order lines: several jobs may have a share of one. */
export interface OrderLineBook {
  /** Accruals that name a line, live and reversed, by the line's id. */
  readonly accruals: ReadonlyMap<string, readonly AccrualRecord[]>;
  /** The lines that a person closed. */
  readonly closed: ReadonlySet<string>;
}
export interface ControlsRecords extends RentalAccruals {
  /** Everything kept about some projects; one call whatever their number. */
  book(projectIds: readonly string[]): Promise<ReadonlyMap<string, ControlsBook>>;
  /** By company code; one call whatever the number of lines. A project the crosswalk does not know says nothing. */
  onOrderLines(orderLineIds: readonly string[]): Promise<ReadonlyMap<string, OrderLineBook>>;
  /** Writes a project's whole book but for its baseline and what writes made (used by the sandbox). */
  putBook(projectId: string, book: Omit<ControlsBook, 'baseline'>): Promise<void>;
}

export interface Store {
  readonly kind: 'pglite' | 'postgres';
  /** What survives: `process-crash` (PGlite, no fsync) or `power-loss` (Postgres). */
  readonly durability: 'process-crash' | 'power-loss';
  readonly crosswalk: Crosswalk;
  readonly mirror: Mirror;
  readonly controls: ControlsRecords;
  readonly baselines: Baselines;
  readonly breakdowns: Acknowledgements;
  readonly alerts: Alerts;
  readonly journal: Journal;
  readonly flows: FlowBook;
  readonly events: EventLog;
  readonly tracked: Tracked;
  /** Opens the durable engine on this database; one per process. */
  openEngine(options: EngineOptions): Promise<Engine>;
  /** Living processes whose engine is open on this database. */
  processes(): Promise<number>;
  /** Walks the audit trail. */
  verifyAudit(): Promise<AuditVerdict>;
  /** One round trip; rejects when the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
