/** Invoices and bills in domain words, their rules, and how they are written on the wire of `load`. Pure. */
import { centsText, roundCents, sumCents, toCents, type Cents } from '../../kit/cents.js';
import { decimal, type Big, type DecimalString } from '../../kit/decimal.js';
import type { Distribution } from './check-distribution.js';
import { isDay } from './journal-entry.js';
import { externalId, type Loading } from './load.js';
import { refusal } from './scope.js';

/** Odoo's `move_type` of the four documents. */
export type DocumentType = 'out_invoice' | 'out_refund' | 'in_invoice' | 'in_refund';

export interface DocumentLine {
  /** Code of the general account in the document's company. */
  readonly account: string;
  readonly label: string;
  readonly quantity: DecimalString;
  /** Company currency, net of tax. */
  readonly unitPrice: DecimalString;
  /** Key (ids of analytic accounts joined by commas) → percent; null for a line that is nobody's cost or revenue. */
  readonly distribution: Distribution | null;
  /** account.tax ids; left out, the line carries no tax. Odoo's own defaults never apply. */
  readonly taxIds?: readonly number[];
  readonly productId?: number;
  /** uom.uom id of the quantity; the product's own when left out. */
  readonly uomId?: number;
  /** Order line this line bills. */
  readonly orderLineId?: number;
}

/** A document to be made, in the currency of its company. */
export interface DocumentDraft {
  readonly type: DocumentType;
  readonly partnerId: number;
  /** Date on the document, YYYY-MM-DD. */
  readonly invoiceDate: string;
  /** Accounting date, YYYY-MM-DD. */
  readonly date: string;
  /** The other side's reference, for example the vendor's bill number. */
  readonly ref: string | null;
  readonly lines: readonly DocumentLine[];
}

/** `10` × `33.335` → cents, rounded half up once, as Odoo rounds a line to its currency. */
export function subtotalOf({ quantity, unitPrice }: Pick<DocumentLine, 'quantity' | 'unitPrice'>): Cents {
  return roundCents(decimal(quantity).times(decimal(unitPrice)).times(100));
}

/**
 * An amount as quantity × price. Odoo keeps both with two places: where no such price comes to the amount, it is one
 * piece at the amount.
 */
export function priced(
  amount: DecimalString,
  quantity: DecimalString,
): Pick<DocumentLine, 'quantity' | 'unitPrice'> {
  const share = decimal(quantity);
  const whole = { quantity: '1', unitPrice: amount };
  if (share.lte(0) || share.eq(1) || !share.round(2).eq(share)) return whole;
  const parts = { quantity: share.toFixed(), unitPrice: decimal(amount).div(share).round(2, 1).toFixed() };
  return subtotalOf(parts) === toCents(amount) ? parts : whole;
}

export function untaxedOf(draft: Pick<DocumentDraft, 'lines'>): Cents {
  return sumCents(draft.lines.map(subtotalOf));
}

/** @throws UpstreamError (BUSINESS) for a document that Odoo would refuse, or worse, accept. */
export function checkDraft(draft: DocumentDraft, what: string): void {
  for (const day of [draft.date, draft.invoiceDate])
    if (!isDay(day)) throw refusal(`${what} has the date "${day}"; write YYYY-MM-DD`);
  if (draft.lines.length === 0) throw refusal(`${what} has no lines; give it at least one`);
  for (const { account, quantity, unitPrice } of draft.lines) {
    if (!parse(quantity))
      throw refusal(`${what} has the quantity "${quantity}" on ${account}; write a number`);
    if (!parse(unitPrice))
      throw refusal(`${what} has the price "${unitPrice}" on ${account}; write a number`);
  }
  const total = untaxedOf(draft);
  // Odoo refuses to post a negative total and asks for a credit note instead.
  if (total < 0n) throw refusal(`${what} adds up to ${centsText(total)}; a document cannot be negative`);
}

/** A money amount above zero with at most two decimals, or a refusal that names it. */
export function checkAmount(amount: DecimalString, what: string): void {
  const value = parse(amount);
  if (!value?.gt(0) || !value.times(100).round(0).eq(value.times(100)))
    throw refusal(`${what} is "${amount}"; write a positive amount with at most two decimals`);
}

function parse(text: string): Big | undefined {
  try {
    return decimal(text);
  } catch {
    return undefined;
  }
}

/** What people see as the source of a record that a write made (`invoice_origin`, `origin`). */
export const originOf = (key: string): string => `PLB/${key}`;

/** The document as `load` takes it; every line carries an external id, so that a second load adds no line. */
export function toLoading(
  draft: DocumentDraft,
  key: string,
  accountIds: ReadonlyMap<string, number>,
): Loading {
  const lines = draft.lines.map((line): LineColumns => ({
    'account_id/.id': String(accountIds.get(line.account) ?? ''),
    name: line.label,
    quantity: line.quantity,
    price_unit: line.unitPrice,
    'tax_ids/.id': (line.taxIds ?? []).join(','),
    analytic_distribution: line.distribution ? distributionText(line.distribution) : '',
    'product_id/.id': line.productId === undefined ? '' : String(line.productId),
    'product_uom_id/.id': line.uomId === undefined ? '' : String(line.uomId),
    'purchase_line_id/.id': line.orderLineId === undefined ? '' : String(line.orderLineId),
  }));
  const head = {
    move_type: draft.type,
    'partner_id/.id': String(draft.partnerId),
    invoice_date: draft.invoiceDate,
    date: draft.date,
    ref: draft.ref ?? '',
  };
  return documentLoading(head, lines, key);
}

export type LineColumns = Readonly<Record<string, string>>;

/** Head and lines as one record; columns that no line fills are left out, but taxes: an absent column means defaults. */
export function documentLoading(
  head: Readonly<Record<string, string>>,
  lines: readonly LineColumns[],
  key: string,
): Loading {
  const own = Object.entries({
    id: externalId(key),
    ...head,
    invoice_origin: originOf(key),
  }).filter(([, value]) => value !== '');
  const columns = Object.keys(lines[0] ?? {}).filter(
    (name) => name === 'tax_ids/.id' || lines.some((line) => line[name] !== ''),
  );
  return {
    model: 'account.move',
    fields: [...own.map(([name]) => name), ...['id', ...columns].map((name) => `invoice_line_ids/${name}`)],
    data: lines.map((line, at) => [
      ...own.map(([, value]) => (at === 0 ? value : '')),
      externalId(key, `_l${at + 1}`),
      ...columns.map((name) => line[name] ?? ''),
    ]),
  };
}

/** JSON by hand, since a percent is decimal text and must reach Odoo with all its digits. */
export function distributionText(distribution: Distribution): string {
  const shares = Object.entries(distribution).map(
    ([key, percent]) => `${JSON.stringify(key)}: ${decimal(percent).toFixed()}`,
  );
  return `{${shares.join(', ')}}`;
}
