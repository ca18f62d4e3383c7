/**
 * Bid tabs as XLSX: one header row, either one price column with an optional bidder column, or a pair of price
 * columns per bidder whose name stands above the pair. The sheet with the most bidders is read; a sheet with
 * bidder and total columns (a summary) is compared with it.
 */
import readSheets from 'read-excel-file/node';
import type { Big } from '../../kit/decimal.js';
import { FileRefused, type Place, type RowProblem } from '../../kit/files/report.js';
import type { FileMapping } from '../settings.js';
import { createBidTable, toColumn, words, type Cell, type Column } from './bid-table.js';
import { readNumber } from './numbers.js';
import type { BidReading } from './report.js';
import { guardZip } from './zip-guard.js';

interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly Cell[])[];
}

/** Prices of one bidder: where they stand in a row. */
interface Prices {
  readonly bidder: string | null;
  readonly unitPrice: number | undefined;
  readonly amount: number | undefined;
}
interface Layout {
  readonly sheet: Sheet;
  readonly header: number;
  readonly columns: readonly (Column | undefined)[];
  readonly prices: readonly Prices[];
}

export async function readBidXlsx(
  bytes: Uint8Array,
  mapping: FileMapping,
  maxUnpackedBytes: number,
): Promise<BidReading> {
  guardZip(bytes, maxUnpackedBytes);
  const sheets = (await readSheets(Buffer.from(bytes))).map(({ sheet, data }) => ({
    name: sheet,
    rows: data.map((row) => row.map(toCell)),
  }));
  const [layout] = sheets
    .flatMap((sheet) => findLayout(sheet, mapping) ?? [])
    .sort((a, b) => b.prices.length - a.prices.length);
  if (!layout) throw new FileRefused('has no sheet with an item, quantity and price header');
  const problems: RowProblem[] = [];
  const table = createBidTable(mapping.decimalSeparator);
  const totals = new Map<string, Big>();
  layout.sheet.rows.slice(layout.header + 1).forEach((row, i) => {
    const place = { line: layout.header + i + 2, table: `sheet ${layout.sheet.name}` };
    addRow(layout, row, place, table, totals);
  });
  readSummary(sheets, totals, problems);
  const read = table.finish(totals);
  return { bids: read.bids, problems: [...problems, ...read.problems] };
}

function toCell(cell: unknown): Cell {
  return typeof cell === 'string' || typeof cell === 'number' ? cell : null;
}

function findLayout(sheet: Sheet, mapping: FileMapping): Layout | undefined {
  for (const [header, row] of sheet.rows.entries()) {
    const columns = row.map((cell) => toColumn(cell, mapping.columns));
    if (!columns.includes('item') || !columns.includes('quantity')) continue;
    const first = (column: Column): number | undefined => {
      const at = columns.indexOf(column);
      return at < 0 ? undefined : at;
    };
    const starts = columns.flatMap((column, at) => (column === 'unitPrice' ? [at] : []));
    const prices = starts.map((unitPrice) => ({
      bidder: nameAbove(sheet, header, unitPrice),
      unitPrice,
      amount: columns[unitPrice + 1] === 'amount' ? unitPrice + 1 : first('amount'),
    }));
    const one = { bidder: null, unitPrice: undefined, amount: first('amount') };
    return { sheet, header, columns, prices: prices.length > 0 ? prices : [one] };
  }
  return undefined;
}

function nameAbove(sheet: Sheet, header: number, at: number): string | null {
  for (let row = header - 1; row >= 0; row -= 1) {
    const name = words(sheet.rows[row]?.[at]);
    if (name !== null) return name;
  }
  return null;
}

function addRow(
  layout: Layout,
  row: readonly Cell[],
  place: Place,
  table: ReturnType<typeof createBidTable>,
  totals: Map<string, Big>,
): void {
  const at = (column: Column): Cell => row[layout.columns.indexOf(column)] ?? null;
  const [item, description] = [words(at('item')), words(at('description'))];
  if (row.every((cell) => words(cell) === null)) return;
  for (const prices of layout.prices) {
    const unitPrice = prices.unitPrice === undefined ? null : (row[prices.unitPrice] ?? null);
    const amount = prices.amount === undefined ? null : (row[prices.amount] ?? null);
    const bidder = prices.bidder ?? words(at('bidder'));
    if (item === null && /^total/i.test(description ?? '')) {
      const total = readNumber(amount);
      if (total.kind === 'NUMBER') totals.set(bidder ?? '', total.value);
      continue;
    }
    table.add({
      place:
        layout.prices.length > 1 ? { ...place, table: `${place.table} (${bidder ?? 'no bidder'})` } : place,
      item,
      description,
      quantity: at('quantity'),
      unit: at('unit'),
      unitPrice,
      amount,
      bidder,
      contract: at('contract'),
    });
  }
}

/** A summary's total wins over the table's own, and a footnote mark on it is reported. */
function readSummary(sheets: readonly Sheet[], totals: Map<string, Big>, problems: RowProblem[]): void {
  for (const { name, rows } of sheets) {
    const header = rows.findIndex(
      ([bidder, total]) =>
        toColumn(bidder ?? null, {}) === 'bidder' && toColumn(total ?? null, {}) === 'amount',
    );
    if (header < 0) continue;
    rows.slice(header + 1).forEach(([cell = null, stated = null], i) => {
      const bidder = words(cell);
      const read = readNumber(stated);
      if (bidder === null || read.kind !== 'NUMBER') return;
      totals.set(bidder, read.value);
      if (read.marked)
        problems.push({
          line: header + i + 2,
          table: `sheet ${name}`,
          reason: `the total "${String(stated)}" of ${bidder} carries a footnote mark`,
        });
    });
  }
}
