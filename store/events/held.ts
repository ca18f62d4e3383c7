/**
 * Events are read once every older transaction has ended. One that somebody left open, anywhere on the server, holds
 * all of them back without any error: the operator is told who it is.
 */
import { performance } from 'node:perf_hooks';
import { sql } from 'kysely';
import { rowsOf, type Sql } from '../database.js';

export interface HeldWatch {
  /** Told with every look at the log whether events wait that cannot be read yet. */
  seen(held: boolean): Promise<void>;
}

/** @param describe names who holds them back */
export function createHeldWatch(
  describe: () => Promise<string>,
  afterMs: number,
  print: (line: string) => void,
): HeldWatch {
  let since: number | undefined;
  let told = false;
  return {
    async seen(held) {
      if (!held) {
        if (told) print('store: events are delivered again');
        since = undefined;
        told = false;
        return;
      }
      since ??= performance.now();
      if (told || performance.now() - since < afterMs) return;
      told = true;
      print(`store: events wait behind a transaction that does not end: ${await describe()}`);
    },
  };
}

interface HolderRow {
  readonly pid: number;
  readonly datname: string | null;
  readonly usename: string | null;
  readonly since: string;
}

export async function describeHolder(db: Sql): Promise<string> {
  const [row] = await rowsOf(
    db,
    'pg_stat_activity',
    sql<HolderRow>`select pid, datname, usename, to_char(xact_start at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
        as since
      from pg_stat_activity where backend_xid is not null and pid <> pg_backend_pid()
      order by age(backend_xid) desc limit 1`,
  );
  if (!row) return 'it is not shown to our user; look for it in pg_stat_activity and pg_prepared_xacts';
  const { pid, datname, usename, since } = row;
  return (
    `process ${pid} of user ${usename ?? 'unknown'} in database ${datname ?? 'unknown'}, open since ${since}; ` +
    `let it end, or end it with pg_terminate_backend(${pid})`
  );
}
