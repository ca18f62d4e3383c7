/** Bid-item CSV, streamed: delimiter found in the header line, rows with a wrong shape reported and skipped. */
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { parse } from 'csv-parse';
import { FileRefused, type RowProblem } from '../../kit/files/report.js';
import type { FileMapping } from '../settings.js';
import { createBidTable, toColumn, type Column } from './bid-table.js';
import type { BidReading } from './report.js';
import { readText } from './text.js';

/** Lines before the header that are skipped while looking for it. */
const MOST_LEADING_LINES = 30;

export async function readBidCsv(bytes: Uint8Array, mapping: FileMapping): Promise<BidReading> {
  const { text, problems } = readText(bytes);
  const table = createBidTable(mapping.decimalSeparator);
  let columns: (Column | undefined)[] | undefined = undefined as (Column | undefined)[] | undefined;
  let width = 0;
  let seen = 0;
  const take = (record: string[], { lines }: { readonly lines: number }): null => {
    const place = { line: lines, table: '' };
    if (!columns) {
      columns = seen < MOST_LEADING_LINES ? findHeader(record, mapping) : undefined;
      width = record.length;
      seen += 1;
    } else if (record.length !== width) {
      problems.push({ ...place, reason: `has ${record.length} columns, the header has ${width}` });
    } else {
      table.add({ place, ...pick(columns, record) });
    }
    return null;
  };
  try {
    await consume(text, take);
  } catch (error) {
    problems.push(broken(error));
  }
  if (!columns)
    throw new FileRefused(
      'has no header with an item and a quantity or price; map the names in files.columns',
    );
  const read = table.finish();
  return { bids: read.bids, problems: [...problems, ...read.problems] };
}

/** Rows are taken as they are parsed: a stream would drop the ones it still holds when a later row breaks. */
async function consume(
  text: string,
  take: (record: string[], context: { readonly lines: number }) => null,
): Promise<void> {
  const delimiter = sniffDelimiter(text);
  const parser = parse({ delimiter, relax_column_count: true, skip_empty_lines: true, on_record: take });
  await finished(Readable.from([text]).pipe(parser).resume());
}

/** The delimiter that occurs most in the first line that has any. */
function sniffDelimiter(text: string): string {
  const line = text.split(/\r?\n/, MOST_LEADING_LINES).find((one) => /[;,\t]/.test(one)) ?? '';
  const count = (mark: string): number => line.split(mark).length;
  return [';', '\t', ','].reduce((best, mark) => (count(mark) > count(best) ? mark : best), ',');
}

function findHeader(record: readonly string[], mapping: FileMapping): (Column | undefined)[] | undefined {
  const columns = record.map((name) => toColumn(name, mapping.columns));
  const isHeader =
    columns.includes('item') && (columns.includes('quantity') || columns.includes('unitPrice'));
  return isHeader ? columns : undefined;
}

function pick(columns: readonly (Column | undefined)[], record: readonly string[]) {
  const row: Partial<Record<Column, string>> = {};
  columns.forEach((column, i) => {
    if (column) row[column] ??= record[i] ?? '';
  });
  return row;
}

/** An unclosed quote ends the reading: what came before is kept. */
function broken(error: unknown): RowProblem {
  const { message, lines } = error as { message: string; lines?: number };
  return { line: lines ?? null, table: '', reason: `ends the reading: ${message}` };
}
