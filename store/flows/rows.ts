/** Runs of flows as records. */
import { sql, type RawBuilder } from 'kysely';
import { rowsOf, toDate, type Sql } from '../database.js';
import type { FlowRunRecord, FlowRunStatus } from './flow-book.js';

export const RUN_TABLE = 'plumbline.flow_run';

interface RunRow {
  readonly id: string;
  readonly flow: string;
  readonly occurrence: Date;
  readonly asked_by: string | null;
  readonly key: string | null;
  readonly first_day: string;
  readonly last_day: string;
  readonly status: FlowRunStatus;
  readonly attempts: number;
  readonly not_before: Date | null;
  readonly started_at: Date | null;
  readonly ended_at: Date | null;
  readonly counts: string | null;
  readonly error: string | null;
}

/** @param rest of the statement after `from` */
export async function readRuns(db: Sql, rest: RawBuilder<unknown>): Promise<FlowRunRecord[]> {
  const rows = await rowsOf(
    db,
    RUN_TABLE,
    sql<RunRow>`select id, flow, occurrence, asked_by, key, first_day::text, last_day::text, status, attempts,
      not_before, started_at, ended_at, counts, error from plumbline.flow_run ${rest}`,
  );
  return rows.map(toRun);
}

function toRun(row: RunRow): FlowRunRecord {
  const { id, flow, key, status, attempts, error } = row;
  const moment = (value: Date | null): Date | null => value && toDate(value);
  return {
    ...{ id, flow, key, status, attempts, error },
    occurrence: toDate(row.occurrence),
    askedBy: row.asked_by,
    firstDay: row.first_day,
    lastDay: row.last_day,
    notBefore: moment(row.not_before),
    startedAt: moment(row.started_at),
    endedAt: moment(row.ended_at),
    counts: row.counts === null ? null : (JSON.parse(row.counts) as Record<string, number>),
  };
}
