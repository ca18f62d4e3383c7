/** Which record of each system is which record of the firm. Reads come from memory, writes go to the database. */
import { inTransaction, type Database, type Sql } from '../database.js';
import type {
  CanonicalRecord,
  ConfiguredMatches,
  Crosswalk,
  CrosswalkEntry,
  CrosswalkKind,
  ExternalRecord,
  ManualMatch,
} from '../store.js';
import { entryId } from './ids.js';
import { kindsOf, linkRecords, unlinkRecords } from './link.js';
import { putManual } from './manual.js';
import { readPage } from './page.js';
import { toPublished } from './publish.js';
import { createMatcher } from './rules.js';
import { bumpVersion, ENTRIES, putEntries, putRecords, type EntryInput } from './rows.js';
import { createSnapshots, type Snapshot, type Snapshots } from './snapshot.js';

/** How long this process may not notice what another process wrote to the same Postgres. */
const MAX_AGE_MS = 5_000;

export function createCrosswalk(
  database: Database,
  configured: ConfiguredMatches,
  now: () => number,
): Crosswalk {
  const snapshots = createSnapshots(database, MAX_AGE_MS, now);

  async function write(kind: CrosswalkKind, put: (db: Sql, at: Date) => Promise<number>): Promise<void> {
    const changed = await inTransaction(database, ENTRIES, async (db) => {
      const rows = await put(db, new Date(now()));
      if (rows > 0) await bumpVersion(db, kind);
      return rows;
    });
    if (changed > 0) snapshots.expire(kind);
  }

  return {
    async publish(kind, system, records) {
      const { canonical, entries } = toPublished(kind, system, records);
      await write(
        kind,
        async (db, at) => (await putRecords(db, canonical)) + (await putEntries(db, entries, at)),
      );
    },
    async match(kind, system, records) {
      const snapshot = await snapshots.of(kind);
      const entries = toMatched(kind, system, records, snapshot, configured);
      await write(kind, (db, at) => putEntries(db, entries, at));
      const held = new Set(
        (snapshot.entriesBySystem.get(system) ?? []).filter(isHeld).map((entry) => entry.id),
      );
      return entries.flatMap((entry) =>
        entry.problem === null || held.has(entry.id) ? [] : [entry.problem],
      );
    },
    assign: (match) => assign(database, snapshots, match, new Date(now())),
    ...createLinks(database, snapshots, now),
    page: (query) => readPage(database.db, query),
    ...createReads(snapshots),
  };
}

function createLinks(
  database: Database,
  snapshots: Snapshots,
  now: () => number,
): Pick<Crosswalk, 'link' | 'unlink'> {
  const moment = (): string => new Date(now()).toISOString();
  const expire = (links: Parameters<Crosswalk['link']>[0]): void =>
    kindsOf(links).forEach((kind) => snapshots.expire(kind));
  return {
    async link(links, origin) {
      const outcome = await linkRecords(database, links, origin, moment());
      expire(links);
      return outcome;
    },
    async unlink(links, origin) {
      await unlinkRecords(database, links, origin, moment());
      expire(links);
    },
  };
}

function createReads(snapshots: Snapshots): Pick<Crosswalk, 'byIds' | 'list' | 'entriesOf' | 'entries'> {
  return {
    async byIds(kind, ids) {
      const { recordById } = await snapshots.of(kind);
      const found = new Map<string, CanonicalRecord>();
      for (const id of ids) {
        const record = recordById.get(id);
        if (record) found.set(id, record);
      }
      return found;
    },
    list: async (kind) => (await snapshots.of(kind)).records,
    async entriesOf(kind, system, canonicalIds) {
      const { entriesByRecord } = await snapshots.of(kind);
      const found = new Map<string, readonly CrosswalkEntry[]>();
      for (const id of canonicalIds) {
        const entries = entriesByRecord
          .get(id)
          ?.filter((entry) => system === null || entry.system === system);
        if (entries && entries.length > 0) found.set(id, entries);
      }
      return found;
    },
    entries: async (kind, system) => (await snapshots.of(kind)).entriesBySystem.get(system) ?? [],
  };
}

async function assign(
  database: Database,
  snapshots: Snapshots,
  match: ManualMatch,
  at: Date,
): Promise<CrosswalkEntry | null> {
  const entry = await inTransaction(database, ENTRIES, (db) => putManual(db, match, at));
  if (entry) snapshots.expire(entry.kind);
  return entry;
}

/** Matched by a person or a write: rules do not touch it. */
function isHeld(entry: CrosswalkEntry): boolean {
  return entry.matchedBy === 'MANUAL' || entry.matchedBy === 'WRITE';
}

function toMatched(
  kind: CrosswalkKind,
  system: string,
  records: readonly ExternalRecord[],
  snapshot: Snapshot,
  configured: ConfiguredMatches,
): EntryInput[] {
  const candidates = snapshot.records.map((record) => ({
    record,
    attributes: (snapshot.entriesByRecord.get(record.id) ?? [])
      .filter((entry) => entry.rule === 'SYSTEM_OF_RECORD')
      .map((entry) => entry.attributes),
  }));
  const matcher = createMatcher(kind, system, candidates, configured);
  return records.map((record) => {
    const match = matcher(record);
    return {
      id: entryId(kind, system, record.externalId, record.company),
      kind,
      system,
      external_id: record.externalId,
      label: record.label,
      company: record.company,
      canonical_id: match.found ? match.record.id : null,
      matched_by: match.found ? 'RULE' : null,
      rule: match.found ? match.rule : null,
      problem: match.found ? null : match.problem,
      url: record.url ?? null,
      attributes: { ...record.attributes },
    };
  });
}
