/** Invoices and bills made once, posted once and compared with what was sent. */
import { centsText, type Cents } from '../../kit/cents.js';
import type { CompanySettings } from '../../kit/company.js';
import { isUpstreamError } from '../../kit/errors.js';
import { decimal } from '../../kit/decimal.js';
import type { Session } from '../erp/session.js';
import { readDistribution, readLink } from '../erp/wire.js';
import { distributionProblems } from './distributions.js';
import { subtotalOf, toLoading, type DocumentDraft } from './document.js';
import { findDocument, readDocuments, readItems, type Document } from './document-read.js';
import { loadRecord } from './load.js';
import { readLockDates, refuseLocked } from './lock-dates.js';
import { findAccounts, idsOf } from './masters.js';
import { refusal } from './scope.js';

/** A document of one company under way. */
export interface DocumentDesk {
  /** In the company's view. */
  readonly session: Session;
  readonly company: CompanySettings;
  readonly key: string;
  readonly draft: DocumentDraft;
  /** What messages call it, for example `progress invoice "Application 3"`. */
  readonly what: string;
  /** Revenue lines need a job only; cost lines need cost code and cost type too. */
  readonly coding: 'COST' | 'REVENUE';
}

/** Makes the draft unless it is there. A draft that is there is whole, since a load is all or nothing. */
export async function ensureDraft(desk: DocumentDesk): Promise<Document> {
  const { session, key, draft, what } = desk;
  const earlier = await findDocument(session, draft, key);
  if (earlier) return sameAsSent(desk, earlier);
  const [accounts, problems] = await Promise.all([
    accountIdsOf(desk),
    codingProblems(desk),
    refuseClosed(desk),
  ]);
  const problem = problems[0];
  if (problem !== undefined)
    throw refusal(`${what} cannot be coded: ${problem}; correct its job or cost code`);
  const loaded = await loadRecord(session, toLoading(draft, key, accounts));
  if (loaded.kind === 'LOADED') return fresh(desk, loaded.id);
  // Made and posted by another run meanwhile.
  const made = await findDocument(session, draft, key);
  if (made) return sameAsSent(desk, made);
  throw refusal(`odoo refused ${what}; correct it and try again`, loaded.reason);
}

/** A draft just made that Odoo rounded to other amounts (prices have two places there) is not left lying about. */
async function fresh(desk: DocumentDesk, id: number): Promise<Document> {
  const { session, what } = desk;
  const [made] = await readDocuments(session, [['id', '=', id]]);
  if (!made)
    throw refusal(`odoo made ${what} (id ${id}), but does not show it to the configured key; give it access`);
  const unlike = await difference(desk, made);
  if (unlike === null) return made;
  if (made.state === 'draft') {
    const { rpc, context } = session;
    await rpc.call('account.move', 'unlink', {}, { ids: [id], context, writes: true });
  }
  throw refusal(
    `odoo would keep ${what} with other amounts than were sent, so its draft was taken away; give prices with two decimals`,
    unlike,
  );
}

async function refuseClosed({ session, company, draft, what }: DocumentDesk): Promise<void> {
  const locks = await readLockDates(session, [company]);
  const book = draft.type.startsWith('in_') ? 'PURCHASE' : 'SALE';
  refuseLocked(locks.get(company.code), { company: company.code, date: draft.date, what, book });
}

/** Posts the document unless it is. The date Odoo chose is left to the caller. */
export async function ensurePosted(desk: DocumentDesk): Promise<Document> {
  const document = await ensureDraft(desk);
  if (document.state === 'posted') return document;
  // Again, since the draft may be of an earlier run and its period closed meanwhile.
  await refuseClosed(desk);
  return postDraft(desk.session, document, desk.what);
}

/** `action_post` answers `false` on success and 422 on what is posted already; only reading back tells. */
export async function postDraft(session: Session, { id }: Document, what: string): Promise<Document> {
  const { rpc, context } = session;
  let refused: unknown;
  try {
    await rpc.call('account.move', 'action_post', {}, { ids: [id], context, writes: true });
  } catch (error) {
    if (!isUpstreamError(error) || error.kind !== 'BUSINESS') throw error;
    refused = error;
  }
  const [document] = await readDocuments(session, [['id', '=', id]]);
  if (document?.state === 'posted') return document;
  if (refused !== undefined) throw refused as Error;
  throw refusal(
    `odoo did not post ${what} (id ${id}), its state is ${document?.state ?? 'gone'}; post it there`,
  );
}

export async function accountIdsOf({
  session,
  company,
  draft,
}: Pick<DocumentDesk, 'session' | 'company' | 'draft'>): Promise<ReadonlyMap<string, number>> {
  const codes = draft.lines.map(({ account }) => account);
  return idsOf('account', await findAccounts(session, company, codes), codes, company);
}

async function codingProblems({ session, company, draft, coding }: DocumentDesk): Promise<string[]> {
  const shares = draft.lines.flatMap(({ distribution }) => (distribution ? [distribution] : []));
  return (await distributionProblems(session, company, shares, coding)).flat();
}

/** A draft that a person changed is not ours to post, and one that was cancelled is not ours to revive. */
async function sameAsSent(desk: DocumentDesk, document: Document): Promise<Document> {
  const name = document.number ?? `draft ${document.id}`;
  if (document.state === 'cancel')
    throw refusal(`${desk.what} was cancelled in odoo (${name}); send it again under a new key`);
  const unlike = await difference(desk, document);
  if (unlike === null) return document;
  throw refusal(
    `odoo holds ${desk.what} as ${name} with other lines than were sent; compare them there`,
    unlike,
  );
}

/** What was sent and what is there, or null when they are the same. */
async function difference(desk: DocumentDesk, document: Document): Promise<string | null> {
  const { session, draft } = desk;
  const [items, accounts] = await Promise.all([
    readItems(session, [
      ['move_id', '=', document.id],
      ['display_type', '=', 'product'],
    ]),
    accountIdsOf(desk),
  ]);
  const sent = draft.lines.map((line) =>
    lineText(
      { accountId: accounts.get(line.account) ?? 0, orderLineId: line.orderLineId ?? null },
      subtotalOf(line),
      Object.entries(line.distribution ?? {}),
    ),
  );
  const found = items.map(({ accountId, subtotal, row }) =>
    lineText(
      { accountId: accountId ?? 0, orderLineId: readLink(row, 'purchase_line_id') },
      subtotal,
      [...readDistribution(row)].map(([key, percent]) => [key, percent.toFixed()]),
    ),
  );
  const [ours, theirs] = [sent.sort().join('; '), found.sort().join('; ')];
  return ours === theirs ? null : `sent ${ours}; found ${theirs}`;
}

function lineText(
  { accountId, orderLineId }: { readonly accountId: number; readonly orderLineId: number | null },
  subtotal: Cents,
  shares: readonly (readonly [string, string])[],
): string {
  const parts = shares.map(([key, percent]) => {
    const ids = key
      .split(',')
      .map(Number)
      .sort((a, b) => a - b);
    return `${ids.join(',')} ${decimal(percent).toFixed()} %`;
  });
  const order = orderLineId === null ? '' : ` of order line ${orderLineId}`;
  return `account ${accountId} ${centsText(subtotal)}${order} ${parts.sort().join(' and ')}`;
}
