/** Steps of a write and the attempts at them. */
import { sql } from 'kysely';
import { change, inTransaction, jsonList, rowsOf, toDate, type Database, type Sql } from '../database.js';
import { appendAudit } from './audit.js';
import type { AttemptEnd, AttemptRecord, Journal, NewWrite, StepRecord } from './journal.js';

const STEPS = 'plumbline.write_step';
const ATTEMPTS = 'plumbline.write_attempt';

interface StepRow {
  readonly position: number;
  readonly name: string;
  readonly system: string;
  readonly status: StepRecord['status'];
  readonly attempts: number;
  readonly look_first: boolean;
  readonly not_before: Date | null;
  readonly result: string | null;
}
interface AttemptRow {
  readonly position: number;
  readonly started_at: Date;
  readonly ended_at: Date | null;
  readonly outcome: string | null;
  readonly answer: string | null;
}

type Steps = Pick<Journal, 'steps' | 'attempts' | 'startAttempt' | 'endAttempt' | 'openAttempt'>;

export function createSteps(database: Database, moment: () => string): Steps {
  const { db } = database;
  return {
    steps: (id) => readSteps(db, id),
    attempts: async (id) => (await readAttempts(db, id, null)).map(toAttempt),
    startAttempt: (id, position) => startAttempt(database, id, position, moment()),
    endAttempt: (id, position, end) => endAttempt(database, id, position, end, moment()),
    openAttempt: async (id, position) => {
      const open = (await readAttempts(db, id, position)).find(({ ended_at: ended }) => ended === null);
      return open ? toAttempt(open) : null;
    },
  };
}

export async function insertSteps(tx: Sql, id: string, steps: NewWrite['steps']): Promise<void> {
  const list = steps.map(({ name, system }, position) => ({ position, name, system }));
  await change(
    tx,
    STEPS,
    sql`insert into plumbline.write_step (write_id, position, name, system, status)
      select ${id}, position, name, system, 'PENDING'
      from json_to_recordset(${jsonList(list)}) as s (position int, name text, system text)`,
  );
}

/** Of a write of which nothing was sent yet. */
export async function replaceSteps(tx: Sql, id: string, steps: NewWrite['steps']): Promise<void> {
  await change(tx, STEPS, sql`delete from plumbline.write_step where write_id = ${id}`);
  await insertSteps(tx, id, steps);
}

async function readSteps(db: Sql, id: string): Promise<StepRecord[]> {
  const rows = await rowsOf(
    db,
    STEPS,
    sql<StepRow>`select position, name, system, status, attempts, look_first, not_before, result
      from plumbline.write_step where write_id = ${id} order by position`,
  );
  return rows.map(toStep);
}

function readAttempts(db: Sql, id: string, position: number | null): Promise<AttemptRow[]> {
  return rowsOf(
    db,
    ATTEMPTS,
    sql<AttemptRow>`select position, started_at, ended_at, outcome, answer from plumbline.write_attempt
      where write_id = ${id} and (${position}::int is null or position = ${position}) order by id`,
  );
}

function startAttempt(database: Database, id: string, position: number, at: string): Promise<void> {
  return inTransaction(database, ATTEMPTS, async (tx) => {
    await change(
      tx,
      ATTEMPTS,
      sql`insert into plumbline.write_attempt (write_id, position, started_at)
        values (${id}, ${position}, ${at}::timestamptz)`,
    );
    await change(
      tx,
      STEPS,
      sql`update plumbline.write_step set attempts = attempts + 1 where write_id = ${id} and position = ${position}`,
    );
  });
}

function endAttempt(
  database: Database,
  id: string,
  position: number,
  { outcome, answer, step, audit }: AttemptEnd,
  at: string,
): Promise<void> {
  return inTransaction(database, ATTEMPTS, async (tx) => {
    await change(
      tx,
      ATTEMPTS,
      sql`update plumbline.write_attempt set ended_at = ${at}::timestamptz, outcome = ${outcome},
        answer = ${answer} where write_id = ${id} and position = ${position} and ended_at is null`,
    );
    await change(
      tx,
      STEPS,
      sql`update plumbline.write_step set status = ${step.status}, look_first = ${step.lookFirst},
        not_before = ${step.notBefore?.toISOString() ?? null}::timestamptz,
        result = ${step.result === null ? null : JSON.stringify(step.result)}
        where write_id = ${id} and position = ${position}`,
    );
    await appendAudit(tx, id, audit);
  });
}

function toStep({ look_first, not_before, result, ...same }: StepRow): StepRecord {
  return {
    ...same,
    lookFirst: look_first,
    notBefore: not_before && toDate(not_before),
    result: result === null ? null : (JSON.parse(result) as unknown),
  };
}

function toAttempt({ started_at, ended_at, ...same }: AttemptRow): AttemptRecord {
  return { ...same, startedAt: toDate(started_at), endedAt: ended_at && toDate(ended_at) };
}
