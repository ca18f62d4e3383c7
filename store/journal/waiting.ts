/** What would wait for ever if nobody looked: writes that were to start, and questions whose time is over. */
import { sql, type RawBuilder } from 'kysely';
import { rowsOf, toDate, type Database, type Sql } from '../database.js';
import type { ExpiredApproval, Journal, WriteRecord } from './journal.js';
import { ownedBy, toWrite, WRITE_COLUMNS, type Companies, type WriteRow } from './rows.js';

const TABLE = 'plumbline.write';
const SHOWN_MS = 7 * 24 * 3_600_000;

type Waiting = Pick<Journal, 'unstarted' | 'forgotten' | 'overdue' | 'expired'>;

export function createWaiting({ db }: Database, now: () => number): Waiting {
  return {
    unstarted: () =>
      readWrites(db, sql`status in ('RECEIVED', 'QUEUED', 'RUNNING', 'RETRYING') order by seq`),
    forgotten: (before, first) =>
      readWrites(
        db,
        sql`status in ('RECEIVED', 'QUEUED') and updated_at < ${before.toISOString()}::timestamptz
          order by seq limit ${first}`,
      ),
    overdue: (first) => readOverdue(db, first, new Date(now())),
    expired: (companies, first) => readExpired(db, companies, first, now()),
  };
}

async function readWrites(db: Sql, where: RawBuilder<unknown>): Promise<WriteRecord[]> {
  const rows = await rowsOf(
    db,
    TABLE,
    sql<WriteRow>`select ${WRITE_COLUMNS} from plumbline.write where ${where}`,
  );
  return rows.map(toWrite);
}

type QuestionRow = WriteRow & { readonly expires_at: Date };

function toExpired({ expires_at: expiredAt, ...row }: QuestionRow): ExpiredApproval {
  return { write: toWrite(row), expiredAt: toDate(expiredAt) };
}

async function readOverdue(db: Sql, first: number, at: Date): Promise<ExpiredApproval[]> {
  const rows = await rowsOf(
    db,
    TABLE,
    sql<QuestionRow>`select ${WRITE_COLUMNS}, a.expires_at from plumbline.write
      join plumbline.approval a on a.write_id = id
      where status = 'PENDING_APPROVAL' and a.expires_at <= ${at.toISOString()}::timestamptz
      order by seq limit ${first}`,
  );
  return rows.map(toExpired);
}

async function readExpired(
  db: Sql,
  companies: Companies,
  first: number,
  now: number,
): Promise<ExpiredApproval[]> {
  const [at, since] = [new Date(now).toISOString(), new Date(now - SHOWN_MS).toISOString()];
  const rows = await rowsOf(
    db,
    TABLE,
    sql<QuestionRow>`select ${WRITE_COLUMNS}, a.expires_at from plumbline.write
      join plumbline.approval a on a.write_id = id
      where ${ownedBy(companies)} and (
        (status = 'PENDING_APPROVAL' and a.expires_at <= ${at}::timestamptz)
        or (status = 'REJECTED' and a.decision = 'EXPIRED' and a.decided_at > ${since}::timestamptz))
      order by seq desc limit ${first}`,
  );
  return rows.map(toExpired);
}
