/** Rows of the journal as records. */
import { sql, type RawBuilder } from 'kysely';
import { jsonList, rowsOf, toDate, type Sql } from '../database.js';
import type { WriteFailure, WritePage, WriteRecord, WriteStatus } from './journal.js';

export interface WriteRow {
  readonly id: string;
  readonly kind: string;
  readonly company: string;
  readonly project: string | null;
  readonly subject: string;
  readonly summary: string;
  readonly actor: string;
  readonly key: string;
  readonly input: string;
  readonly input_hash: string;
  readonly facts: string;
  readonly status: WriteStatus;
  readonly run: number;
  readonly failure: string | null;
  readonly reverses: string | null;
  readonly received_at: Date;
  readonly updated_at: Date;
}

export const WRITE_COLUMNS = sql`id, kind, company, project, subject, summary, actor, key, input, input_hash, facts,
  status, run, failure, reverses, received_at, updated_at`;

export function toWrite(row: WriteRow): WriteRecord {
  const { input_hash: inputHash, received_at, updated_at, input, facts, failure, ...same } = row;
  return {
    ...same,
    inputHash,
    input: JSON.parse(input) as unknown,
    facts: JSON.parse(facts) as unknown,
    failure: failure === null ? null : (JSON.parse(failure) as WriteFailure),
    receivedAt: toDate(received_at),
    updatedAt: toDate(updated_at),
  };
}

export type Companies = '*' | readonly string[];

/** Rows of these companies. */
export const ownedBy = (companies: Companies): RawBuilder<unknown> =>
  companies === '*' ? sql`true` : sql`company in (select json_array_elements_text(${jsonList(companies)}))`;

export async function readPage(
  db: Sql,
  { companies, statuses, kind, first, after }: WritePage,
): Promise<{ writes: WriteRecord[]; hasNext: boolean }> {
  const inStatus = statuses
    ? sql`status in (select json_array_elements_text(${jsonList(statuses)}))`
    : sql`true`;
  const rows = await rowsOf(
    db,
    'plumbline.write',
    sql<WriteRow>`select ${WRITE_COLUMNS} from plumbline.write
      where ${ownedBy(companies)} and ${inStatus} and (${kind ?? null}::text is null or kind = ${kind ?? null})
        and (${after ?? null}::text is null or seq < (select seq from plumbline.write where id = ${after ?? null}))
      order by seq desc limit ${first + 1}`,
  );
  return { writes: rows.slice(0, first).map(toWrite), hasNext: rows.length > first };
}
