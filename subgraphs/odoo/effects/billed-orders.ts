/**
 * Purchase orders as their progress bills see them: what each line comes to, how it is coded, and what is billed of it,
 * drafts included, since a draft is a bill that somebody is about to post. Reads only.
 */
import { centsText } from '../../kit/cents.js';
import type { CompanySettings } from '../../kit/company.js';
import type { DecimalString } from '../../kit/decimal.js';
import { readFields } from '../erp/read.js';
import type { Session } from '../erp/session.js';
import { readCents, readDistribution, readId, readIds, readLink, readLinkName } from '../erp/wire.js';
import { readText, type WireRecord } from '../erp/wire.js';
import { readBillAccounts } from './bill-accounts.js';
import type { Distribution } from './check-distribution.js';
import { numberText, readItems, type DocumentItem } from './document-read.js';

export interface BilledOrder {
  /** purchase.order id. */
  readonly id: number;
  readonly number: string;
  /** True once it was confirmed to the vendor and not cancelled. */
  readonly confirmed: boolean;
  readonly vendorId: number | null;
  readonly vendorName: string | null;
  /** ISO 4217. */
  readonly currency: string | null;
  readonly lines: readonly BilledOrderLine[];
}
export interface BilledOrderLine {
  /** purchase.order.line id. */
  readonly id: number;
  readonly description: string;
  readonly productId: number | null;
  /** Its cost is what is taken from stock, so its bill is none. */
  readonly stocked: boolean;
  readonly downPayment: boolean;
  readonly quantity: DecimalString;
  /** uom.uom id. */
  readonly uomId: number | null;
  /** Untaxed, order currency. */
  readonly subtotal: DecimalString;
  /** Null for a line that is coded to nothing. */
  readonly distribution: Distribution | null;
  /** account.tax ids. */
  readonly taxIds: readonly number[];
  /** Code of the account its bills go on; null when neither a bill, the product nor the company says one. */
  readonly account: string | null;
  /** Bills and credit notes that are not cancelled, oldest first. */
  readonly billed: readonly BilledPart[];
}
export interface BilledPart {
  /** Number of the document, or `draft <id>`. */
  readonly document: string;
  /** Of the order line; negative on a credit note. */
  readonly quantity: DecimalString;
  /** Untaxed, company currency; negative on a credit note. */
  readonly amount: DecimalString;
}

const ORDER_NEEDS = { required: ['name', 'partner_id', 'state', 'currency_id'], optional: [] };
const LINE_NEEDS = {
  required: ['order_id', 'name', 'product_id', 'product_qty', 'price_subtotal', 'analytic_distribution'],
  // Units and taxes were renamed in 19.
  optional: [...['display_type', 'is_downpayment', 'product_uom_id', 'product_uom', 'tax_ids', 'taxes_id']],
};

/** Orders of a company with a number; Odoo does not keep numbers unique. */
export async function readBilledOrders(
  session: Session,
  company: CompanySettings,
  number: string,
): Promise<BilledOrder[]> {
  const orders = await readOrders(session, company, number);
  if (orders.length === 0) return [];
  const ids = orders.map(readId);
  const lineFields = await session.choose('purchase.order.line', LINE_NEEDS);
  const [rows, items] = await Promise.all([
    readFields(session, 'purchase.order.line', [['order_id', 'in', ids]], lineFields),
    readItems(session, [
      ['purchase_line_id.order_id', 'in', ids],
      ['parent_state', '!=', 'cancel'],
      ['display_type', '=', 'product'],
      ['move_id.move_type', 'in', ['in_invoice', 'in_refund']],
    ]),
  ]);
  const lines = rows.filter((row) => readText(row, 'display_type') === null);
  const accounts = await readBillAccounts(session, company, {
    products: lines.flatMap((row) => readLink(row, 'product_id') ?? []),
    used: items.flatMap(({ accountId }) => accountId ?? []),
  });
  return orders.map((order) => ({
    id: readId(order),
    number: readText(order, 'name') ?? '',
    confirmed: readText(order, 'state') === 'purchase',
    vendorId: readLink(order, 'partner_id'),
    vendorName: readLinkName(order, 'partner_id'),
    currency: readLinkName(order, 'currency_id'),
    lines: lines
      .filter((row) => readLink(row, 'order_id') === readId(order))
      .map((row) => toLine(row, items, accounts)),
  }));
}

async function readOrders(
  session: Session,
  { odooCompanyId }: CompanySettings,
  number: string,
): Promise<WireRecord[]> {
  const domain = [
    ['name', '=', number],
    ['company_id', '=', odooCompanyId],
  ] as const;
  const fields = await session.choose('purchase.order', ORDER_NEEDS);
  return readFields(session, 'purchase.order', domain, fields);
}

function toLine(
  row: WireRecord,
  items: readonly DocumentItem[],
  accounts: Awaited<ReturnType<typeof readBillAccounts>>,
): BilledOrderLine {
  const productId = readLink(row, 'product_id');
  const own = items.filter((item) => readLink(item.row, 'purchase_line_id') === readId(row));
  const shares = [...readDistribution(row)].map(([key, percent]) => [key, percent.toFixed()] as const);
  const taxes = 'tax_ids' in row ? 'tax_ids' : 'taxes_id';
  return {
    id: readId(row),
    description: readText(row, 'name') ?? '',
    productId,
    stocked: accounts.stocked.has(productId),
    downPayment: row['is_downpayment'] === true,
    quantity: numberText(row, 'product_qty'),
    uomId: readLink(row, 'product_uom_id') ?? readLink(row, 'product_uom'),
    subtotal: centsText(readCents(row, 'price_subtotal')),
    distribution: shares.length > 0 ? Object.fromEntries(shares) : null,
    taxIds: taxes in row ? readIds(row, taxes) : [],
    account: accounts.codeOf(own.at(-1)?.accountId ?? null, productId),
    billed: own.map(toPart),
  };
}

/** A credit note's quantity is positive on the wire; its balance says that it takes away. */
function toPart({ row, balance }: DocumentItem): BilledPart {
  const name = readLinkName(row, 'move_id');
  const quantity = numberText(row, 'quantity').replace(/^-/, '');
  return {
    document: name === null || name === '' || name === '/' ? `draft ${readLink(row, 'move_id') ?? 0}` : name,
    quantity: balance < 0n ? `-${quantity}` : quantity,
    amount: centsText(balance),
  };
}
