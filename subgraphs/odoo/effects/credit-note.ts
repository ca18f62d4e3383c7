/**
 * Takes a posted invoice or bill back by a credit note of the same lines: `load` with an external id of its own and
 * `reversed_entry_id`, never the wizard (run twice it posts two) and never a reset to draft. The lines keep their
 * signs, the type turns them: a retention line stays negative and the credit note's total positive. Then both are
 * matched line against line, so that neither is left open.
 */
import type { CompanySettings } from '../../kit/company.js';
import type { Reversal } from '../../kit/effect.js';
import type { Session } from '../erp/session.js';
import { readDistribution, readIds, readLink } from '../erp/wire.js';
import { documentLoading, distributionText, type LineColumns } from './document.js';
import { postDraft } from './document-books.js';
import { numberText, readDocuments, readItems, type Document, type DocumentItem } from './document-read.js';
import { externalId, findByExternalId, loadRecord } from './load.js';
import { readLockDates, refuseLocked } from './lock-dates.js';
import { refusal } from './scope.js';

export interface CreditDesk {
  /** In the company's view. */
  readonly session: Session;
  readonly company: CompanySettings;
  /** The credit note's own. */
  readonly key: string;
  readonly what: string;
}

/** Credits the document unless it is credited, gone or cancelled. */
export async function credit(desk: CreditDesk, documentId: number, why: Reversal): Promise<void> {
  const { session, what } = desk;
  const [document] = await readDocuments(session, [['id', '=', documentId]]);
  if (document === undefined || document.state === 'cancel') return;
  const name = document.number ?? `draft ${document.id}`;
  if (document.state !== 'posted')
    throw refusal(
      `${what} (${name}) was reset to draft in odoo; post it again or cancel it there, then take it back`,
    );
  const note = (await findCredit(desk, document)) ?? (await makeCredit(desk, document, why));
  const posted = note.state === 'posted' ? note : await postDraft(session, note, `credit note of ${name}`);
  await settle(session, document, posted);
}

/** A credit note of the whole document, whoever made it; one of a part of it is for a person to look at. */
async function findCredit({ session, key }: CreditDesk, document: Document): Promise<Document | null> {
  const notes = await readDocuments(session, [
    ['reversed_entry_id', '=', document.id],
    ['state', '!=', 'cancel'],
  ]);
  const ids = notes.map(({ id }) => id);
  const ours = await findByExternalId(session, 'account.move', ids, externalId(key));
  const posted = notes.filter(({ state }) => state === 'posted');
  const whole = posted.find(({ total, untaxed }) => total === document.total && untaxed === document.untaxed);
  const found = whole ?? notes.find(({ id }) => id === ours);
  if (found) return found;
  if (posted.length === 0) return null;
  const names = posted.map(({ number, id }) => number ?? String(id)).join(', ');
  throw refusal(`${document.number ?? document.id} is credited in part by ${names}; credit the rest in odoo`);
}

async function makeCredit(desk: CreditDesk, document: Document, why: Reversal): Promise<Document> {
  const { session, company, key, what } = desk;
  const items = await productItems(session, document.id);
  refuseReleased(items, document);
  const book = document.type.startsWith('in_') ? 'PURCHASE' : 'SALE';
  const locks = await readLockDates(session, [company]);
  const name = `credit note of ${document.number ?? document.id}`;
  refuseLocked(locks.get(company.code), { company: company.code, date: why.date, what: name, book });
  const head = {
    move_type: document.type.replace('invoice', 'refund'),
    'partner_id/.id': String(document.partnerId ?? ''),
    invoice_date: why.date,
    date: why.date,
    ref: `Reversal of ${document.number ?? document.id}: ${why.reason}`,
    'reversed_entry_id/.id': String(document.id),
  };
  const loaded = await loadRecord(session, documentLoading(head, items.map(toColumns), key));
  if (loaded.kind === 'REFUSED')
    throw refusal(`odoo refused the credit note of ${what}; correct it there and try again`, loaded.reason);
  const [note] = await readDocuments(session, [['id', '=', loaded.id]]);
  if (note?.total === document.total && note.untaxed === document.untaxed) return note;
  throw refusal(
    `the credit note of ${what} (id ${loaded.id}) is not of the same amount as ${document.number ?? document.id}; compare them in odoo`,
  );
}

function productItems(session: Session, documentId: number): Promise<DocumentItem[]> {
  return readItems(session, [
    ['move_id', '=', documentId],
    ['display_type', '=', 'product'],
  ]);
}

/** Retention that was released meanwhile is money on its way: the release is taken back first. */
function refuseReleased(items: readonly DocumentItem[], document: Document): void {
  const touched = items.find(
    ({ reconciled, residual, balance }) => reconciled || (residual !== 0n && residual !== balance),
  );
  if (touched)
    throw refusal(
      `"${touched.label ?? touched.id}" of ${document.number ?? document.id} is settled in whole or in part; undo that in odoo first`,
    );
}

function toColumns({ label, accountId, row }: DocumentItem): LineColumns {
  const shares = [...readDistribution(row)].map(([key, percent]) => [key, percent.toFixed()] as const);
  const discount = numberText(row, 'discount');
  const link = (field: string): string => String(readLink(row, field) ?? '');
  return {
    'account_id/.id': String(accountId ?? ''),
    name: label ?? '',
    quantity: numberText(row, 'quantity'),
    price_unit: numberText(row, 'price_unit'),
    discount: discount === '0' ? '' : discount,
    'tax_ids/.id': readIds(row, 'tax_ids').join(','),
    analytic_distribution: shares.length > 0 ? distributionText(Object.fromEntries(shares)) : '',
    'product_id/.id': link('product_id'),
    'product_uom_id/.id': link('product_uom_id'),
    'purchase_line_id/.id': link('purchase_line_id'),
  };
}

/** Matches what both documents left open on one account. Looks first: matching twice is refused. */
async function settle(session: Session, document: Document, note: Document): Promise<void> {
  const items = await readItems(session, [
    ['move_id', 'in', [document.id, note.id]],
    ['amount_residual', '!=', 0],
  ]);
  const accounts = new Set(items.map(({ accountId }) => accountId));
  for (const account of accounts) {
    const open = items.filter(({ accountId }) => accountId === account);
    const sides = new Set(open.map(({ residual }) => residual > 0n));
    if (sides.size === 2) await reconcile(session, open);
  }
}

/** Answers nothing; what is left open is read back by the caller. */
export async function reconcile(session: Session, items: readonly DocumentItem[]): Promise<void> {
  const { rpc, context } = session;
  const ids = items.map(({ id }) => id);
  await rpc.call('account.move.line', 'reconcile', {}, { ids, context, writes: true });
}
