/** Invoices and bills as they stand in the books, and the one that a write made. */
import type { Cents } from '../../kit/cents.js';
import { readFields, type Domain } from '../erp/read.js';
import type { Session } from '../erp/session.js';
import { readCents, readId, readLink, readNumber, readText, type WireRecord } from '../erp/wire.js';
import { originOf, type DocumentDraft } from './document.js';
import { externalId, findByExternalId } from './load.js';

export interface Document {
  readonly id: number;
  /** Null while it is a draft that never was posted. */
  readonly number: string | null;
  readonly state: string;
  readonly type: string;
  readonly date: string | null;
  readonly invoiceDate: string | null;
  readonly partnerId: number | null;
  readonly companyId: number | null;
  readonly ref: string | null;
  readonly reversedId: number | null;
  /** Document currency, net of a retention line. */
  readonly untaxed: Cents;
  readonly tax: Cents;
  readonly total: Cents;
}

export interface DocumentItem {
  readonly id: number;
  readonly accountId: number | null;
  readonly displayType: string | null;
  readonly label: string | null;
  readonly subtotal: Cents;
  readonly balance: Cents;
  /** What is still open; 0 on accounts that are not reconciled. */
  readonly residual: Cents;
  /** True once nothing is open of a line on an account that is reconciled. */
  readonly reconciled: boolean;
  readonly row: WireRecord;
}

const DOCUMENT_NEEDS = {
  required: [
    'name',
    'state',
    'move_type',
    'date',
    'invoice_date',
    'partner_id',
    'company_id',
    'ref',
    'reversed_entry_id',
    'amount_untaxed',
    'amount_tax',
    'amount_total',
  ],
  optional: [],
};
const ITEM_NEEDS = {
  required: [
    'move_id',
    'account_id',
    'display_type',
    'name',
    'quantity',
    'price_unit',
    'discount',
    'price_subtotal',
    'balance',
    'amount_residual',
    'reconciled',
    'tax_ids',
    'analytic_distribution',
    'product_id',
  ],
  optional: ['purchase_line_id', 'product_uom_id'],
};

export async function readDocuments(session: Session, domain: Domain): Promise<Document[]> {
  const fields = await session.choose('account.move', DOCUMENT_NEEDS);
  const rows = await readFields(session, 'account.move', domain, fields);
  return rows.map((row) => ({
    id: readId(row),
    number: readText(row, 'name'),
    state: readText(row, 'state') ?? '',
    type: readText(row, 'move_type') ?? '',
    date: readText(row, 'date'),
    invoiceDate: readText(row, 'invoice_date'),
    partnerId: readLink(row, 'partner_id'),
    companyId: readLink(row, 'company_id'),
    ref: readText(row, 'ref'),
    reversedId: readLink(row, 'reversed_entry_id'),
    untaxed: readCents(row, 'amount_untaxed'),
    tax: readCents(row, 'amount_tax'),
    total: readCents(row, 'amount_total'),
  }));
}

export async function readItems(session: Session, domain: Domain): Promise<DocumentItem[]> {
  const fields = await session.choose('account.move.line', ITEM_NEEDS);
  const rows = await readFields(session, 'account.move.line', domain, fields);
  return rows.map((row) => ({
    id: readId(row),
    accountId: readLink(row, 'account_id'),
    displayType: readText(row, 'display_type'),
    label: readText(row, 'name'),
    subtotal: readCents(row, 'price_subtotal'),
    balance: readCents(row, 'balance'),
    residual: readCents(row, 'amount_residual'),
    reconciled: row['reconciled'] === true,
    row,
  }));
}

/** By origin or by partner and date, whichever people left alone, then told apart by the key. */
export async function findDocument(
  session: Session,
  draft: Pick<DocumentDraft, 'type' | 'partnerId' | 'invoiceDate'>,
  key: string,
): Promise<Document | null> {
  const documents = await readDocuments(session, [
    ['move_type', '=', draft.type],
    '|',
    ['invoice_origin', '=', originOf(key)],
    '&',
    ['partner_id', '=', draft.partnerId],
    ['invoice_date', '=', draft.invoiceDate],
  ]);
  const ids = documents.map(({ id }) => id);
  const id = await findByExternalId(session, 'account.move', ids, externalId(key));
  return documents.find((document) => document.id === id) ?? null;
}

/** Quantities and prices of a line as text, for a document that repeats it. */
export const numberText = (row: WireRecord, field: string): string => readNumber(row, field).toFixed();
