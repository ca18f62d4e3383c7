/**
 * The crosswalk in memory, because every query needs it. One snapshot per kind, renewed when its version moved.
 * This process's own writes are seen at once; another process's writes within `maxAgeMs` (one small look-up).
 */
import { sql } from 'kysely';
import { rowsOf, type Database } from '../database.js';
import type { CanonicalRecord, CrosswalkEntry, CrosswalkKind } from '../store.js';
import { ENTRIES, entryColumns, RECORDS, toEntry, VERSIONS, type EntryRow } from './rows.js';

export interface Snapshot {
  readonly version: string;
  readonly records: readonly CanonicalRecord[];
  readonly recordById: ReadonlyMap<string, CanonicalRecord>;
  readonly entriesBySystem: ReadonlyMap<string, readonly CrosswalkEntry[]>;
  readonly entriesByRecord: ReadonlyMap<string, readonly CrosswalkEntry[]>;
}

export interface Snapshots {
  of(kind: CrosswalkKind): Promise<Snapshot>;
  /** Call after a write of this process. */
  expire(kind: CrosswalkKind): void;
}

interface Slot {
  snapshot?: Snapshot;
  checkedAt: number;
  loading?: Promise<Snapshot>;
}

export function createSnapshots(database: Database, maxAgeMs: number, now: () => number): Snapshots {
  const slots = new Map<CrosswalkKind, Slot>();
  const lifeMs = database.alone ? Infinity : maxAgeMs;

  async function renew(kind: CrosswalkKind, slot: Slot): Promise<Snapshot> {
    const startedAt = now();
    const version = await versionOf(database, kind);
    const known = slot.snapshot?.version === version ? slot.snapshot : undefined;
    const snapshot = known ?? (await load(database, kind, version));
    slot.snapshot = snapshot;
    slot.checkedAt = startedAt;
    return snapshot;
  }

  return {
    async of(kind) {
      const slot = slots.get(kind) ?? { checkedAt: -Infinity };
      slots.set(kind, slot);
      if (slot.snapshot && now() - slot.checkedAt <= lifeMs) return slot.snapshot;
      slot.loading ??= renew(kind, slot).finally(() => delete slot.loading);
      return slot.loading;
    },
    // A new slot: a load that began before the write may not answer readers that come after it.
    expire: (kind) => void slots.delete(kind),
  };
}

async function versionOf({ db }: Database, kind: CrosswalkKind): Promise<string> {
  const rows = await rowsOf(
    db,
    VERSIONS,
    sql<{ version: string }>`
      select version::text as version from plumbline.crosswalk_version where kind = ${kind}`,
  );
  return rows[0]?.version ?? '0';
}

/** Read after the version: a write in between makes the snapshot newer than its version, never older. */
async function load({ db }: Database, kind: CrosswalkKind, version: string): Promise<Snapshot> {
  const records = await rowsOf(
    db,
    RECORDS,
    sql<CanonicalRecord>`select id, kind, company, number, name from plumbline.canonical_record
      where kind = ${kind} order by company collate "C", number collate "C"`,
  );
  const rows = await rowsOf(
    db,
    ENTRIES,
    sql<EntryRow>`select ${entryColumns} from plumbline.crosswalk_entry e
      left join plumbline.canonical_record r on r.id = e.canonical_id where e.kind = ${kind} order by e.id`,
  );
  const entries = rows.map(toEntry);
  return {
    version,
    records,
    recordById: new Map(records.map((record) => [record.id, record])),
    entriesBySystem: groupBy(entries, (entry) => entry.system),
    entriesByRecord: groupBy(
      entries.filter((entry) => entry.canonicalId !== null),
      (entry) => entry.canonicalId ?? '',
    ),
  };
}

function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}
