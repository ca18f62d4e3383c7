/** The journal in SQL. */
import { sql, type RawBuilder } from 'kysely';
import { change, inTransaction, jsonList, rowsOf, type Database, type Sql } from '../database.js';
import { appendAudit, readAudit } from './audit.js';
import { createApprovals } from './approvals.js';
import { createBegin } from './begin.js';
import { createFlows } from './flows.js';
import type { Journal, NewWrite, WriteChange, WriteRecord, WriteStatus } from './journal.js';
import { createSteps, insertSteps } from './steps.js';
import { CHANGED_COLUMNS, tellChange, type Changed, type Tell } from './told.js';
import { createWaiting } from './waiting.js';
import { readPage, toWrite, WRITE_COLUMNS, type WriteRow } from './rows.js';

const TABLE = 'plumbline.write';

/** @param tell appends to the event log in the transaction of a change */
export function createJournal(database: Database, now: () => number, tell: Tell): Journal {
  const { db } = database;
  const moment = (): string => new Date(now()).toISOString();
  const one = async (where: RawBuilder<unknown>): Promise<WriteRecord | null> =>
    (await readWrites(db, where))[0] ?? null;
  return {
    ...createSteps(database, moment),
    ...createApprovals(database, moment, tell),
    ...createFlows(database, now),
    ...createWaiting(database, now),
    receive: (write) => receive({ database, tell }, write, moment()),
    write: (id) => one(sql`id = ${id}`),
    byKey: (actor, key) => one(sql`actor = ${actor} and key = ${key}`),
    page: (query) => readPage(db, query),
    ...createBegin(database, moment, tell),
    move: (id, from, change) => move({ database, tell }, id, from, change, moment()),
    reversalOf: (id) => one(sql`reverses = ${id} and status not in ('REJECTED', 'CANCELLED', 'DEAD')`),
    audit: (id) => readAudit(db, id),
  };
}

async function readWrites(db: Sql, where: RawBuilder<unknown>): Promise<WriteRecord[]> {
  const rows = await rowsOf(
    db,
    TABLE,
    sql<WriteRow>`select ${WRITE_COLUMNS} from plumbline.write where ${where} order by seq`,
  );
  return rows.map(toWrite);
}

interface Changing {
  readonly database: Database;
  readonly tell: Tell;
}

function move(
  { database, tell }: Changing,
  id: string,
  from: readonly WriteStatus[],
  { to, audit, failure = null, again }: WriteChange,
  at: string,
): Promise<boolean> {
  return inTransaction(database, TABLE, async (tx) => {
    const [moved] = await rowsOf(
      tx,
      TABLE,
      sql<Changed>`update plumbline.write set status = ${to}, updated_at = ${at}::timestamptz,
        failure = ${failure && JSON.stringify(failure)}, run = run + ${again ? 1 : 0},
        input = coalesce(${again ? JSON.stringify(again.input) : null}, input),
        input_hash = coalesce(${again?.inputHash ?? null}, input_hash),
        facts = coalesce(${again ? JSON.stringify(again.facts) : null}, facts)
        where id = ${id} and status in (select json_array_elements_text(${jsonList(from)}))
        returning ${CHANGED_COLUMNS}`,
    );
    if (!moved) return false;
    if (again) await retryOpenSteps(tx, id);
    await appendAudit(tx, id, audit);
    await tellChange(tell, tx, moved, at);
    return true;
  });
}

/** What was parked may have landed after all: it is looked up before it is sent again, and no earlier than it may be. */
async function retryOpenSteps(tx: Sql, id: string): Promise<void> {
  await change(
    tx,
    'plumbline.write_step',
    sql`update plumbline.write_step set look_first = look_first or attempts > 0, status = 'PENDING', attempts = 0
      where write_id = ${id} and status <> 'DONE'`,
  );
}

async function receive(
  { database, tell }: Changing,
  write: NewWrite,
  at: string,
): Promise<{ write: WriteRecord; created: boolean }> {
  return inTransaction(database, TABLE, async (tx) => {
    const { id, kind, company, project, subject, summary, actor, key, inputHash, reverses } = write;
    const created = await change(
      tx,
      TABLE,
      sql`insert into plumbline.write (id, kind, company, project, subject, summary, actor, key, input, input_hash,
          facts, status, reverses, received_at, updated_at)
        values (${id}, ${kind}, ${company}, ${project}, ${subject}, ${summary}, ${actor}, ${key},
          ${JSON.stringify(write.input)}, ${inputHash}, ${JSON.stringify(write.facts)}, 'RECEIVED', ${reverses},
          ${at}::timestamptz, ${at}::timestamptz)
        on conflict (actor, key) do nothing`,
    );
    if (created > 0) {
      await insertSteps(tx, id, write.steps);
      await appendAudit(tx, id, { at, actor, event: 'RECEIVED', after: { kind, input: write.input } });
      await tellChange(tell, tx, { id, kind, company, project, status: 'RECEIVED' }, at);
    }
    const [row] = await rowsOf(
      tx,
      TABLE,
      sql<WriteRow>`select ${WRITE_COLUMNS} from plumbline.write where actor = ${actor} and key = ${key}`,
    );
    if (!row) throw new Error(`write ${id} was not kept`);
    return { write: toWrite(row), created: created > 0 };
  });
}
