/** Baseline rows as the database gives them, and the statements that read and add revisions. */
import { sql, type RawBuilder } from 'kysely';
import { centsText, sumTexts, toCents } from '../../subgraphs/kit/cents.js';
import { change, jsonList, rowsOf, toDate, type Sql } from '../database.js';
import type {
  BaselineAmount,
  BaselineRevision,
  BaselineRevisionKind,
  BaselineStep,
  OriginalBaseline,
  RevisionOrigin,
} from './baseline.js';

export const AWARDS = 'plumbline.award';
export const REVISIONS = 'plumbline.baseline_revision';
export const LINES = 'plumbline.baseline_revision_line';
export const CHANGE_ORDERS = 'plumbline.change_order';

/** Any constant of ours: revisions of one job wait for each other. */
const JOB_LOCK = 7_250_714;

/** Until the end of the transaction nobody else revises the job. */
export async function lockJob(db: Sql, projectId: string): Promise<void> {
  await rowsOf(
    db,
    REVISIONS,
    sql`select pg_advisory_xact_lock(${sql.lit(JOB_LOCK)}, hashtext(${projectId}))`,
  );
}

interface RevisionRow {
  readonly project_id: string;
  readonly revision: number;
  readonly kind: BaselineRevisionKind;
  readonly key: string;
  readonly change_order_number: string | null;
  readonly reverses: number | null;
  readonly made_at: Date;
  readonly made_by: string;
  readonly effective_on: string;
  readonly reason: string;
  readonly proposed: string | null;
  readonly price_before: string;
  readonly price_change: string;
  readonly cost_before: string;
  readonly cost_change: string;
  /** JSON text of a list. */
  readonly lines: string;
}
interface LineRow {
  readonly costCode: string;
  readonly costType: string;
  readonly before: string;
  readonly change: string;
}

export async function readRevisions(db: Sql, where: RawBuilder<unknown>): Promise<BaselineRevision[]> {
  const rows = await rowsOf(
    db,
    REVISIONS,
    sql<RevisionRow>`select r.project_id, r.revision, r.kind, r.key, r.change_order_number, r.reverses, r.made_at,
        r.made_by, r.effective_on::text as effective_on, r.reason, r.proposed, r.price_before::text as price_before,
        r.price_change::text as price_change, r.cost_before::text as cost_before,
        r.cost_change::text as cost_change, coalesce((
          select json_agg(json_build_object('costCode', l.cost_code, 'costType', l.cost_type,
            'before', l.before::text, 'change', l.change::text) order by l.position)
          from plumbline.baseline_revision_line l
          where l.project_id = r.project_id and l.revision = r.revision), '[]')::text as lines
      from plumbline.baseline_revision r where ${where} order by r.project_id, r.revision`,
  );
  return rows.map(toRevision);
}

function toRevision(row: RevisionRow): BaselineRevision {
  const lines = JSON.parse(row.lines) as readonly LineRow[];
  return {
    projectId: row.project_id,
    revision: row.revision,
    kind: row.kind,
    key: row.key,
    changeOrder: row.change_order_number,
    reverses: row.reverses,
    at: toDate(row.made_at),
    by: row.made_by,
    date: row.effective_on,
    reason: row.reason,
    proposed: row.proposed,
    price: toStep(row.price_before, row.price_change),
    cost: toStep(row.cost_before, row.cost_change),
    lines: lines.map(({ costCode, costType, before, change: by }) => ({
      ...{ costCode, costType },
      ...toStep(before, by),
    })),
  };
}

function toStep(before: string, by: string): BaselineStep {
  const [from, step] = [toCents(before), toCents(by)];
  return { before: centsText(from), change: centsText(step), after: centsText(from + step) };
}

/** Where a job's baselines stand within the transaction. */
export interface Standing {
  readonly price: string;
  readonly cost: string;
  /** Amount by `code|type`. */
  readonly lines: ReadonlyMap<string, string>;
}
export const pairOf = (line: { readonly costCode: string; readonly costType: string }): string =>
  `${line.costCode}|${line.costType}`;

