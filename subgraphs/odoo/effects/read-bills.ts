/** Vendors' bills as they are compared with their orders. Reads only. */
import { centsText } from '../../kit/cents.js';
import type { CompanySettings } from '../../kit/company.js';
import { decimal, type DecimalString } from '../../kit/decimal.js';
import type { Session } from '../erp/session.js';
import { readDistribution, readLink, readNumber, type WireRecord } from '../erp/wire.js';
import type { Distribution } from './check-distribution.js';
import { numberText, readDocuments, readItems, type DocumentItem } from './document-read.js';
import { findAccounts } from './masters.js';
import type { BillLineToMatch, BillToMatch } from './match-bill.js';

/** In order of the account.move ids; null for one that is no vendor's bill or that the company does not have. */
export async function readBills(
  session: Session,
  company: CompanySettings,
  ids: readonly number[],
): Promise<(BillToMatch | null)[]> {
  const [documents, items, held] = await Promise.all([
    readDocuments(session, [
      ['id', 'in', [...ids]],
      ['move_type', 'in', ['in_invoice', 'in_refund']],
    ]),
    readItems(session, [
      ['move_id', 'in', [...ids]],
      ['display_type', '=', 'product'],
    ]),
    findAccounts(session, company, company.retentionPayableAccounts ?? []),
  ]);
  const retention = new Set([...held.values()].map(({ id }) => id));
  return ids.map((id) => {
    const bill = documents.find((document) => document.id === id);
    if (!bill) return null;
    const { number, state, partnerId, ref, date, invoiceDate, untaxed, total } = bill;
    const lines = items
      .filter(({ row }) => readLink(row, 'move_id') === id)
      .map((item) => toLine(item, retention));
    const amounts = { untaxed: centsText(untaxed), total: centsText(total) };
    return { id, number, state, vendorId: partnerId, reference: ref, date, invoiceDate, ...amounts, lines };
  });
}

function toLine(
  { row, id, label, subtotal, accountId }: DocumentItem,
  retention: ReadonlySet<number>,
): BillLineToMatch {
  const orderLineId = readLink(row, 'purchase_line_id');
  return {
    ...{ id, orderLineId, description: label ?? '' },
    quantity: numberText(row, 'quantity'),
    unitPrice: netPrice(row),
    subtotal: centsText(subtotal),
    distribution: toDistribution(row),
    retention: orderLineId === null && subtotal < 0n && accountId !== null && retention.has(accountId),
  };
}

/** For one unit, after discount. */
export function netPrice(row: WireRecord): DecimalString {
  const kept = decimal(100).minus(readNumber(row, 'discount'));
  return readNumber(row, 'price_unit').times(kept).div(100).toFixed();
}

function toDistribution(row: WireRecord): Distribution | null {
  const shares = [...readDistribution(row)].map(([key, percent]) => [key, percent.toFixed()] as const);
  return shares.length > 0 ? Object.fromEntries(shares) : null;
}
