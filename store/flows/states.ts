/** How each flow goes, read in one go. */
import { sql } from 'kysely';
import { rowsOf, toDate, type Sql } from '../database.js';
import type { FlowState } from './flow-book.js';
import { readRuns, RUN_TABLE } from './rows.js';

const LATELY_MS = 30 * 24 * 3_600_000;

interface StateRow {
  readonly flow: string;
  readonly waiting: number;
  readonly oldest: Date | null;
  readonly succeeded: number;
  readonly failed: number;
  readonly p50: number | null;
  readonly p95: number | null;
}

export async function readStates(db: Sql, now: number): Promise<ReadonlyMap<string, FlowState>> {
  const since = new Date(now - LATELY_MS).toISOString();
  const [rows, last] = await Promise.all([
    rowsOf(
      db,
      RUN_TABLE,
      sql<StateRow>`select flow,
          count(*) filter (where status in ('WAITING', 'RUNNING'))::int as waiting,
          min(occurrence) filter (where status in ('WAITING', 'RUNNING')) as oldest,
          count(*) filter (where status = 'SUCCEEDED')::int as succeeded,
          count(*) filter (where status = 'FAILED')::int as failed,
          percentile_cont(0.5) within group (order by extract(epoch from ended_at - occurrence)::float8) as p50,
          percentile_cont(0.95) within group (order by extract(epoch from ended_at - occurrence)::float8) as p95
        from plumbline.flow_run where occurrence > ${since}::timestamptz or status in ('WAITING', 'RUNNING')
        group by flow`,
    ),
    readRuns(
      db,
      sql`where (flow, occurrence) in (select flow, max(occurrence) from plumbline.flow_run group by flow)`,
    ),
  ]);
  const newest = new Map(last.map((run) => [run.flow, run]));
  return new Map(
    rows.map(({ flow, oldest, p50: p50Seconds, p95: p95Seconds, ...counted }) => [
      flow,
      {
        ...{ flow, ...counted, p50Seconds, p95Seconds },
        oldestOccurrence: oldest && toDate(oldest),
        last: newest.get(flow) ?? null,
      },
    ]),
  );
}
