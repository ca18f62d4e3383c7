/** A journal entry in domain words, its rules, and how it is written on the wire of `load`. Pure. */
import { centsText, sumCents, toCents, type Cents } from '../../kit/cents.js';
import { decimal, type DecimalString } from '../../kit/decimal.js';
import type { Reversal } from '../../kit/effect.js';
import { externalId, type Loading } from './load.js';
import { refusal } from './scope.js';

/** Whose cost a line is: ids of analytic accounts, one of each plan. */
export interface LineDistribution {
  readonly projectAccountId: number;
  readonly costCodeId: number;
  /** Null only where the firm has no plan of cost types. */
  readonly costTypeId: number | null;
}

export interface JournalEntryLine {
  /** Code of the general account in the entry's company. */
  readonly account: string;
  readonly label: string;
  readonly side: 'DEBIT' | 'CREDIT';
  /** Company currency, positive, at most two decimals. */
  readonly amount: DecimalString;
  /** Hours or units that go with the amount; none when left out. */
  readonly quantity?: DecimalString;
  /** Null for a line that is nobody's job cost, such as the recovery side of a charge. */
  readonly distribution: LineDistribution | null;
}

export interface JournalEntryInput {
  /** Company code. */
  readonly company: string;
  /** Journal code in that company. */
  readonly journal: string;
  /** Accounting date, YYYY-MM-DD. */
  readonly date: string;
  /**
   * What people and later reads know the entry by. It need not be unique: the write's key tells entries with one ref
   * apart. A charge of machine time carries `PLB-USE <machine>/<day>`, which ends the accrual of that day.
   */
  readonly ref: string;
  readonly lines: readonly JournalEntryLine[];
  /** Id of the entry this one reverses. */
  readonly reverses?: number;
}

export interface JournalEntryResult {
  readonly id: number;
  /** Number in its journal, for example `EQUIP/2026/10/0007`. */
  readonly name: string;
  readonly date: string;
}

/** @throws UpstreamError (BUSINESS) for an entry that Odoo would refuse, or worse, accept. */
export function checkEntry(input: JournalEntryInput): void {
  const what = `journal entry "${input.ref}"`;
  if (!isDay(input.date)) throw refusal(`${what} has the date "${input.date}"; write YYYY-MM-DD`);
  if (input.ref.trim() === '') throw refusal('a journal entry needs a ref to be found again; give it one');
  for (const line of input.lines) checkLine(line, what);
  const balance = sumCents(input.lines.map(balanceOf));
  if (input.lines.length < 2 || balance !== 0n)
    throw refusal(`${what} does not add up: debit less credit is ${centsText(balance)}; correct its lines`);
}

export function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
}

function checkLine({ account, amount, quantity }: JournalEntryLine, what: string): void {
  const value = decimalOr(amount);
  if (!value?.gt(0) || !value.times(100).round(0).eq(value.times(100)))
    throw refusal(
      `${what} books "${amount}" on ${account}; write a positive amount with at most two decimals`,
    );
  if (quantity !== undefined && !decimalOr(quantity))
    throw refusal(`${what} has the quantity "${quantity}" on ${account}; write a decimal number`);
}

function decimalOr(text: string): ReturnType<typeof decimal> | undefined {
  try {
    return decimal(text);
  } catch {
    return undefined;
  }
}

/** Debit positive. */
export function balanceOf({ side, amount }: JournalEntryLine): Cents {
  return side === 'DEBIT' ? toCents(amount) : -toCents(amount);
}

/** `"58,51,53"`: one key carries all plans; one key per plan would make a line per plan and count the money twice. */
export function distributionKey({ projectAccountId, costCodeId, costTypeId }: LineDistribution): string {
  return [projectAccountId, costCodeId, costTypeId].filter((id) => id !== null).join(',');
}

/** Swapped sides and negative quantities: amount and hours net to zero. Verified on 19.0. */
export function reversalOf(
  input: JournalEntryInput,
  posted: JournalEntryResult,
  why: Reversal,
): JournalEntryInput {
  return {
    ...input,
    date: why.date,
    ref: `${input.ref} reversal`,
    reverses: posted.id,
    lines: input.lines.map((line) => ({
      ...line,
      label: `${line.label} (reversal: ${why.reason})`,
      side: line.side === 'DEBIT' ? 'CREDIT' : 'DEBIT',
      ...(line.quantity !== undefined && { quantity: decimal(line.quantity).times(-1).toFixed() }),
    })),
  };
}

/** Ids of what the entry names by code. */
export interface EntryIds {
  readonly journalId: number;
  readonly accountIds: ReadonlyMap<string, number>;
}

/** The entry as `load` takes it; every line carries an external id, so that a second load changes nothing. */
export function toLoading(input: JournalEntryInput, key: string, ids: EntryIds): Loading {
  const head: readonly (readonly [string, string])[] = [
    ['id', externalId(key)],
    ['move_type', 'entry'],
    ['journal_id/.id', String(ids.journalId)],
    ['date', input.date],
    ['ref', input.ref],
    ...(input.reverses === undefined ? [] : [['reversed_entry_id/.id', String(input.reverses)] as const]),
  ];
  const lines = input.lines.map((line, at) => toLineColumns(line, externalId(key, `_l${at + 1}`), ids));
  const columns = (lines[0] ?? []).map(([name]) => `line_ids/${name}`);
  return {
    model: 'account.move',
    fields: [...head.map(([name]) => name), ...columns],
    data: lines.map((line, at) => [
      ...head.map(([, value]) => (at === 0 ? value : '')),
      ...line.map(([, value]) => value),
    ]),
  };
}

function toLineColumns(line: JournalEntryLine, external: string, ids: EntryIds): [string, string][] {
  const amount = centsText(toCents(line.amount));
  const { distribution } = line;
  return [
    ['id', external],
    ['name', line.label],
    ['account_id/.id', String(ids.accountIds.get(line.account) ?? '')],
    ['debit', line.side === 'DEBIT' ? amount : '0'],
    ['credit', line.side === 'CREDIT' ? amount : '0'],
    // Odoo takes one where none is given, and carries it to the job as an hour.
    ['quantity', line.quantity ?? '0'],
    ['analytic_distribution', distribution ? JSON.stringify({ [distributionKey(distribution)]: 100 }) : ''],
  ];
}
