/** What the crosswalk keeps: the firm's own records, and each system's id or spelling of them. */

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

/** A record that a write made or names, and whose it is. */
export interface RecordLink {
  readonly kind: CrosswalkKind;
  readonly system: string;
  readonly externalId: string;
  readonly label: string;
  /** As its system lists it; null where that names none. */
  readonly company: string | null;
  readonly url?: string;
  /** Added to what is known of it. */
  readonly attributes?: Readonly<Record<string, string>>;
  readonly of: { readonly company: string; readonly number: string; readonly name: string | null };
  /** The system is the one of record: the canonical record is made with it. */
  readonly ofRecord: boolean;
}
export type LinkOutcome =
  | { readonly linked: true; readonly entries: readonly CrosswalkEntry[] }
  /** Nothing was linked: this entry is another record's. */
  | { readonly linked: false; readonly entry: CrosswalkEntry };

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
  /** Matches records by a write, all or none; safe to repeat. @param origin actor and write */
  link(links: readonly RecordLink[], origin: { by: string; write: string }): Promise<LinkOutcome>;
  /** Leaves what a write matched to the rules again; what the system of record lists stays. */
  unlink(links: readonly RecordLink[], origin: { by: string; write: string }): Promise<void>;
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
