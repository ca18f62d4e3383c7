/** The three-way match: what was ordered, what arrived, what is billed. Pure. */
import { centsText, roundCents, toCents } from '../../kit/cents.js';
import { decimal, sum, type Big, type DecimalString } from '../../kit/decimal.js';
import type { Distribution } from './check-distribution.js';

export interface OrderToMatch {
  readonly id: number;
  readonly number: string;
  readonly vendorId: number | null;
  /** True once it was confirmed to the vendor and not cancelled. */
  readonly confirmed: boolean;
  readonly lines: readonly OrderLineToMatch[];
}
export interface OrderLineToMatch {
  readonly id: number;
  readonly description: string;
  readonly productId: number | null;
  /** Goods are billed as they arrive, services as ordered. */
  readonly goods: boolean;
  readonly ordered: DecimalString;
  /** Net of discount, document currency. */
  readonly unitPrice: DecimalString;
  /** Quantities on bills and credit notes that are not cancelled; a credit note's is negative. */
  readonly billed: readonly { readonly documentId: number; readonly quantity: DecimalString }[];
}

/** Received quantity by order line. */
export type Receipts = ReadonlyMap<number, DecimalString>;

export interface BillToMatch {
  readonly id: number;
  /** Null while it is a draft. */
  readonly number: string | null;
  readonly state: string;
  readonly vendorId: number | null;
  /** The vendor's own number. */
  readonly reference: string | null;
  readonly date: string | null;
  readonly invoiceDate: string | null;
  readonly untaxed: DecimalString;
  readonly total: DecimalString;
  readonly lines: readonly BillLineToMatch[];
}
export interface BillLineToMatch {
  readonly id: number;
  readonly orderLineId: number | null;
  readonly description: string;
  readonly quantity: DecimalString;
  /** Net of discount. */
  readonly unitPrice: DecimalString;
  readonly subtotal: DecimalString;
  /** Null for a line that is coded to nothing. */
  readonly distribution: Distribution | null;
  /** It holds back a part of what the other lines bill, so no order has it. */
  readonly retention: boolean;
}

/** What is let pass. A price may be over by the percentage, or the line by the amount, whichever is more. */
export interface MatchTolerance {
  readonly quantityPercent: DecimalString;
  readonly pricePercent: DecimalString;
  readonly amount: DecimalString;
}

export interface MatchProblem {
  readonly code:
    'OTHER_VENDOR' | 'ORDER_NOT_CONFIRMED' | 'NOT_ON_ORDER' | 'OVER_ORDERED' | 'OVER_RECEIVED' | 'PRICE';
  /** Names the line, the values and the next step. */
  readonly message: string;
  readonly billLineId: number | null;
  readonly orderLineId: number | null;
}

/** Everything that speaks against paying the bill; empty when order, receipts and bill agree within the tolerance. */
export function matchBill(
  order: OrderToMatch,
  receipts: Receipts,
  bill: BillToMatch,
  tolerance: MatchTolerance,
): MatchProblem[] {
  return [
    ...matchHeads(order, bill),
    ...bill.lines.flatMap((line) => matchLine(order, line, tolerance)),
    ...order.lines.flatMap((line) => matchQuantity(line, receipts, bill, tolerance)),
  ];
}

function matchHeads(order: OrderToMatch, bill: BillToMatch): MatchProblem[] {
  const name = bill.reference ?? bill.number ?? String(bill.id);
  const whole = { billLineId: null, orderLineId: null };
  const vendor: MatchProblem = {
    code: 'OTHER_VENDOR',
    message: `bill ${name} is from vendor ${bill.vendorId ?? 'unknown'}, order ${order.number} went to ${order.vendorId ?? 'nobody'}; choose the order it belongs to`,
    ...whole,
  };
  const state: MatchProblem = {
    code: 'ORDER_NOT_CONFIRMED',
    message: `order ${order.number} is not confirmed; confirm it before its bill is posted`,
    ...whole,
  };
  return [...(bill.vendorId === order.vendorId ? [] : [vendor]), ...(order.confirmed ? [] : [state])];
}

function matchLine(order: OrderToMatch, line: BillLineToMatch, tolerance: MatchTolerance): MatchProblem[] {
  const ordered = order.lines.find(({ id }) => id === line.orderLineId);
  const about = { billLineId: line.id, orderLineId: ordered?.id ?? null };
  if (line.retention) return [];
  if (!ordered) {
    const message = `"${line.description}" of ${line.subtotal} is not on order ${order.number}; have the order changed or the line taken off`;
    return [{ code: 'NOT_ON_ORDER', message, ...about }];
  }
  const over = decimal(line.unitPrice).minus(decimal(ordered.unitPrice));
  const lineOver = roundCents(over.times(decimal(line.quantity)).times(100));
  const withinPercent = over.lte(percentOf(decimal(ordered.unitPrice), tolerance.pricePercent));
  if (withinPercent || lineOver <= toCents(tolerance.amount)) return [];
  const message = `"${line.description}" is billed at ${line.unitPrice}, ordered at ${ordered.unitPrice}: ${centsText(lineOver)} too much; have the price agreed or corrected`;
  return [{ code: 'PRICE', message, ...about }];
}

/** What is billed in all, other bills included, against what arrived (goods) or was ordered (services). */
function matchQuantity(
  line: OrderLineToMatch,
  receipts: Receipts,
  bill: BillToMatch,
  tolerance: MatchTolerance,
): MatchProblem[] {
  const own = bill.lines.filter(({ orderLineId }) => orderLineId === line.id);
  if (own.length === 0) return [];
  const others = line.billed.filter(({ documentId }) => documentId !== bill.id);
  const before = sum(others.map(({ quantity }) => decimal(quantity)));
  const billed = before.plus(sum(own.map(({ quantity }) => decimal(quantity))));
  const exceeds = (limit: Big): boolean => billed.gt(limit.plus(percentOf(limit, tolerance.quantityPercent)));
  const about = { billLineId: own[0]?.id ?? null, orderLineId: line.id };
  const told = `"${line.description}" is billed ${billed.toFixed()} in all`;
  if (exceeds(decimal(line.ordered)))
    return [
      {
        code: 'OVER_ORDERED',
        message: `${told}, ordered were ${line.ordered}; have the order or the bill changed`,
        ...about,
      },
    ];
  const received = receipts.get(line.id) ?? '0';
  if (!line.goods || !exceeds(decimal(received))) return [];
  const message = `${told}, ${received} arrived; book the receipt or have the bill changed`;
  return [{ code: 'OVER_RECEIVED', message, ...about }];
}

const percentOf = (value: Big, percent: DecimalString): Big => value.times(decimal(percent)).div(100);
