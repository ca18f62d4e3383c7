/** The common part of spreadsheet readers: header names, row checks, one bid per contract and bidder. Pure. */
import { roundMoney, sum, type Big } from '../../kit/decimal.js';
import type { Place, RowProblem } from '../../kit/files/report.js';
import type { FileMapping } from '../settings.js';
import { readNumber, type DecimalSeparator } from './numbers.js';
import type { FileBid, FileItem } from './report.js';

export type Cell = string | number | null;
export type Column =
  'item' | 'description' | 'quantity' | 'unit' | 'unitPrice' | 'amount' | 'bidder' | 'contract';

const ALIASES: Readonly<Record<string, Column>> = {
  item: 'item',
  itemno: 'item',
  itemnumber: 'item',
  biditem: 'item',
  payitem: 'item',
  description: 'description',
  itemdescription: 'description',
  quantity: 'quantity',
  qty: 'quantity',
  contractqty: 'quantity',
  estimatedquantity: 'quantity',
  unit: 'unit',
  units: 'unit',
  uom: 'unit',
  unitprice: 'unitPrice',
  price: 'unitPrice',
  extension: 'amount',
  amount: 'amount',
  total: 'amount',
  totalprice: 'amount',
  bidder: 'bidder',
  biddername: 'bidder',
  contractor: 'bidder',
  contract: 'contract',
  contractno: 'contract',
  projectid: 'contract',
};

/** Our column for a header as the file writes it, the firm's own names first. */
export function toColumn(header: Cell, own: FileMapping['columns']): Column | undefined {
  const text = String(header ?? '').trim();
  return own[text] ?? ALIASES[text.toLowerCase().replace(/[^a-z]/g, '')];
}

export type BidRow = { readonly place: Place } & Readonly<Partial<Record<Column, Cell>>>;

export interface BidTable {
  add(row: BidRow): void;
  /** Totals stated elsewhere, by bidder; compared with the sum of the items. */
  finish(statedTotals?: ReadonlyMap<string, Big>): {
    readonly bids: FileBid[];
    readonly problems: RowProblem[];
  };
}

const CENT = '0.01';

export function createBidTable(separator: DecimalSeparator): BidTable {
  const bids = new Map<string, { bidder: string | null; contract: string | null; items: FileItem[] }>();
  const problems: RowProblem[] = [];
  return {
    add(row) {
      const read = readItem(row, separator);
      problems.push(...read.problems);
      if (!read.item) return;
      const [bidder, contract] = [words(row.bidder), words(row.contract)];
      const key = JSON.stringify([contract, bidder]);
      const bid = bids.get(key) ?? { bidder, contract, items: [] };
      bid.items.push(read.item);
      bids.set(key, bid);
    },
    finish(statedTotals = new Map()) {
      const read = [...bids.values()].map((bid) => ({
        ...bid,
        statedTotal: statedTotals.get(bid.bidder ?? '') ?? null,
      }));
      return { bids: read, problems: [...problems, ...read.flatMap(checkTotal)] };
    },
  };
}

/** Reads one row: kept when it has an item number and its numbers can be read. */
export function readItem(
  row: BidRow,
  separator: DecimalSeparator,
): { readonly item?: FileItem; readonly problems: RowProblem[] } {
  const { place } = row;
  const number = words(row.item);
  if (number === null) return { problems: [{ ...place, reason: 'the item number is empty' }] };
  const problems: RowProblem[] = [];
  const numeric = (column: 'quantity' | 'unitPrice' | 'amount'): Big | null => {
    const read = readNumber(row[column], separator);
    if (read.kind === 'BAD') problems.push({ ...place, reason: `${column} "${read.text}" is not a number` });
    if (read.kind === 'NUMBER' && read.marked)
      problems.push({ ...place, reason: `${column} "${String(row[column])}" carries a footnote mark` });
    return read.kind === 'NUMBER' ? read.value : null;
  };
  const [quantity, unitPrice, stated] = [numeric('quantity'), numeric('unitPrice'), numeric('amount')];
  const computed = quantity && unitPrice ? roundMoney(quantity.times(unitPrice)) : null;
  const amount = stated ? roundMoney(stated) : computed;
  const lost = problems.some(({ reason }) => reason.endsWith('is not a number'));
  if (lost && amount === null) return { problems };
  if (stated && computed && roundMoney(stated).minus(computed).abs().gt(CENT))
    problems.push({
      ...place,
      reason: `extension ${stated.toFixed()} is not quantity × unit price = ${computed.toFixed(2)}`,
    });
  const [description, unit] = [words(row.description), words(row.unit)];
  return { item: { place, number, description, quantity, unit, unitPrice, amount }, problems };
}

export function checkTotal(bid: FileBid): RowProblem[] {
  if (bid.statedTotal === null) return [];
  const total = sum(bid.items.flatMap((item) => item.amount ?? []));
  if (roundMoney(bid.statedTotal).minus(total).abs().lte(CENT)) return [];
  const reason = `states a total of ${bid.statedTotal.toFixed()}, its items add up to ${total.toFixed(2)}`;
  return [{ line: null, table: `bid of ${bid.bidder ?? 'the file'}`, reason }];
}

/** Text with its white space folded; null when empty. */
export function words(cell: Cell | undefined): string | null {
  const text = String(cell ?? '')
    .replace(/\s+/g, ' ')
    .trim();
  return text === '' ? null : text;
}
