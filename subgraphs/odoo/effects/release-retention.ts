/**
 * Bills retention that was held back: an invoice of the retention account alone, then its line is matched with the held
 * ones. No revenue and no cost arises. Recipe verified on 19.0 (recorded exchanges `retention_release_*`,
 * `retention_reconcile`). Both halves can be repeated: the invoice carries the write's key, and only what is open is
 * matched, since matching twice is refused.
 */
import { centsText, sumCents, toCents } from '../../kit/cents.js';
import type { DecimalString } from '../../kit/decimal.js';
import type { Effect } from '../../kit/effect.js';
import { isUpstreamError } from '../../kit/errors.js';
import type { Session } from '../erp/session.js';
import { reconcile } from './credit-note.js';
import { checkAmount } from './document.js';
import { ensurePosted, type DocumentDesk } from './document-books.js';
import { findDocument, readItems, type Document, type DocumentItem } from './document-read.js';
import { findAccounts, idsOf } from './masters.js';
import { openDesk, type AskedDocument } from './open-desk.js';
import { checkRetentionAccount } from './post-invoice.js';
import { refusal, type EffectScope } from './scope.js';

export interface ReleaseRetentionInput extends AskedDocument {
  /** Code of the retention account. */
  readonly account: string;
  readonly label: string;
  /** What is released, positive; at most what the held lines leave open. */
  readonly amount: DecimalString;
  /** account.move.line ids of the retention lines to be matched, oldest settled first. */
  readonly heldLineIds: readonly number[];
}

export interface ReleaseRetentionResult {
  readonly id: number;
  readonly number: string;
  readonly date: string;
  readonly released: DecimalString;
  /** What the held lines still leave open, positive. */
  readonly stillHeld: DecimalString;
}

export type ReleaseRetention = Effect<ReleaseRetentionInput, ReleaseRetentionResult>;

export function createReleaseRetention(scope: EffectScope): ReleaseRetention {
  return {
    name: 'release-retention',
    system: 'odoo',
    idempotency: { kind: 'KEY' },
    run: (input, key) =>
      scope.use(async (session) => {
        const desk = open(scope, session, input, key);
        await checkRetentionAccount(desk, input.account);
        const earlier = await findDocument(desk.session, desk.draft, key);
        if (earlier?.state !== 'posted') await checkHeld(desk, input);
        const document = await ensurePosted(desk);
        return match(desk, input, document);
      }),
    find: (input, key) =>
      scope.use(async (session) => {
        const desk = open(scope, session, input, key);
        const document = await findDocument(desk.session, desk.draft, key);
        if (document?.state !== 'posted') return null;
        const [own] = await ownLines(desk, document);
        // Posted but not matched is half a release: run finishes it.
        return own?.residual === 0n ? toResult(desk, input, document) : null;
      }),
  };
}

function open(scope: EffectScope, session: Session, input: ReleaseRetentionInput, key: string): DocumentDesk {
  const what = `release of retention "${input.reference ?? key}"`;
  checkAmount(input.amount, `the amount of ${what}`);
  if (input.heldLineIds.length === 0) throw refusal(`${what} names no held lines; choose what is released`);
  const { account, label, amount } = input;
  const line = { account, label, quantity: '1', unitPrice: amount, distribution: null };
  return openDesk(scope, session, input, { key, what, lines: [line] });
}

function heldLines({ session }: DocumentDesk, input: ReleaseRetentionInput): Promise<DocumentItem[]> {
  return readItems(session, [
    ['id', 'in', [...input.heldLineIds]],
    ['parent_state', '=', 'posted'],
  ]);
}

/** What is open of the lines, positive on either side of the books. */
function openOf(input: Pick<ReleaseRetentionInput, 'direction'>, lines: readonly DocumentItem[]): bigint {
  const open = sumCents(lines.map(({ residual }) => residual));
  return input.direction === 'RECEIVABLE' ? open : -open;
}

async function checkHeld(desk: DocumentDesk, input: ReleaseRetentionInput): Promise<void> {
  const { session, company, what } = desk;
  const [lines, accounts] = await Promise.all([
    heldLines(desk, input),
    findAccounts(session, company, [input.account]),
  ]);
  const accountId = idsOf('account', accounts, [input.account], company).get(input.account);
  const wrong = input.heldLineIds.filter(
    (id) => !lines.some((line) => line.id === id && line.accountId === accountId),
  );
  if (wrong.length > 0)
    throw refusal(
      `${what} names lines ${wrong.join(', ')}, which are no posted lines on ${input.account}; choose held lines`,
    );
  const open = openOf(input, lines);
  if (toCents(input.amount) > open)
    throw refusal(`${what} is ${input.amount}, but only ${centsText(open)} is held; lower the amount`);
}

async function ownLines({ session, key, draft }: DocumentDesk, document: Document): Promise<DocumentItem[]> {
  const items = await readItems(session, [
    ['move_id', '=', document.id],
    ['display_type', '=', 'product'],
  ]);
  if (items.length === draft.lines.length) return items;
  throw refusal(`the release ${document.number ?? key} has ${items.length} lines in odoo; compare it there`);
}

async function match(
  desk: DocumentDesk,
  input: ReleaseRetentionInput,
  document: Document,
): Promise<ReleaseRetentionResult> {
  const own = await ownLines(desk, document);
  if (own.some(({ residual }) => residual !== 0n)) {
    const held = (await heldLines(desk, input)).filter(({ residual }) => residual !== 0n);
    try {
      await reconcile(desk.session, [...own, ...held]);
    } catch (error) {
      // Matched meanwhile, by a person or an earlier try: reading back tells.
      if (!isUpstreamError(error) || error.kind !== 'BUSINESS') throw error;
    }
  }
  const left = sumCents((await ownLines(desk, document)).map(({ residual }) => residual));
  if (left === 0n) return toResult(desk, input, document);
  throw refusal(
    `${desk.what} is posted as ${document.number ?? document.id}, but ${centsText(left)} of it could not be matched with the held lines; match it in odoo`,
  );
}

async function toResult(
  desk: DocumentDesk,
  input: ReleaseRetentionInput,
  document: Document,
): Promise<ReleaseRetentionResult> {
  return {
    id: document.id,
    number: document.number ?? '',
    date: document.date ?? '',
    released: centsText(toCents(input.amount)),
    stillHeld: centsText(openOf(input, await heldLines(desk, input))),
  };
}