/** The award, or what stands in for it where there is none here, with every approved change order. */
export async function readStanding(
  db: Sql,
  projectId: string,
  original: OriginalBaseline | null,
): Promise<Standing> {
  const frozen = (await readOriginal(db, projectId)) ?? original ?? { price: '0', lines: [] };
  const approved = await rowsOf(
    db,
    CHANGE_ORDERS,
    sql<{ price: string; lines: string }>`select c.price::text as price, coalesce((
        select json_agg(json_build_object('costCode', l.cost_code, 'costType', l.cost_type,
          'amount', l.cost::text)) from plumbline.change_order_line l where l.change_order_id = c.id), '[]')::text
        as lines
      from plumbline.change_order c where c.project_id = ${projectId} and c.status = 'APPROVED'`,
  );
  const amounts = [
    ...frozen.lines,
    ...approved.flatMap(({ lines }) => JSON.parse(lines) as readonly BaselineAmount[]),
  ];
  return {
    price: centsText(sumTexts([frozen.price, ...approved.map(({ price }) => price)])),
    cost: centsText(sumTexts(amounts.map(({ amount }) => amount))),
    lines: sumByPair(amounts),
  };
}

function sumByPair(amounts: readonly BaselineAmount[]): ReadonlyMap<string, string> {
  const sums = new Map<string, bigint>();
  for (const line of amounts) sums.set(pairOf(line), (sums.get(pairOf(line)) ?? 0n) + toCents(line.amount));
  return new Map([...sums].map(([pair, sum]) => [pair, centsText(sum)]));
}

async function readOriginal(db: Sql, projectId: string): Promise<OriginalBaseline | null> {
  const original = await readRevisions(db, sql`r.project_id = ${projectId} and r.original`);
  if (original.length === 0) return null;
  return {
    price: centsText(sumTexts(original.map(({ price }) => price.change))),
    lines: original.flatMap(({ lines }) =>
      lines.map(({ costCode, costType, change: amount }) => ({ costCode, costType, amount })),
    ),
  };
}

/** What one revision adds. */
export interface NewRevision {
  readonly projectId: string;
  readonly kind: BaselineRevisionKind;
  /** It sets what the job began with, or takes that back. */
  readonly original: boolean;
  readonly changeOrder: { readonly id: string; readonly number: string } | null;
  readonly reverses: number | null;
  readonly proposed: string | null;
  readonly price: string;
  readonly lines: readonly BaselineAmount[];
}

const nextRevision = (projectId: string): RawBuilder<unknown> =>
  sql`(select coalesce(max(r.revision), 0) + 1 from plumbline.baseline_revision r where r.project_id = ${projectId})`;

/** Numbers it and writes it down beside what stood before. @param before read before anything of it was changed */
export async function addRevision(
  db: Sql,
  revision: NewRevision,
  { key, by, date, reason }: RevisionOrigin,
  before: Standing,
  at: string,
): Promise<void> {
  const { projectId, kind, original, changeOrder, reverses, proposed, price, lines } = revision;
  const cost = centsText(sumTexts(lines.map(({ amount }) => amount)));
  const [row] = await rowsOf(
    db,
    REVISIONS,
    sql<{
      revision: number;
    }>`insert into plumbline.baseline_revision (project_id, revision, kind, original, key,
        change_order_id, change_order_number, reverses, made_at, made_by, reason, effective_on, proposed,
        price_before, price_change, cost_before, cost_change)
      values (${projectId}, ${kind === 'AWARD' ? sql`0` : nextRevision(projectId)}, ${kind}, ${original}, ${key},
        ${changeOrder?.id ?? null}, ${changeOrder?.number ?? null}, ${reverses}::int, ${at}::timestamptz, ${by},
        ${reason}, ${date}::date, ${proposed}, ${before.price}::numeric, ${price}::numeric,
        ${before.cost}::numeric, ${cost}::numeric)
      returning revision`,
  );
  const list = lines.map((line, position) => ({
    ...{ position, costCode: line.costCode, costType: line.costType, change: line.amount },
    before: before.lines.get(pairOf(line)) ?? '0.00',
  }));
  await change(
    db,
    LINES,
    sql`insert into plumbline.baseline_revision_line
        (project_id, revision, position, cost_code, cost_type, before, change)
      select ${projectId}, ${row?.revision ?? 0}, position, "costCode", "costType", before, change
      from json_to_recordset(${jsonList(list)})
        as l (position int, "costCode" text, "costType" text, before numeric, change numeric)`,
  );
}
