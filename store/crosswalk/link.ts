/**
 * Records that a write made, or that it names as the job's: known at once and matched by WRITE, whatever the rules
 * would say. What a system of record will list by itself is published as it will list it.
 */
import { sql } from 'kysely';
import { change, inTransaction, type Database, type Sql } from '../database.js';
import { appendAudit } from '../journal/audit.js';
import type { CanonicalRecord, CrosswalkEntry, CrosswalkKind, LinkOutcome, RecordLink } from '../store.js';
import { canonicalId, entryId } from './ids.js';
import { readEntry, shownEntry } from './manual.js';
import { bumpVersion, ENTRIES, putRecords } from './rows.js';

/** Who links, and the write it is for. */
export interface LinkOrigin {
  readonly by: string;
  readonly write: string;
}

const idOf = ({ kind, system, externalId, company }: RecordLink): string =>
  entryId(kind, system, externalId, company);

/** All or none: an entry that is another record's already stops the rest. Safe to repeat. */
export function linkRecords(
  database: Database,
  links: readonly RecordLink[],
  origin: LinkOrigin,
  at: string,
): Promise<LinkOutcome> {
  return inTransaction(database, ENTRIES, async (tx) => {
    for (const link of links) {
      const known = await readEntry(tx, idOf(link), true);
      if (known?.canonicalId != null && known.canonicalId !== recordOf(link).id)
        return { linked: false, entry: known };
    }
    const entries: (CrosswalkEntry | null)[] = [];
    for (const link of links) entries.push(await putLink(tx, link, origin, at));
    for (const kind of kindsOf(links)) await bumpVersion(tx, kind);
    return { linked: true, entries: entries.flatMap((entry) => entry ?? []) };
  });
}

/** What the system of record lists stays; the others are left to the rules again. */
export function unlinkRecords(
  database: Database,
  links: readonly RecordLink[],
  { by, write }: LinkOrigin,
  at: string,
): Promise<void> {
  return inTransaction(database, ENTRIES, async (tx) => {
    for (const link of links.filter(({ ofRecord }) => !ofRecord)) {
      const id = idOf(link);
      const problem = `${link.system} ${link.kind} "${link.label}": the match was taken back with write ${write}`;
      const freed = await change(
        tx,
        ENTRIES,
        sql`update plumbline.crosswalk_entry set canonical_id = null, matched_by = null, rule = null,
          matched_at = null, problem = ${problem}
          where id = ${id} and matched_by = 'WRITE' and canonical_id = ${recordOf(link).id}`,
      );
      if (freed > 0) await appendAudit(tx, id, { at, actor: by, event: 'UNMATCHED', after: { write } });
    }
    for (const kind of kindsOf(links)) await bumpVersion(tx, kind);
  });
}

export const kindsOf = (links: readonly RecordLink[]): readonly CrosswalkKind[] =>
  [...new Set(links.map(({ kind }) => kind))].sort();

function recordOf({ kind, of }: RecordLink): CanonicalRecord {
  const { company, number, name } = of;
  return { id: canonicalId(kind, company, number), kind, company, number, name };
}

async function putLink(
  tx: Sql,
  link: RecordLink,
  { by, write }: LinkOrigin,
  at: string,
): Promise<CrosswalkEntry | null> {
  const record = recordOf(link);
  const [id, before] = [idOf(link), await readEntry(tx, idOf(link), true)];
  if (link.ofRecord) await putRecords(tx, [record]);
  const rule = link.ofRecord ? 'SYSTEM_OF_RECORD' : write;
  const attributes = JSON.stringify(link.attributes ?? {});
  await change(
    tx,
    ENTRIES,
    sql`insert into plumbline.crosswalk_entry as e (id, kind, system, external_id, label, company, canonical_id,
        matched_by, rule, matched_at, problem, url, attributes)
      values (${id}, ${link.kind}, ${link.system}, ${link.externalId}, ${link.label}, ${link.company}, ${record.id},
        'WRITE', ${rule}, ${at}::timestamptz, null, ${link.url ?? null}, ${attributes}::text::jsonb)
      on conflict (id) do update set canonical_id = excluded.canonical_id, matched_by = 'WRITE',
        rule = excluded.rule, problem = null, attributes = e.attributes || excluded.attributes,
        matched_at = case when e.matched_by = 'WRITE' and e.canonical_id = excluded.canonical_id
          then e.matched_at else excluded.matched_at end`,
  );
  const after = await readEntry(tx, id, false);
  const same = before?.matchedBy === 'WRITE' && before.canonicalId === record.id;
  if (!same)
    await appendAudit(tx, id, { at, actor: by, event: 'MATCHED', after: { ...shownEntry(after), write } });
  return after;
}
