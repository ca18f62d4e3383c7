/** Copies of upstream documents and meter series. Lists travel as one JSON parameter, never row by row. */
import { sql } from 'kysely';
import { change, inTransaction, jsonList, rowsOf, toDate, type Database, type Sql } from './database.js';
import type { Appended, NewEvent } from './events/event.js';
import type { MeterPoint, Mirror, MirrorDocument, MirrorRevision } from './store.js';

const DOCUMENTS = 'plumbline.mirror_document';
const POINTS = 'plumbline.meter_point';
const STATUS = 'plumbline.mirror_status';
const WATERMARKS = 'plumbline.mirror_watermark';
/** Rows per statement: keeps one parameter at a few megabytes. */
const BATCH = 10_000;

type Documents = readonly { key: string; body: unknown }[];

/** Appends in the transaction of the change. */
export type TellWithin = (tx: Sql, events: readonly NewEvent[]) => Promise<readonly Appended[]>;

export function createMirror(database: Database, tell: TellWithin): Mirror {
  const { db } = database;
  return {
    replace: (source, kind, documents, asOf) =>
      inTransaction(database, DOCUMENTS, async (tx) => {
        await change(
          tx,
          DOCUMENTS,
          sql`delete from plumbline.mirror_document where source = ${source} and kind = ${kind}`,
        );
        await putDocuments(tx, source, kind, documents, asOf);
      }),
    upsert: (source, kind, documents, asOf) =>
      inTransaction(database, DOCUMENTS, (tx) => putDocuments(tx, source, kind, documents, asOf)),
    documents: (kind, keys) => readDocuments(db, kind, keys),
    putPoints: (source, points) => inTransaction(database, POINTS, (tx) => putPoints(tx, source, points)),
    points: (source, meter, machines, from, to) => readPoints(db, { source, meter, machines, from, to }),
    ...createProgress(db),
    revise: (name, work) =>
      inTransaction(database, DOCUMENTS, async (tx) => {
        const lock = sql`select pg_advisory_xact_lock(hashtext(${`mirror/${name}`}))`;
        await rowsOf(tx, DOCUMENTS, lock);
        return work(createRevision(tx, tell));
      }),
  };
}

function createRevision(tx: Sql, tell: TellWithin): MirrorRevision {
  const { watermark, setWatermark } = createProgress(tx);
  return {
    ...{ watermark, setWatermark },
    documents: (kind, keys) => readDocuments(tx, kind, keys),
    upsert: (source, kind, documents, asOf) => putDocuments(tx, source, kind, documents, asOf),
    async remove(source, kind, keys) {
      const gone = sql`select json_array_elements_text(${jsonList(keys)})`;
      const where = sql`source = ${source} and kind = ${kind} and key in (${gone})`;
      await change(tx, DOCUMENTS, sql`delete from plumbline.mirror_document where ${where}`);
    },
    append: (events) => tell(tx, events),
  };
}

function createProgress(db: Sql): Pick<Mirror, 'status' | 'setStatus' | 'watermark' | 'setWatermark'> {
  return {
    async status(source) {
      const rows = await rowsOf(
        db,
        STATUS,
        sql<{ as_of: Date | null; error: string | null }>`
          select as_of, error from plumbline.mirror_status where source = ${source}`,
      );
      const row = rows[0];
      return { asOf: row?.as_of ? toDate(row.as_of) : null, error: row?.error ?? null };
    },
    async setStatus(source, { asOf, error }) {
      await change(
        db,
        STATUS,
        sql`insert into plumbline.mirror_status values (${source}, ${asOf?.toISOString() ?? null}, ${error})
          on conflict (source) do update set as_of = excluded.as_of, error = excluded.error`,
      );
    },
    async watermark(source, name) {
      const rows = await rowsOf(
        db,
        WATERMARKS,
        sql<{ value: string }>`
          select value from plumbline.mirror_watermark where source = ${source} and name = ${name}`,
      );
      return rows[0]?.value ?? null;
    },
    async setWatermark(source, name, value) {
      await change(
        db,
        WATERMARKS,
        sql`insert into plumbline.mirror_watermark values (${source}, ${name}, ${value})
          on conflict (source, name) do update set value = excluded.value`,
      );
    },
  };
}

