/**
 * The audit trail: append-only, each entry hashed with the one before it, so that a changed, removed or inserted row
 * breaks the chain from there on.
 */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { change, rowsOf, type Sql } from '../database.js';

export interface AuditFact {
  readonly at: string;
  readonly actor: string;
  /** For example RECEIVED, VALIDATED, APPROVED, ATTEMPT, SUCCEEDED, OVERRIDDEN. */
  readonly event: string;
  readonly step?: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

const TABLE = 'plumbline.audit_entry';

/** Appends within the caller's transaction; appends of different transactions wait for each other. */
export async function appendAudit(db: Sql, writeId: string, fact: AuditFact): Promise<void> {
  const [head] = await rowsOf(
    db,
    TABLE,
    sql<{ seq: string; hash: string }>`select seq::text, hash from plumbline.audit_head for update`,
  );
  const previous = head?.hash ?? '';
  const seq = BigInt(head?.seq ?? '0') + 1n;
  const body = JSON.stringify(fact);
  const hash = hashOf(seq, writeId, body, previous);
  await change(
    db,
    TABLE,
    sql`insert into plumbline.audit_entry (seq, write_id, body, previous, hash)
      values (${seq.toString()}::bigint, ${writeId}, ${body}, ${previous}, ${hash})`,
  );
  await change(
    db,
    TABLE,
    sql`update plumbline.audit_head set seq = ${seq.toString()}::bigint, hash = ${hash}`,
  );
}

export async function readAudit(db: Sql, writeId: string): Promise<AuditFact[]> {
  const rows = await rowsOf(
    db,
    TABLE,
    sql<{ body: string }>`select body from plumbline.audit_entry where write_id = ${writeId} order by seq`,
  );
  return rows.map(({ body }) => JSON.parse(body) as AuditFact);
}

function hashOf(seq: bigint, writeId: string, body: string, previous: string): string {
  return createHash('sha256').update([seq.toString(), writeId, body, previous].join('\n')).digest('hex');
}

export interface AuditVerdict {
  readonly entries: number;
  /** The first entry that does not fit, with why; null when the chain is whole. */
  readonly broken: { readonly seq: string; readonly reason: string } | null;
}

const PAGE = 10_000;

/** Walks the whole chain. */
export async function verifyAudit(db: Sql): Promise<AuditVerdict> {
  let previous = '';
  let expected = 1n;
  for (;;) {
    const rows = await readPage(db, expected);
    for (const { seq, write_id: writeId, body, previous: stated, hash } of rows) {
      const reason = reasonOf(
        seq,
        expected,
        stated === previous,
        hash === hashOf(BigInt(seq), writeId, body, stated),
      );
      if (reason) return { entries: Number(expected - 1n), broken: { seq, reason } };
      previous = hash;
      expected += 1n;
    }
    if (rows.length < PAGE) break;
  }
  return { entries: Number(expected - 1n), broken: await brokenHead(db, expected - 1n, previous) };
}

interface EntryRow {
  readonly seq: string;
  readonly write_id: string;
  readonly body: string;
  readonly previous: string;
  readonly hash: string;
}

function readPage(db: Sql, from: bigint): Promise<EntryRow[]> {
  return rowsOf(
    db,
    TABLE,
    sql<EntryRow>`select e.seq::text, write_id, body, previous, hash from plumbline.audit_entry e
      where e.seq >= ${from.toString()}::bigint order by e.seq limit ${PAGE}`,
  );
}

function reasonOf(seq: string, expected: bigint, linked: boolean, whole: boolean): string | undefined {
  if (seq !== expected.toString()) return `entry ${expected} is missing`;
  if (!linked) return 'it does not continue the entry before it';
  if (!whole) return 'its content is not what was hashed';
  return undefined;
}

/** The last entries could be cut off: the head says how long the chain is. */
async function brokenHead(db: Sql, last: bigint, hash: string): Promise<AuditVerdict['broken']> {
  const [head] = await rowsOf(
    db,
    TABLE,
    sql<{ seq: string; hash: string }>`select seq::text, hash from plumbline.audit_head`,
  );
  if (head?.seq === last.toString() && head.hash === hash) return null;
  return {
    seq: last.toString(),
    reason: `the chain ends here, but its head is entry ${head?.seq ?? 'none'}`,
  };
}
