/** Purchase order lines with price and unit, and the posted bills that name them. Reads only. */
import { centsText } from '../../kit/cents.js';
import { decimal, type DecimalString } from '../../kit/decimal.js';
import { readFields, type Domain } from '../erp/read.js';
import type { Session } from '../erp/session.js';
import { readCents, readId, readLink, readLinkName, readNumber, readText } from '../erp/wire.js';

export interface OrderLineRecord {
  /** purchase.order.line id. */
  readonly id: number;
  /** Number of the order. */
  readonly order: string;
  /** False for a request, and for an order that was cancelled. */
  readonly confirmed: boolean;
  readonly description: string;
  readonly quantity: DecimalString;
  /** Unit of the quantity, as Odoo names it. */
  readonly unit: string;
  /** For one unit, net of discount and tax, order currency. */
  readonly unitPrice: DecimalString;
  /** Company → order currency: company amount = amount ÷ rate. */
  readonly rate: DecimalString;
}

/** One document's part of an order line. */
export interface BillOnLine {
  readonly orderLineId: number;
  /** account.move id. */
  readonly documentId: number;
  readonly number: string;
  /** Accounting day. */
  readonly date: string;
  /** Company currency; negative for a credit note. */
  readonly amount: DecimalString;
}

const NEEDS = {
  required: ['order_id', 'name', 'product_qty', 'price_unit', 'state', 'display_type'],
  // The unit was renamed in 19.
  optional: ['discount', 'product_uom_id', 'product_uom'],
};

export async function readOrderLines(session: Session, domain: Domain): Promise<OrderLineRecord[]> {
  const fields = await session.choose('purchase.order.line', NEEDS);
  const rows = (await readFields(session, 'purchase.order.line', domain, fields)).filter(
    (row) => readText(row, 'display_type') === null,
  );
  const orderIds = [...new Set(rows.flatMap((row) => readLink(row, 'order_id') ?? []))];
  const orders = await readFields(session, 'purchase.order', [['id', 'in', orderIds]], ['currency_rate']);
  const rates = new Map(orders.map((row) => [readId(row), readNumber(row, 'currency_rate')]));
  return rows.map((row) => {
    const rate = rates.get(readLink(row, 'order_id') ?? 0) ?? decimal(0);
    const kept = decimal(100).minus(readNumber(row, 'discount'));
    return {
      id: readId(row),
      order: readLinkName(row, 'order_id') ?? '',
      confirmed: readText(row, 'state') === 'purchase',
      description: readText(row, 'name') ?? '',
      quantity: readNumber(row, 'product_qty').toFixed(),
      unit: readLinkName(row, 'product_uom_id') ?? readLinkName(row, 'product_uom') ?? '',
      unitPrice: readNumber(row, 'price_unit').times(kept).div(100).toFixed(),
      rate: rate.eq(0) ? '1' : rate.toFixed(),
    };
  });
}

export async function readBillsOnLines(
  session: Session,
  orderLineIds: readonly number[],
): Promise<BillOnLine[]> {
  const domain = [
    ['purchase_line_id', 'in', [...new Set(orderLineIds)]],
    ['parent_state', '=', 'posted'],
    ['display_type', '=', 'product'],
    ['move_id.move_type', 'in', ['in_invoice', 'in_refund']],
  ] as const;
  const fields = ['purchase_line_id', 'move_id', 'date', 'balance'];
  const rows = await readFields(session, 'account.move.line', domain, fields);
  return rows
    .map((row) => ({
      orderLineId: readLink(row, 'purchase_line_id') ?? 0,
      documentId: readLink(row, 'move_id') ?? 0,
      number: readLinkName(row, 'move_id') ?? '',
      date: readText(row, 'date') ?? '',
      amount: centsText(readCents(row, 'balance')),
    }))
    .sort((a, b) => (a.date < b.date ? -1 : 1));
}