async function putDocuments(
  db: Sql,
  source: string,
  kind: string,
  documents: Documents,
  asOf: Date,
): Promise<void> {
  const latest = [...new Map(documents.map((document) => [document.key, document])).values()];
  for (const batch of batches(latest)) {
    await change(
      db,
      DOCUMENTS,
      sql`insert into plumbline.mirror_document (source, kind, key, body, as_of)
        select ${source}, ${kind}, d.key, coalesce(d.body, 'null'), ${asOf.toISOString()}::timestamptz
        from json_to_recordset(${jsonList(batch)}) as d (key text, body json)
        on conflict (kind, source, key) do update set body = excluded.body, as_of = excluded.as_of`,
    );
  }
}

async function readDocuments(
  db: Sql,
  kind: string,
  keys: readonly string[] | undefined,
): Promise<MirrorDocument[]> {
  const only = keys && sql`and key = any(array(select json_array_elements_text(${jsonList(keys)})))`;
  const rows = await rowsOf(
    db,
    DOCUMENTS,
    sql<{ source: string; key: string; body: string; as_of: Date }>`
      select source, key, body::text as body, as_of from plumbline.mirror_document
      where kind = ${kind} ${only ?? sql``} order by key, source`,
  );
  return rows.map(({ source, key, body, as_of }) => ({
    source,
    kind,
    key,
    body: JSON.parse(body) as unknown,
    asOf: toDate(as_of),
  }));
}

async function putPoints(db: Sql, source: string, points: readonly MeterPoint[]): Promise<void> {
  const keyOf = (p: MeterPoint): string => JSON.stringify([p.meter, p.machine, p.at.getTime()]);
  const latest = [...new Map(points.map((point) => [keyOf(point), point])).values()];
  for (const batch of batches(latest)) {
    await change(
      db,
      POINTS,
      sql`insert into plumbline.meter_point (source, meter, machine, at, value)
        select ${source}, p.meter, p.machine, p.at, p.value
        from json_to_recordset(${jsonList(batch)})
          as p (meter text, machine text, at timestamptz, value numeric)
        on conflict (source, meter, machine, at) do update set value = excluded.value
        where meter_point.value is distinct from excluded.value`,
    );
  }
}

interface Series {
  readonly source: string;
  readonly meter: string;
  readonly machines: readonly string[];
  readonly from: Date;
  readonly to: Date;
}

/**
 * One statement, one row per machine: a row per point would cost several times as much in the worker. The lateral
 * join walks the index machine by machine; a plain IN made Postgres compare every point with every machine while
 * its statistics were old (600 machines, 240,000 points: 17 s).
 */
async function readPoints(db: Sql, series: Series): Promise<MeterPoint[]> {
  const { source, meter, machines, from, to } = series;
  const rows = await rowsOf(
    db,
    POINTS,
    sql<{ machine: string; points: string }>`
      select asked.machine, series.points
      from (select distinct json_array_elements_text(${jsonList(machines)}) collate "C" as machine) asked
      cross join lateral (
        select string_agg((extract(epoch from at) * 1000)::bigint || ' ' || value, ';' order by at) as points
        from plumbline.meter_point p
        where p.source = ${source} and p.meter = ${meter} and p.machine = asked.machine
          and p.at between ${from.toISOString()}::timestamptz and ${to.toISOString()}::timestamptz
      ) series
      where series.points is not null order by asked.machine`,
  );
  return rows.flatMap(({ machine, points }) =>
    points.split(';').map((text) => {
      const [at = '', value = ''] = text.split(' ');
      return { machine, meter, at: new Date(Number(at)), value };
    }),
  );
}

function* batches<T>(rows: readonly T[]): Iterable<readonly T[]> {
  for (let start = 0; start < rows.length; start += BATCH) yield rows.slice(start, start + BATCH);
}
