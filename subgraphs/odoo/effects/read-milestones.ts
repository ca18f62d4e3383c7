/**
 * Milestones of a job in the ERP. One that names a line of a sale order is a billing milestone: once it is reached,
 * Odoo counts its share of the line as delivered (`qty_delivered_method` "milestones"), and what is delivered and not
 * invoiced is due to bill. Fields as recorded on 19.0 (`fields_get_project_milestone`, `fields_get_sale_order_line`).
 */
import { centsText } from '../../kit/cents.js';
import type { DecimalString } from '../../kit/decimal.js';
import { isUpstreamError } from '../../kit/errors.js';
import { readFields, type Domain } from '../erp/read.js';
import type { Session } from '../erp/session.js';
import {
  readCents,
  readId,
  readLink,
  readLinkName,
  readNumber,
  readText,
  type WireRecord,
} from '../erp/wire.js';

/** The sale order line that a billing milestone bills, as Odoo counts it now. Quantities in the line's unit. */
export interface MilestoneBilling {
  /** sale.order.line id. */
  readonly orderLineId: number;
  /** Number of the sale order. */
  readonly order: string;
  readonly description: string;
  /** The milestone's part of the line, 0 to 1. */
  readonly share: DecimalString;
  readonly ordered: DecimalString;
  readonly delivered: DecimalString;
  readonly invoiced: DecimalString;
  readonly toInvoice: DecimalString;
  /** Untaxed and due to bill on the line, order currency. */
  readonly due: DecimalString;
  /** Untaxed price of the whole line, order currency. */
  readonly price: DecimalString;
  /** ISO 4217. */
  readonly currency: string;
}

export interface MilestoneRecord {
  /** project.milestone id. */
  readonly id: number;
  readonly name: string;
  readonly projectId: number | null;
  readonly reached: boolean;
  /** Day Odoo noted it as reached; null while it is not. */
  readonly reachedOn: string | null;
  readonly deadline: string | null;
  /** sale.order.line id; null for a milestone that bills nothing. */
  readonly orderLineId: number | null;
  /** Null where it bills nothing, and where the configured key may not read sale orders. */
  readonly billing: MilestoneBilling | null;
}

const NEEDS = {
  required: ['name', 'project_id', 'is_reached', 'reached_date', 'deadline'],
  optional: ['sale_line_id', 'quantity_percentage'],
};
const LINE_NEEDS = {
  required: ['order_id', 'name', 'product_uom_qty', 'qty_delivered', 'qty_invoiced', 'qty_to_invoice'],
  optional: ['untaxed_amount_to_invoice', 'price_subtotal', 'currency_id'],
};

export async function readMilestones(session: Session, domain: Domain): Promise<MilestoneRecord[]> {
  const fields = await session.choose('project.milestone', NEEDS);
  const rows = await readFields(session, 'project.milestone', domain, fields);
  const lineIds = [...new Set(rows.flatMap((row) => readLink(row, 'sale_line_id') ?? []))];
  const lines = lineIds.length === 0 ? new Map<number, WireRecord>() : await readLines(session, lineIds);
  return rows.map((row) => {
    const orderLineId = readLink(row, 'sale_line_id');
    const line = lines.get(orderLineId ?? 0);
    return {
      id: readId(row),
      name: readText(row, 'name') ?? '',
      projectId: readLink(row, 'project_id'),
      reached: row['is_reached'] === true,
      reachedOn: readText(row, 'reached_date'),
      deadline: readText(row, 'deadline'),
      orderLineId,
      billing: line ? toBilling(row, line) : null,
    };
  });
}

/** A key that may not see sale orders still moves milestones: their billing is left to who may. */
async function readLines(session: Session, ids: readonly number[]): Promise<Map<number, WireRecord>> {
  try {
    const fields = await session.choose('sale.order.line', LINE_NEEDS);
    const rows = await readFields(session, 'sale.order.line', [['id', 'in', ids]], fields);
    return new Map(rows.map((row) => [readId(row), row]));
  } catch (error) {
    if (isUpstreamError(error) && error.kind === 'AUTH') return new Map();
    throw error;
  }
}

function toBilling(milestone: WireRecord, line: WireRecord): MilestoneBilling {
  return {
    orderLineId: readId(line),
    order: readLinkName(line, 'order_id') ?? '',
    description: readText(line, 'name') ?? '',
    share: readNumber(milestone, 'quantity_percentage').toFixed(),
    ordered: readNumber(line, 'product_uom_qty').toFixed(),
    delivered: readNumber(line, 'qty_delivered').toFixed(),
    invoiced: readNumber(line, 'qty_invoiced').toFixed(),
    toInvoice: readNumber(line, 'qty_to_invoice').toFixed(),
    due: centsText(readCents(line, 'untaxed_amount_to_invoice')),
    price: centsText(readCents(line, 'price_subtotal')),
    currency: readLinkName(line, 'currency_id') ?? '',
  };
}
