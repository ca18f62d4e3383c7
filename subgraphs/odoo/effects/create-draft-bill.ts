/**
 * Enters a vendor bill as a draft: `load` with an external id, lines and distributions included. A bill that the vendor
 * sent twice is refused by its number. A draft is taken back by deletion, a bill that was posted since by a credit note.
 */
import { centsText } from '../../kit/cents.js';
import type { DecimalString } from '../../kit/decimal.js';
import type { Effect } from '../../kit/effect.js';
import type { Session } from '../erp/session.js';
import { credit } from './credit-note.js';
import type { DocumentLine } from './document.js';
import { ensureDraft, type DocumentDesk } from './document-books.js';
import { findDocument, readDocuments, type Document } from './document-read.js';
import { openDesk } from './open-desk.js';
import { refuseTwice } from './bill-numbers.js';
import { refusal, type EffectScope } from './scope.js';

export interface DraftBillInput {
  /** Company code. */
  readonly company: string;
  /** res.partner id of the vendor. */
  readonly vendorId: number;
  /** The vendor's number of the bill. */
  readonly reference: string;
  readonly invoiceDate: string;
  /** Accounting date; the bill's date when left out. */
  readonly date?: string;
  readonly lines: readonly DocumentLine[];
}

export interface DraftBillResult {
  readonly id: number;
  readonly untaxed: DecimalString;
  readonly total: DecimalString;
}

export type CreateDraftBill = Effect<DraftBillInput, DraftBillResult>;

export function createCreateDraftBill(scope: EffectScope): CreateDraftBill {
  return {
    name: 'create-draft-bill',
    system: 'odoo',
    idempotency: { kind: 'KEY' },
    run: (input, key) =>
      scope.use(async (session) => {
        const desk = open(scope, session, input, key);
        await refuseTwice(desk);
        return toResult(await ensureDraft(desk));
      }),
    find: (input, key) =>
      scope.use(async (session) => {
        const desk = open(scope, session, input, key);
        const bill = await findDocument(desk.session, desk.draft, key);
        return bill && bill.state !== 'cancel' ? toResult(bill) : null;
      }),
    undo: (input, result, key, why) =>
      scope.use(async (session) => {
        const desk = open(scope, session, input, key);
        const [bill] = await readDocuments(desk.session, [['id', '=', result.id]]);
        if (bill === undefined || bill.state === 'cancel') return;
        if (bill.state === 'posted') return credit({ ...desk, key: `${key}_rev` }, bill.id, why);
        const { rpc, context } = desk.session;
        await rpc.call('account.move', 'unlink', {}, { ids: [bill.id], context, writes: true });
      }),
  };
}

function open(scope: EffectScope, session: Session, input: DraftBillInput, key: string): DocumentDesk {
  if (input.reference.trim() === '')
    throw refusal(
      'a vendor bill needs the number the vendor gave it; without it nobody sees that it came twice',
    );
  const asked = { ...input, direction: 'PAYABLE', partnerId: input.vendorId } as const;
  return openDesk(scope, session, asked, {
    ...{ key, what: `vendor bill "${input.reference}"`, lines: input.lines },
  });
}

const toResult = (bill: Document): DraftBillResult => ({
  id: bill.id,
  untaxed: centsText(bill.untaxed),
  total: centsText(bill.total),
});
