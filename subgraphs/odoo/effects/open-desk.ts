/** A document that a write asks for, as it goes on the desk: its company's view of the books and its checked draft. */
import type { Session } from '../erp/session.js';
import { checkDraft, type DocumentDraft, type DocumentLine } from './document.js';
import type { DocumentDesk } from './document-books.js';
import { companyOf, inCompany, type EffectScope } from './scope.js';

/** What every document on either side of the books is asked for with. */
export interface AskedDocument {
  /** Company code. */
  readonly company: string;
  /** RECEIVABLE bills the customer, PAYABLE books what is owed to the subcontractor. */
  readonly direction: 'RECEIVABLE' | 'PAYABLE';
  /** res.partner id. */
  readonly partnerId: number;
  /** The other side's reference, for example the number on the subcontractor's bill. */
  readonly reference?: string;
  readonly invoiceDate: string;
  /** Accounting date; the invoice date when left out. */
  readonly date?: string;
}

/**
 * @param own what messages call it, and its lines
 * @throws UpstreamError (BUSINESS) for an unknown company or a draft that Odoo would refuse, or worse, accept
 */
export function openDesk(
  scope: EffectScope,
  session: Session,
  asked: AskedDocument,
  own: { readonly key: string; readonly what: string; readonly lines: readonly DocumentLine[] },
): DocumentDesk {
  const company = companyOf(scope, asked.company);
  const out = asked.direction === 'RECEIVABLE';
  const draft: DocumentDraft = {
    type: out ? 'out_invoice' : 'in_invoice',
    partnerId: asked.partnerId,
    invoiceDate: asked.invoiceDate,
    date: asked.date ?? asked.invoiceDate,
    ref: asked.reference ?? null,
    lines: own.lines,
  };
  checkDraft(draft, own.what);
  const { key, what } = own;
  return {
    ...{ session: inCompany(session, company), company, key, draft, what },
    coding: out ? 'REVENUE' : 'COST',
  };
}
