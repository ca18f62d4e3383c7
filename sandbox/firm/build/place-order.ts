/** Purchase orders. */
import { times } from '../money.js';
import type { Day, Dec, FirmCompany, FirmOrder, FirmOrderLine, FirmShare } from '../ledger.js';
import type { Workshop } from './workshop.js';

export interface OrderLineInput {
  readonly description: string;
  readonly quantity: Dec;
  readonly unitPrice: Dec;
  readonly shares: readonly FirmShare[];
  readonly productId?: number;
  readonly downPayment?: boolean;
  readonly section?: boolean;
}

export interface OrderInput {
  readonly company: FirmCompany;
  readonly vendorId: number;
  readonly on: Day;
  readonly lines: readonly OrderLineInput[];
  readonly currency?: string;
  readonly state?: FirmOrder['state'];
}

function toLine(shop: Workshop, line: OrderLineInput): FirmOrderLine {
  return {
    id: shop.id('orderLine'),
    description: line.description,
    productId: line.productId ?? null,
    quantity: line.quantity,
    unitPrice: line.unitPrice,
    subtotal: times(line.unitPrice, line.quantity),
    downPayment: line.downPayment ?? false,
    displayType: line.section === true ? 'line_section' : false,
    shares: line.shares,
  };
}

/** Adds an order. A cancelled one keeps its lines and subtotals, as the ERP does. */
export function placeOrder(shop: Workshop, input: OrderInput): FirmOrder {
  const id = shop.id('order');
  const state = input.state ?? 'purchase';
  const order: FirmOrder = {
    id,
    number: `P${String(id).padStart(5, '0')}`,
    company: input.company.code,
    vendorId: input.vendorId,
    currency: input.currency ?? input.company.currency,
    rate: input.currency === undefined ? '1' : (input.company.rates[input.currency] ?? '1'),
    state,
    confirmedAt: state === 'purchase' ? `${input.on}T09:30:00Z` : null,
    lines: input.lines.map((line) => toLine(shop, line)),
  };
  shop.firm.orders.push(order);
  return order;
}

/** A line of an order by position; a missing one is a mistake in the generator. */
export function lineOf(order: FirmOrder, index: number): FirmOrderLine {
  const line = order.lines[index];
  if (line === undefined) throw new RangeError(`order ${order.number} has no line ${index}`);
  return line;
}

/** The input of a section row. */
export function section(title: string): OrderLineInput {
  return { description: title, quantity: '0', unitPrice: '0.00', shares: [], section: true };
}
