/** A match made, or taken away, by a person. It stays whatever the rules would say, and leaves an audit entry. */
import { sql } from 'kysely';
import { change, rowsOf, type Sql } from '../database.js';
import { appendAudit } from '../journal/audit.js';
import type { CrosswalkEntry, ManualMatch } from '../store.js';
import { bumpVersion, ENTRIES, entryColumns, toEntry, type EntryRow } from './rows.js';

/** Null when there is no such entry, or its system owns the record: then it is what it says it is. */
export async function putManual(db: Sql, match: ManualMatch, at: Date): Promise<CrosswalkEntry | null> {
  const { entryId, canonicalId, by, reason, problem } = match;
  const before = await readEntry(db, entryId, true);
  if (!before || before.rule === 'SYSTEM_OF_RECORD') return null;
  await change(
    db,
    ENTRIES,
    sql`update plumbline.crosswalk_entry set canonical_id = ${canonicalId}, matched_by = 'MANUAL', rule = ${by},
      matched_at = ${at.toISOString()}::timestamptz, problem = ${problem} where id = ${entryId}`,
  );
  await bumpVersion(db, before.kind);
  const after = await readEntry(db, entryId, false);
  await appendAudit(db, entryId, {
    at: at.toISOString(),
    actor: by,
    event: canonicalId === null ? 'UNMATCHED' : 'MATCHED',
    before: shownEntry(before),
    after: { ...shownEntry(after), reason },
  });
  return after;
}

export async function readEntry(db: Sql, id: string, forChange: boolean): Promise<CrosswalkEntry | null> {
  const [row] = await rowsOf(
    db,
    ENTRIES,
    sql<EntryRow>`select ${entryColumns} from plumbline.crosswalk_entry e
      left join plumbline.canonical_record r on r.id = e.canonical_id
      where e.id = ${id} ${forChange ? sql`for update of e` : sql``}`,
  );
  return row ? toEntry(row) : null;
}

export function shownEntry(entry: CrosswalkEntry | null): Record<string, unknown> {
  if (!entry) return {};
  const { kind, system, externalId, company, canonicalId, canonicalNumber, matchedBy, rule } = entry;
  return { kind, system, externalId, company, canonicalId, canonicalNumber, matchedBy, rule };
}
