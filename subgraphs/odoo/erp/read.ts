/** The two ways of reading: every record of a domain, page by page, and grouped sums in one call. */
import type { ErpModel } from './fields.js';
import type { Session } from './session.js';
import { garbage } from './rpc.js';
import { readId, readRecords, type WireRecord } from './wire.js';

/** Rows per page; a page that is full is followed by the next one, by id. */
export const PAGE_ROWS = 5_000;

/** An Odoo search domain in prefix notation. */
export type Domain = readonly (string | readonly [string, string, unknown])[];

/** Every record of a domain, by id. Keyset paging: rows written meanwhile are neither skipped nor repeated. */
export function readAll(
  session: Session,
  model: ErpModel,
  domain: Domain,
  fields: readonly string[] = session.fields(model),
): Promise<WireRecord[]> {
  return readFields(session, model, domain, fields);
}

/** The same for a model whose fields the caller chose itself. */
export async function readFields(
  session: Pick<Session, 'rpc' | 'context'>,
  model: string,
  domain: Domain,
  fields: readonly string[],
): Promise<WireRecord[]> {
  const rows: WireRecord[] = [];
  for (let after = 0; ;) {
    const page = await readPage(session, model, [...domain, ['id', '>', after]], fields);
    rows.push(...page);
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE_ROWS) return rows;
    if (readId(last) <= after) throw garbage(`odoo repeated a page of ${model}`);
    after = readId(last);
  }
}

async function readPage(
  session: Pick<Session, 'rpc' | 'context'>,
  model: string,
  domain: Domain,
  fields: readonly string[],
): Promise<WireRecord[]> {
  const args = { domain, fields, order: 'id', limit: PAGE_ROWS };
  const { rpc, context } = session;
  return readRecords(model, await rpc.call(model, 'search_read', args, { context }));
}

/** The first version whose grouped read is `formatted_read_group`. */
const FIRST_FORMATTED = 19;

export interface Grouping {
  readonly domain: Domain;
  readonly groupby: readonly string[];
  /** Fields to add up; a row carries each as `<field>:sum`. */
  readonly sums: readonly string[];
}

/** Grouped sums. Rows of both protocols have one shape; the day of a group is read with `readDay`. */
export async function readGroups(
  session: Session,
  model: ErpModel,
  grouping: Grouping,
): Promise<WireRecord[]> {
  const { rpc, context } = session;
  const { domain, groupby } = grouping;
  const sums = grouping.sums.map((field) => `${field}:sum`);
  if (rpc.version >= FIRST_FORMATTED) {
    const args = { domain, groupby, aggregates: sums };
    return readRecords(model, await rpc.call(model, 'formatted_read_group', args, { context }));
  }
  const args = { domain, fields: sums, groupby, lazy: false };
  const rows = readRecords(model, await rpc.call(model, 'read_group', args, { context }));
  return rows.map((row) => renameSums(row, grouping.sums));
}

/** `read_group` names a sum like its field; a sum of nothing is `false`. Source: odoo/odoo, `test_read_group/tests`. */
function renameSums(row: WireRecord, fields: readonly string[]): WireRecord {
  return { ...row, ...Object.fromEntries(fields.map((field) => [`${field}:sum`, row[field]])) };
}

const DAY = /^\d{4}-\d{2}-\d{2}/;

/**
 * The day of a group: first of the pair (`formatted_read_group`), else `__range` or the lower bound in `__domain`, since
 * the label of `read_group` is translated. The first one in the domain is the group's: no caller bounds the day.
 * Source: odoo/odoo, `odoo/addons/test_read_group/tests/test_date_range.py` and `_read_group_format_result` (16 to 19).
 */
export function readDay(row: WireRecord, field: string): string {
  const value = row[field];
  const first: unknown = Array.isArray(value) ? value[0] : value;
  if (typeof first === 'string' && DAY.test(first)) return first.slice(0, 10);
  const range = (row['__range'] as Record<string, { from?: unknown }> | undefined)?.[field]?.from;
  const found = [range, ...lowerBounds(row, field)].find(
    (text): text is string => typeof text === 'string' && DAY.test(text),
  );
  if (found !== undefined) return found.slice(0, 10);
  throw garbage(`odoo grouped by ${field} without saying the day`);
}

function lowerBounds(row: WireRecord, field: string): unknown[] {
  const name = field.split(':')[0];
  const domain = row['__domain'];
  if (!Array.isArray(domain)) return [];
  return domain.flatMap((leaf: unknown): unknown[] =>
    Array.isArray(leaf) && leaf[0] === name && leaf[1] === '>=' ? [leaf[2]] : [],
  );
}
