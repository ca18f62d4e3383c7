/** Who must agree to a write, until when, and who did. */
import { sql } from 'kysely';
import { change, inTransaction, rowsOf, toDate, type Database } from '../database.js';
import { appendAudit, type AuditFact } from './audit.js';
import type { ApprovalRecord, Decided, Journal } from './journal.js';
import { replaceSteps } from './steps.js';
import { tellChange, CHANGED_COLUMNS, type Changed, type Tell } from './told.js';

const TABLE = 'plumbline.approval';

interface Row {
  readonly write_id: string;
  readonly rule: string;
  readonly requested_at: Date;
  readonly expires_at: Date;
  readonly decision: ApprovalRecord['decision'];
  readonly decided_by: string | null;
  readonly decided_at: Date | null;
  readonly reason: string | null;
}

type Approvals = Pick<Journal, 'askApproval' | 'approval' | 'decide'>;

export function createApprovals(database: Database, moment: () => string, tell: Tell): Approvals {
  const changing = { database, tell };
  return {
    askApproval: (id, rule, expiresAt, audit) => ask(changing, { id, rule, expiresAt }, audit, moment()),
    approval: async (id) => {
      const [row] = await rowsOf(
        database.db,
        TABLE,
        sql<Row>`select write_id, rule, requested_at, expires_at, decision, decided_by, decided_at, reason
          from plumbline.approval where write_id = ${id}`,
      );
      return row ? toApproval(row) : null;
    },
    decide: (id, decided) => decide(changing, id, decided, moment()),
  };
}

interface Changing {
  readonly database: Database;
  readonly tell: Tell;
}

function ask(
  { database, tell }: Changing,
  { id, rule, expiresAt }: { id: string; rule: string; expiresAt: Date },
  audit: AuditFact,
  at: string,
): Promise<void> {
  return inTransaction(database, TABLE, async (tx) => {
    const [asked] = await rowsOf(
      tx,
      TABLE,
      sql<Changed>`update plumbline.write set status = 'PENDING_APPROVAL', updated_at = ${at}::timestamptz
        where id = ${id} and status = 'RECEIVED' returning ${CHANGED_COLUMNS}`,
    );
    // Another process was before this one: its question stands.
    if (!asked) return;
    await change(
      tx,
      TABLE,
      sql`insert into plumbline.approval (write_id, rule, requested_at, expires_at)
        values (${id}, ${rule}, ${at}::timestamptz, ${expiresAt.toISOString()}::timestamptz)
        on conflict (write_id) do update set rule = excluded.rule, requested_at = excluded.requested_at,
          expires_at = excluded.expires_at, decision = null, decided_by = null, decided_at = null, reason = null`,
    );
    await appendAudit(tx, id, audit);
    await tellChange(tell, tx, asked, at, ['APPROVAL_REQUESTED']);
  });
}

/** The write's status is the lock: whoever moves it on has decided. */
function decide(
  { database, tell }: Changing,
  id: string,
  { decision, by, reason, agreed }: Decided,
  at: string,
): Promise<boolean> {
  return inTransaction(database, TABLE, async (tx) => {
    const [moved] = await rowsOf(
      tx,
      'plumbline.write',
      sql<Changed>`update plumbline.write set status = ${agreed ? 'QUEUED' : 'REJECTED'}, updated_at = ${at}::timestamptz,
        facts = coalesce(${agreed ? JSON.stringify(agreed.facts) : null}, facts)
        where id = ${id} and status = 'PENDING_APPROVAL' returning ${CHANGED_COLUMNS}`,
    );
    if (!moved) return false;
    if (agreed) await replaceSteps(tx, id, agreed.steps);
    await change(
      tx,
      TABLE,
      sql`update plumbline.approval set decision = ${decision}, decided_by = ${by},
        decided_at = ${at}::timestamptz, reason = ${reason} where write_id = ${id}`,
    );
    await appendAudit(tx, id, { at, actor: by, event: decision, after: { reason } });
    if (agreed) await appendAudit(tx, id, { at, actor: by, event: 'QUEUED' });
    await tellChange(tell, tx, moved, at, ['APPROVAL_DECIDED']);
    return true;
  });
}

function toApproval(row: Row): ApprovalRecord {
  const { write_id: writeId, rule, decision, decided_by: decidedBy, reason } = row;
  return {
    ...{ writeId, rule, decision, decidedBy, reason },
    requestedAt: toDate(row.requested_at),
    expiresAt: toDate(row.expires_at),
    decidedAt: row.decided_at && toDate(row.decided_at),
  };
}
