/** Journal entries as they stand in the books: found again by the write's key, and compared with what was sent. */
import { centsText, toCents } from '../../kit/cents.js';
import { decimal, moneyText } from '../../kit/decimal.js';
import { readFields, type Domain } from '../erp/read.js';
import type { Session } from '../erp/session.js';
import {
  readCents,
  readDistribution,
  readId,
  readIds,
  readLink,
  readNumber,
  readText,
  type WireRecord,
} from '../erp/wire.js';
import { balanceOf, distributionKey, type EntryIds, type JournalEntryInput } from './journal-entry.js';
import { externalId, findByExternalId } from './load.js';

export interface Entry {
  readonly id: number;
  readonly name: string | null;
  readonly state: string | null;
  readonly date: string | null;
  readonly ref: string | null;
  readonly reversedEntryId: number | null;
  /** Entries that reverse this one, ours included. */
  readonly reversalIds: readonly number[];
}

const ENTRY_NEEDS = {
  required: ['name', 'state', 'date', 'ref', 'reversed_entry_id', 'reversal_move_ids'],
  optional: [],
};
const LINE_NEEDS = {
  required: ['move_id', 'account_id', 'balance', 'quantity', 'analytic_distribution'],
  optional: [],
};
const COST_NEEDS = { required: ['move_line_id', 'amount', 'unit_amount', 'account_id'], optional: [] };

export async function readEntries(session: Session, domain: Domain): Promise<Entry[]> {
  const fields = await session.choose('account.move', ENTRY_NEEDS);
  const rows = await readFields(session, 'account.move', domain, fields);
  return rows.map((row) => ({
    id: readId(row),
    name: readText(row, 'name'),
    state: readText(row, 'state'),
    date: readText(row, 'date'),
    ref: readText(row, 'ref'),
    reversedEntryId: readLink(row, 'reversed_entry_id'),
    reversalIds: readIds(row, 'reversal_move_ids'),
  }));
}

/** Looked up by journal and ref, then told apart by the key, since a day that was reversed may be charged again. */
export async function findEntry(
  session: Session,
  input: Pick<JournalEntryInput, 'ref'>,
  key: string,
  journalId: number,
): Promise<Entry | null> {
  const entries = await readEntries(session, [
    ['journal_id', '=', journalId],
    ['ref', '=', input.ref],
  ]);
  const ids = entries.map((entry) => entry.id);
  const id = await findByExternalId(session, 'account.move', ids, externalId(key));
  return entries.find((entry) => entry.id === id) ?? null;
}

/** What in the books differs from the entry that was sent; empty when nothing does. */
export async function differences(
  session: Session,
  input: JournalEntryInput,
  ids: EntryIds,
  entryId: number,
): Promise<string[]> {
  const columns = [session.costCode, session.costType].flatMap((plan) => (plan ? [plan.column] : []));
  const needs = { ...COST_NEEDS, required: [...COST_NEEDS.required, ...columns] };
  const fields = await session.choose('account.analytic.line', needs);
  const [lines, costs] = await Promise.all([
    lineDifferences(session, input, ids, entryId),
    readFields(session, 'account.analytic.line', [['move_line_id.move_id', '=', entryId]], fields),
  ]);
  const found = costs.map((row) => costText(row, columns));
  return [...lines, ...unlike('cost', sentCosts(input), found)];
}

/** The same for the lines alone: a draft has no cost yet. */
export async function lineDifferences(
  session: Session,
  input: JournalEntryInput,
  ids: EntryIds,
  entryId: number,
): Promise<string[]> {
  const fields = await session.choose('account.move.line', LINE_NEEDS);
  const lines = await readFields(session, 'account.move.line', [['move_id', '=', entryId]], fields);
  return unlike('line', sentLines(input, ids), lines.map(lineText));
}

function sentLines(input: JournalEntryInput, ids: EntryIds): string[] {
  return input.lines.map((line) =>
    [
      `account ${ids.accountIds.get(line.account) ?? 0}`,
      centsText(balanceOf(line)),
      places(line.quantity),
      line.distribution ? distributionKey(line.distribution) : 'no job',
    ].join(' '),
  );
}

function lineText(row: WireRecord): string {
  const shares = [...readDistribution(row)].map(([key, percent]) =>
    percent.eq(100) ? key : `${key} at ${percent.toFixed()} %`,
  );
  return [
    `account ${readLink(row, 'account_id') ?? 0}`,
    centsText(readCents(row, 'balance')),
    moneyText(readNumber(row, 'quantity')),
    shares.length > 0 ? shares.join(' and ') : 'no job',
  ].join(' ');
}

/** One analytic line per line with a distribution; cost is negative, the quantity goes along. */
function sentCosts(input: JournalEntryInput): string[] {
  return input.lines.flatMap((line) =>
    line.distribution
      ? [[distributionKey(line.distribution), centsText(-balanceOf(line)), places(line.quantity)].join(' ')]
      : [],
  );
}

function costText(row: WireRecord, columns: readonly string[]): string {
  const key = ['account_id', ...columns].map((column) => readLink(row, column)).filter((id) => id !== null);
  return [key.join(','), centsText(readCents(row, 'amount')), moneyText(readNumber(row, 'unit_amount'))].join(
    ' ',
  );
}

/** Odoo keeps quantities to the two decimals of its product units. */
const places = (quantity = '0'): string => centsText(toCents(decimal(quantity).toFixed()));

/** Compared as multisets: the order of lines says nothing. */
function unlike(what: string, sent: readonly string[], found: readonly string[]): string[] {
  const left = [...found];
  const missing = sent.filter((text) => {
    const at = left.indexOf(text);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return [
    ...missing.map((text) => `${what} ${text} is missing`),
    ...left.map((text) => `${what} ${text} was not sent`),
  ];
}
