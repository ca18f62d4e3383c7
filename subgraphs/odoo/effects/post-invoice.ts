/**
 * Posts a progress invoice, or a subcontractor's progress bill, that holds retention back: revenue or cost lines and
 * one negative line without tax and distribution on the retention account. Recipe verified on 19.0 (recorded exchanges
 * `retention_invoice_*`): the account must be reconcilable and `asset_current` (`liability_current` for a bill), since a
 * line on a receivable account is refused, and a distribution on the line would take revenue off the job.
 * Odoo's `amount_untaxed` is net of retention: 90,000 of 100,000 billed.
 */
import { centsText, toCents } from '../../kit/cents.js';
import type { DecimalString } from '../../kit/decimal.js';
import type { Effect } from '../../kit/effect.js';
import type { Session } from '../erp/session.js';
import type { Distribution } from './check-distribution.js';
import { refuseTwice } from './bill-numbers.js';
import { credit } from './credit-note.js';
import { checkAmount, priced, type DocumentLine } from './document.js';
import { ensurePosted, type DocumentDesk } from './document-books.js';
import { findDocument, type Document } from './document-read.js';
import { findAccounts, idsOf } from './masters.js';
import { openDesk, type AskedDocument } from './open-desk.js';
import { refusal, type EffectScope } from './scope.js';

export interface InvoiceLine {
  /** Code of the revenue account, or of the cost account of a bill. */
  readonly account: string;
  readonly label: string;
  /** Company currency, net of tax, at most two decimals; a correction of an earlier application is negative. */
  readonly amount: DecimalString;
  /** Whose revenue or cost: ids of analytic accounts joined by commas → percent. */
  readonly distribution: Distribution;
  /** account.tax ids; none when left out. */
  readonly taxIds?: readonly number[];
  /** Of a bill: purchase.order.line that it draws down; its product and unit of measure (uom.uom). */
  readonly orderLineId?: number;
  readonly productId?: number;
  readonly uomId?: number;
  /** How much of the order line's quantity the amount stands for; 1 when left out, or when no price comes to it. */
  readonly quantity?: DecimalString;
}

export interface InvoiceInput extends AskedDocument {
  readonly lines: readonly InvoiceLine[];
  readonly retention: RetentionLine | null;
}

export interface RetentionLine {
  /** Code of the retention account. */
  readonly account: string;
  readonly label: string;
  /** What is held back, positive. */
  readonly amount: DecimalString;
}

export interface InvoiceResult {
  readonly id: number;
  readonly number: string;
  readonly date: string;
  readonly invoiceDate: string;
  /** What was billed before tax, retention included. */
  readonly gross: DecimalString;
  readonly retention: DecimalString;
  readonly tax: DecimalString;
  /** What is to be paid now: gross and tax less retention. */
  readonly payable: DecimalString;
}

export type PostInvoice = Effect<InvoiceInput, InvoiceResult>;

export function createPostInvoice(scope: EffectScope): PostInvoice {
  return {
    name: 'post-invoice',
    system: 'odoo',
    idempotency: { kind: 'KEY' },
    run: (input, key) =>
      scope.use(async (session) => {
        const desk = open(scope, session, input, key);
        if (input.direction === 'PAYABLE' && input.reference !== undefined) await refuseTwice(desk);
        if (input.retention) await checkRetentionAccount(desk, input.retention.account);
        const document = await ensurePosted(desk);
        if (document.date === desk.draft.date) return toResult(input, document);
        await credit({ ...desk, key: `${key}_rev` }, document.id, {
          date: document.date ?? desk.draft.date,
          reason: `posted on ${document.date ?? 'another day'} instead of ${desk.draft.date}`,
        });
        throw refusal(
          `odoo moved ${desk.what} from ${desk.draft.date} to ${document.date ?? 'another day'}, since the books are locked; ` +
            `${document.number ?? document.id} was credited, choose a later date or have the period opened`,
        );
      }),
    find: (input, key) =>
      scope.use(async (session) => {
        const desk = open(scope, session, input, key);
        const document = await findDocument(desk.session, desk.draft, key);
        // A draft is half an effect, and one that Odoo moved to another day is to be taken back: both are run's.
        const whole = document?.state === 'posted' && document.date === desk.draft.date;
        return whole ? toResult(input, document) : null;
      }),
    undo: (input, result, key, why) =>
      scope.use((session) =>
        credit({ ...open(scope, session, input, key), key: `${key}_rev` }, result.id, why),
      ),
  };
}

function open(scope: EffectScope, session: Session, input: InvoiceInput, key: string): DocumentDesk {
  const what = `progress ${input.direction === 'RECEIVABLE' ? 'invoice' : 'bill'} "${input.reference ?? key}"`;
  for (const { amount, account } of input.lines)
    checkAmount(amount.replace(/^-/, ''), `the amount of ${what} on ${account}`);
  if (input.retention) checkAmount(input.retention.amount, `the retention of ${what}`);
  const lines = [...input.lines.map(toLine), ...(input.retention ? [toRetention(input.retention)] : [])];
  return openDesk(scope, session, input, { key, what, lines });
}

function toLine({ amount, quantity, ...line }: InvoiceLine): DocumentLine {
  return { ...line, ...priced(amount, quantity ?? '1') };
}

function toRetention({ account, label, amount }: RetentionLine): DocumentLine {
  return { account, label, quantity: '1', unitPrice: `-${amount}`, distribution: null };
}

/** @throws UpstreamError (BUSINESS) for an account on which Odoo could not keep retention open. */
export async function checkRetentionAccount(
  { session, company, draft, what }: DocumentDesk,
  code: string,
): Promise<void> {
  const found = await findAccounts(session, company, [code]);
  idsOf('account', found, [code], company);
  const account = found.get(code);
  const wanted = draft.type.startsWith('out_') ? 'asset_current' : 'liability_current';
  if (account?.type !== wanted)
    throw refusal(
      `${what} keeps retention on ${code}, which is of type ${account?.type ?? 'unknown'}; use an account of type ${wanted}`,
    );
  if (!account.reconcile)
    throw refusal(
      `${what} keeps retention on ${code}, which does not allow reconciliation; allow it there, or a release cannot be matched`,
    );
}

function toResult(input: InvoiceInput, document: Document): InvoiceResult {
  const retention = toCents(input.retention?.amount ?? '0');
  return {
    id: document.id,
    number: document.number ?? '',
    date: document.date ?? '',
    invoiceDate: document.invoiceDate ?? '',
    gross: centsText(document.untaxed + retention),
    retention: centsText(retention),
    tax: centsText(document.tax),
    payable: centsText(document.total),
  };
}
