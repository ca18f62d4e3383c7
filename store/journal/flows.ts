/** How writes go: what waits, what came to rest lately and how long it took. */
import { sql } from 'kysely';
import { rowsOf, toDate, type Database, type Sql } from '../database.js';
import type { Flow, Journal } from './journal.js';
import { ownedBy as own, type Companies } from './rows.js';

const TABLE = 'plumbline.write';
const LATELY_MS = 24 * 3_600_000;
/** Of a busier day the newest are counted: the cost of the question is bounded. */
export const MOST_COUNTED = 50_000;

export function createFlows({ db }: Database, now: () => number): Pick<Journal, 'flows'> {
  return {
    flows: async (companies) => {
      const [waiting, rested] = await Promise.all([
        readWaiting(db, companies),
        readRested(db, companies, new Date(now() - LATELY_MS)),
      ]);
      const kinds = [...new Set([...waiting.keys(), ...rested.keys()])].sort();
      return kinds.map((kind): Flow => ({
        kind,
        ...NO_WAIT,
        ...NO_REST,
        ...waiting.get(kind),
        ...rested.get(kind),
      }));
    },
  };
}

type Waiting = Pick<Flow, 'backlog' | 'oldestReceivedAt'>;
type Rested = Omit<Flow, 'kind' | keyof Waiting>;
const NO_WAIT: Waiting = { backlog: 0, oldestReceivedAt: null };
const NO_REST: Rested = { succeeded: 0, failed: 0, p50Seconds: null, p95Seconds: null };

async function readWaiting(db: Sql, companies: Companies): Promise<Map<string, Waiting>> {
  const rows = await rowsOf(
    db,
    TABLE,
    sql<{ kind: string; backlog: number; oldest: Date }>`select kind, count(*)::int as backlog,
        min(received_at) as oldest from plumbline.write
      where status in ('RECEIVED', 'QUEUED', 'RUNNING', 'RETRYING') and ${own(companies)} group by kind`,
  );
  return new Map(
    rows.map(({ kind, backlog, oldest }) => [kind, { backlog, oldestReceivedAt: toDate(oldest) }]),
  );
}

interface RestedRow {
  readonly kind: string;
  readonly succeeded: number;
  readonly failed: number;
  readonly p50: number;
  readonly p95: number;
}

async function readRested(db: Sql, companies: Companies, since: Date): Promise<Map<string, Rested>> {
  const rows = await rowsOf(
    db,
    TABLE,
    sql<RestedRow>`with lately as (
        select kind, status, extract(epoch from updated_at - received_at)::float8 as seconds
        from plumbline.write where status in ('SUCCEEDED', 'DEAD', 'UNKNOWN')
          and updated_at >= ${since.toISOString()}::timestamptz and ${own(companies)}
        order by updated_at desc limit ${MOST_COUNTED})
      select kind, count(*) filter (where status = 'SUCCEEDED')::int as succeeded,
        count(*) filter (where status <> 'SUCCEEDED')::int as failed,
        percentile_cont(0.5) within group (order by seconds) as p50,
        percentile_cont(0.95) within group (order by seconds) as p95
      from lately group by kind`,
  );
  return new Map(
    rows.map(({ kind, succeeded, failed, p50, p95 }) => [
      kind,
      { succeeded, failed, p50Seconds: p50, p95Seconds: p95 },
    ]),
  );
}
