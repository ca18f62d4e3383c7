/** What flows found: kept while it is found again, resolved by the first run over the same days that does not. */
import { sql, type RawBuilder } from 'kysely';
import { change, inTransaction, jsonList, rowsOf, toDate, type Database, type Sql } from '../database.js';
import type { Coverage, ExceptionRecord, FlowBook, FlowException, FoundException } from './flow-book.js';
import { RUN_TABLE } from './rows.js';

const TABLE = 'plumbline.flow_exception';

export function createExceptions(
  database: Database,
  moment: () => string,
): Pick<FlowBook, 'succeed' | 'exceptions'> {
  return {
    succeed: ({ id, flow }, counts, found, coverage) =>
      inTransaction(database, TABLE, async (tx) => {
        const at = moment();
        const ended = await change(
          tx,
          RUN_TABLE,
          sql`update plumbline.flow_run set status = 'SUCCEEDED', error = null, not_before = null,
            counts = ${JSON.stringify(counts)}, ended_at = ${at}::timestamptz
            where id = ${id} and status in ('WAITING', 'RUNNING')`,
        );
        // Another process ended it meanwhile; what that one found stands.
        if (ended === 0) return;
        await put(tx, flow, found, at);
        await resolve(tx, flow, found, coverage, at);
      }),
    exceptions: (companies, first) => readOpen(database.db, companies, first),
  };
}

async function put(tx: Sql, flow: string, found: readonly FoundException[], at: string): Promise<void> {
  if (found.length === 0) return;
  const unique = new Map(
    found.map(({ records, ...own }) => [own.key, { ...own, records: JSON.stringify(records) }]),
  );
  await change(
    tx,
    TABLE,
    sql`insert into plumbline.flow_exception as known (flow, key, kind, reason, company, project, day, message, records,
        expected, found, currency, first_seen, last_seen)
      select ${flow}, key, kind, reason, company, project, day, message, records, expected, found, currency,
        ${at}::timestamptz, ${at}::timestamptz
      from json_to_recordset(${jsonList([...unique.values()])}) as f (key text, kind text, reason text, company text, project text,
        day date, message text, records text, expected numeric, found numeric, currency text)
      on conflict (flow, key) do update set kind = excluded.kind, reason = excluded.reason, company = excluded.company,
        project = excluded.project, day = excluded.day, message = excluded.message, records = excluded.records,
        expected = excluded.expected, found = excluded.found, currency = excluded.currency,
        first_seen = case when known.resolved_at is null then known.first_seen else excluded.first_seen end,
        last_seen = excluded.last_seen, resolved_at = null`,
  );
}

async function resolve(
  tx: Sql,
  flow: string,
  found: readonly FoundException[],
  { companies, firstDay, lastDay }: Coverage,
  at: string,
): Promise<void> {
  await change(
    tx,
    TABLE,
    sql`update plumbline.flow_exception set resolved_at = ${at}::timestamptz
      where flow = ${flow} and resolved_at is null and ${within(companies)}
        and (day is null or day between ${firstDay}::date and ${lastDay}::date)
        and key not in (select json_array_elements_text(${jsonList(found.map(({ key }) => key))}))`,
  );
}

const within = (companies: '*' | readonly string[]): RawBuilder<unknown> =>
  companies === '*' ? sql`true` : sql`company in (select json_array_elements_text(${jsonList(companies)}))`;

interface ExceptionRow {
  readonly flow: string;
  readonly key: string;
  readonly kind: string;
  readonly reason: string;
  readonly company: string | null;
  readonly project: string | null;
  readonly day: string | null;
  readonly message: string;
  readonly records: string;
  readonly expected: string | null;
  readonly found: string | null;
  readonly currency: string | null;
  readonly first_seen: Date;
  readonly last_seen: Date;
}

async function readOpen(
  db: Sql,
  companies: '*' | readonly string[],
  first: number,
): Promise<FlowException[]> {
  const rows = await rowsOf(
    db,
    TABLE,
    sql<ExceptionRow>`select flow, key, kind, reason, company, project, day::text, message, records, expected::text,
        found::text, currency, first_seen, last_seen from plumbline.flow_exception
      where resolved_at is null and ${within(companies)} order by first_seen, flow, key limit ${first}`,
  );
  return rows.map(({ records, first_seen: firstSeen, last_seen: lastSeen, ...same }) => ({
    ...same,
    records: JSON.parse(records) as ExceptionRecord[],
    firstSeen: toDate(firstSeen),
    lastSeen: toDate(lastSeen),
  }));
}
