/**
 * What the store offers, whatever database is behind it. Rooms above it import these types; only `store/` knows
 * SQL. Every method rejects with an Error that names the table and the next step; nothing is guessed.
 */
import type { AccrualRecord, RentalAccruals } from './accrual.js';
import type { Engine, EngineOptions } from './engine/engine.js';
import type { AuditVerdict } from './journal/audit.js';
import type { Journal } from './journal/journal.js';

export type * from './accrual.js';
export type * from './engine/engine.js';
export type * from './journal/journal.js';
export type { AuditFact, AuditVerdict } from './journal/audit.js';

/** What kind of thing a canonical record is. */
export type CrosswalkKind = 'PROJECT' | 'COST_CODE' | 'EQUIPMENT' | 'PARTY';
export type MatchRule =
  | 'SYSTEM_OF_RECORD' // the record comes from the system that owns its kind
  | 'PIN'
  | 'SERIAL_NUMBER'
  | 'EQUIPMENT_ID'
  | 'EXACT' // number or name is written the same
  | 'NORMALISED' // the same after dropping case, punctuation, spaces and leading zeros
  | 'CONFIGURED'; // mapped in plumbline.yaml for the company

/** The record as Plumbline knows it. */
export interface CanonicalRecord {
  readonly id: string;
  readonly kind: CrosswalkKind;
  /** Company code. */
  readonly company: string;
  readonly number: string;
  readonly name: string | null;
}

/** A record as one system knows it; input of the crosswalk. */
export interface ExternalRecord {
  readonly externalId: string;
  /** What that system calls it; matched against number and name. */
  readonly label: string;
  /** Company code, or null when the system does not say (then it must be unambiguous over all companies). */
  readonly company: string | null;
  /** System of record only: the number people use; defaults to the label. */
  readonly number?: string;
  readonly name?: string | null;
  readonly url?: string;
  /** Further identifiers used by rules or kept for connectors: pin, serialNumber, accountId, … */
  readonly attributes?: Readonly<Record<string, string>>;
}

export interface CrosswalkEntry {
  readonly id: string;
  readonly kind: CrosswalkKind;
  readonly system: string;
  readonly externalId: string;
  readonly label: string;
  readonly company: string | null;
  readonly canonicalId: string | null;
  readonly canonicalNumber: string | null;
  readonly matchedBy: 'RULE' | 'MANUAL' | 'WRITE' | null;
  readonly rule: string | null;
  readonly matchedAt: Date | null;
  readonly problem: string | null;
  readonly url: string | null;
  readonly attributes: Readonly<Record<string, string>>;
}

/** A person's word about one entry. */
export interface ManualMatch {
  readonly entryId: string;
  /** Null takes the match away. */
  readonly canonicalId: string | null;
  /** Actor id. */
  readonly by: string;
  /** Kept in the audit trail. */
  readonly reason: string;
  /** Why it has no match now; null when it has one. */
  readonly problem: string | null;
}

/** Configured mappings: system → kind → external id or spelling → canonical number; one map per company code. */
export type ConfiguredMatches = Readonly<
  Record<string, Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>>
>;

export interface CrosswalkPage {
  readonly kind?: CrosswalkKind;
  readonly system?: string;
  readonly unmatchedOnly?: boolean;
  /** Companies the actor may see; entries without a company are shown to actors with all companies. */
  readonly companies: readonly string[] | '*';
  readonly first: number;
  /** Entry id of the last row seen. */
  readonly after?: string;
}

export interface Crosswalk {
  /** Replaces the canonical records of a kind as its system of record lists them now (no deletes: gone ones are kept). */
  publish(kind: CrosswalkKind, system: string, records: readonly ExternalRecord[]): Promise<void>;
  /** Matches another system's records by the rules; MANUAL matches are kept. Returns one line per unmatched record. */
  match(kind: CrosswalkKind, system: string, records: readonly ExternalRecord[]): Promise<readonly string[]>;
  /**
   * Matches an entry by hand, or takes its match away; no sync changes it afterwards. Null when there is no such entry
   * or its system owns the record.
   */
  assign(match: ManualMatch): Promise<CrosswalkEntry | null>;
  /** Canonical records by id; unknown ids are absent. */
  byIds(kind: CrosswalkKind, ids: readonly string[]): Promise<ReadonlyMap<string, CanonicalRecord>>;
  /** Every canonical record of a kind, by company and number. */
  list(kind: CrosswalkKind): Promise<readonly CanonicalRecord[]>;
  /** One system's entries (all systems when null) of canonical records, by canonical id. */
  entriesOf(
    kind: CrosswalkKind,
    system: string | null,
    canonicalIds: readonly string[],
  ): Promise<ReadonlyMap<string, readonly CrosswalkEntry[]>>;
  /** Every entry of one system, matched or not. */
  entries(kind: CrosswalkKind, system: string): Promise<readonly CrosswalkEntry[]>;
  page(query: CrosswalkPage): Promise<{
    readonly entries: readonly CrosswalkEntry[];
    readonly total: number;
    readonly hasNext: boolean;
  }>;
}

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
  /** Writes a project's whole book but for what writes made (used by the sandbox). */
  putBook(projectId: string, book: ControlsBook): Promise<void>;
}

export interface Store {
  readonly kind: 'pglite' | 'postgres';
  /** What survives: `process-crash` (PGlite, no fsync) or `power-loss` (Postgres). */
  readonly durability: 'process-crash' | 'power-loss';
  readonly crosswalk: Crosswalk;
  readonly mirror: Mirror;
  readonly controls: ControlsRecords;
  readonly journal: Journal;
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
