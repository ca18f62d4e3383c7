/**
 * The start of a write, decided under a lock of the record it is about: writes to one record run one after the other,
 * the older first, and none starts on what was found out before another changed the record.
 */
import { sql, type RawBuilder } from 'kysely';
import { change, inTransaction, rowsOf, type Database, type Sql } from '../database.js';
import { appendAudit, type AuditFact } from './audit.js';
import type { Begun, Journal, Refreshed } from './journal.js';
import { replaceSteps } from './steps.js';
import { CHANGED_COLUMNS, tellChange, type Changed, type Tell } from './told.js';

const TABLE = 'plumbline.write';

interface Row {
  readonly subject: string;
  readonly waiting: boolean;
  /** Something of it was sent already, so that a check would speak against itself. */
  readonly tried: boolean;
}
interface Others {
  readonly inTheWay: boolean;
  readonly since: boolean;
}

export function createBegin(
  database: Database,
  moment: () => string,
  tell: Tell,
): Pick<Journal, 'begin' | 'refresh'> {
  return {
    begin: (id, audit) =>
      inTransaction(database, TABLE, (tx) => begin({ tx, tell, at: moment() }, id, audit)),
    refresh: (id, refreshed) => inTransaction(database, TABLE, (tx) => refresh(tx, id, refreshed, moment())),
  };
}

interface Changing {
  readonly tx: Sql;
  readonly tell: Tell;
  readonly at: string;
}

async function begin({ tx, tell, at }: Changing, id: string, audit: AuditFact): Promise<Begun> {
  const [own] = await rowsOf(
    tx,
    TABLE,
    sql<Row>`select subject, status = 'QUEUED' as waiting,
      exists (select 1 from plumbline.write_attempt a where a.write_id = plumbline.write.id) as tried
      from plumbline.write where id = ${id}`,
  );
  if (!own?.waiting) return 'GONE';
  await rowsOf(
    tx,
    TABLE,
    sql`select pg_advisory_xact_lock(hashtextextended(${`plumbline.write/${own.subject}`}, 0))`,
  );
  const [others] = await rowsOf(tx, TABLE, othersOf(id));
  if (others?.inTheWay) return 'WAIT';
  if (others?.since && !own.tried) return 'CHECK';
  const [moved] = await rowsOf(
    tx,
    TABLE,
    sql<Changed>`update plumbline.write set status = 'RUNNING', failure = null, updated_at = ${at}::timestamptz
      where id = ${id} and status = 'QUEUED' returning ${CHANGED_COLUMNS}`,
  );
  if (!moved) return 'GONE';
  await appendAudit(tx, id, audit);
  await tellChange(tell, tx, moved, at);
  return 'BEGUN';
}

/** What other writes to the record do now, and whether one came to rest since this one was checked. */
function othersOf(id: string): RawBuilder<Others> {
  return sql<Others>`select
      coalesce(bool_or(o.status in ('RUNNING', 'RETRYING') or (o.status = 'QUEUED' and o.seq < own.seq)), false)
        as "inTheWay",
      coalesce(bool_or(o.status in ('SUCCEEDED', 'DEAD', 'UNKNOWN') and o.updated_at >= own.checked_at), false)
        as since
    from (select seq, subject, coalesce((facts::json->>'checkedAt')::timestamptz, received_at) as checked_at
      from plumbline.write where id = ${id}) own
    join plumbline.write o on o.subject = own.subject and o.seq <> own.seq`;
}

async function refresh(
  tx: Sql,
  id: string,
  { facts, steps, audit }: Refreshed,
  at: string,
): Promise<boolean> {
  const changed = await change(
    tx,
    TABLE,
    sql`update plumbline.write set facts = ${JSON.stringify(facts)}, updated_at = ${at}::timestamptz
      where id = ${id} and status = 'QUEUED'
        and not exists (select 1 from plumbline.write_attempt a where a.write_id = plumbline.write.id)`,
  );
  if (changed === 0) return false;
  await replaceSteps(tx, id, steps);
  await appendAudit(tx, id, audit);
  return true;
}
