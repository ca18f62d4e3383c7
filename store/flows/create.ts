/** The book of flows in SQL. */
import { sql } from 'kysely';
import { change, jsonList, rowsOf, toDate, type Database } from '../database.js';
import { createExceptions } from './exceptions.js';
import type { FlowBook, NewFlowRun } from './flow-book.js';
import { readRuns, RUN_TABLE as TABLE } from './rows.js';
import { readStates } from './states.js';

export function createFlowBook(database: Database, now: () => number): FlowBook {
  const { db } = database;
  const moment = (): string => new Date(now()).toISOString();
  const first = async (id: ReturnType<typeof sql>) =>
    (await readRuns(db, sql`where ${id} limit 1`))[0] ?? null;
  return {
    ...createExceptions(database, moment),
    register: (names) => register(database, names, moment()),
    lastOccurrences: () => lastOccurrences(database),
    keep: (run) => keep(database, run),
    run: (id) => first(sql`id = ${id}`),
    runByKey: (askedBy, key) => first(sql`asked_by = ${askedBy} and key = ${key}`),
    openRuns: () => readRuns(db, sql`where status in ('WAITING', 'RUNNING') order by occurrence`),
    runs: (flow, count) => readRuns(db, sql`where flow = ${flow} order by occurrence desc limit ${count}`),
    begin: async (id) => {
      const begun = await change(
        db,
        TABLE,
        sql`update plumbline.flow_run set status = 'RUNNING', attempts = attempts + 1, not_before = null,
          started_at = coalesce(started_at, ${moment()}::timestamptz)
          where id = ${id} and status in ('WAITING', 'RUNNING')`,
      );
      return begun > 0;
    },
    fail: async ({ id }, error, again) => {
      await change(
        db,
        TABLE,
        sql`update plumbline.flow_run set status = ${again ? 'WAITING' : 'FAILED'}, error = ${error},
          not_before = ${again?.toISOString() ?? null}::timestamptz,
          ended_at = ${again ? null : moment()}::timestamptz
          where id = ${id} and status in ('WAITING', 'RUNNING')`,
      );
    },
    states: () => readStates(db, now()),
  };
}

async function register(
  { db }: Database,
  names: readonly string[],
  at: string,
): Promise<ReadonlyMap<string, Date>> {
  await change(
    db,
    'plumbline.flow',
    sql`insert into plumbline.flow (name, known_since)
      select name, ${at}::timestamptz from json_array_elements_text(${jsonList(names)}) as name
      on conflict (name) do nothing`,
  );
  const rows = await rowsOf(
    db,
    'plumbline.flow',
    sql<{ name: string; known_since: Date }>`select name, known_since from plumbline.flow`,
  );
  return new Map(rows.map(({ name, known_since }) => [name, toDate(known_since)]));
}

async function lastOccurrences({ db }: Database): Promise<ReadonlyMap<string, Date>> {
  const rows = await rowsOf(
    db,
    TABLE,
    sql<{ flow: string; last: Date }>`select flow, max(occurrence) as last from plumbline.flow_run
      where asked_by is null group by flow`,
  );
  return new Map(rows.map(({ flow, last }) => [flow, toDate(last)]));
}

async function keep({ db }: Database, run: NewFlowRun): Promise<boolean> {
  const { id, flow, occurrence, askedBy, key, firstDay, lastDay } = run;
  const kept = await change(
    db,
    TABLE,
    sql`insert into plumbline.flow_run (id, flow, occurrence, asked_by, key, first_day, last_day, status)
      values (${id}, ${flow}, ${occurrence.toISOString()}::timestamptz, ${askedBy}, ${key}, ${firstDay}::date,
        ${lastDay}::date, 'WAITING')
      on conflict do nothing`,
  );
  return kept > 0;
}
