/**
 * Analytic lines against the ledger, by general account and month. Every key of a distribution makes one analytic line
 * of its percentage of the balance, sign turned; nothing in Odoo keeps the two together afterwards: analytic lines of
 * posted entries can be changed, moved and deleted.
 */
import { centsText, roundCents, sumCents, type Cents } from '../../kit/cents.js';
import { decimal, type DecimalString } from '../../kit/decimal.js';
import { byKey } from '../../kit/group.js';
import { readDay, readFields, readGroups, type Domain } from '../erp/read.js';
import type { Accounts } from '../erp/reference.js';
import type { Session } from '../erp/session.js';
import { readCents, readDistribution, readId, readLink, readLinkName, readText } from '../erp/wire.js';

export interface LedgerDifference {
  /** General account code. */
  readonly account: string;
  /** YYYY-MM. */
  readonly month: string;
  /** What the distributed entries say the analytic lines add up to, company currency; cost is negative. */
  readonly ledger: DecimalString;
  readonly analytic: DecimalString;
  /** Entries whose own lines differ, at most 50; analytic lines without an entry come as account.analytic.line. */
  readonly records: readonly DifferingRecord[];
}
export interface DifferingRecord {
  readonly kind: 'account.move.line' | 'account.analytic.line';
  readonly id: number;
  readonly label: string | null;
  readonly ledger: DecimalString;
  readonly analytic: DecimalString;
}
export interface LedgerTotals {
  /** Account and month pairs that were compared. */
  readonly compared: number;
  readonly differences: readonly LedgerDifference[];
}

const MOST_RECORDS = 50;
const LINE_NEEDS = {
  required: ['account_id', 'analytic_distribution', 'balance', 'date', 'move_id'],
  optional: [],
};
const ANALYTIC_NEEDS = {
  required: ['amount', 'date', 'general_account_id', 'move_line_id', 'name'],
  optional: [],
};

interface LedgerLine {
  readonly id: number;
  readonly accountId: number;
  readonly month: string;
  readonly label: string | null;
  readonly expected: Cents;
  /** Odoo rounds every share; who carries the last cent differs from version to version. */
  readonly slack: Cents;
}

/** @param session in the company's view */
export async function readLedgerTotals(
  session: Session,
  accounts: Accounts,
  companyId: number,
  [firstDay, lastDay]: readonly [string, string],
): Promise<LedgerTotals> {
  const period: Domain = [
    ['company_id', '=', companyId],
    ['date', '>=', firstDay],
    ['date', '<=', lastDay],
  ];
  const [lines, analytic] = await Promise.all([readLines(session, period), readAnalytic(session, period)]);
  const groups = byKey(lines, ({ accountId, month }) => `${accountId}|${month}`);
  const keys = [...new Set([...groups.keys(), ...analytic.keys()])].sort();
  const differing = keys.filter((key) => !agrees(groups.get(key) ?? [], analytic.get(key) ?? 0n));
  const differences = await Promise.all(
    differing.map(async (key) => {
      const [accountId = '', month = ''] = key.split('|');
      const own = groups.get(key) ?? [];
      return {
        account: accounts.general.get(Number(accountId))?.code ?? accountId,
        month,
        ledger: centsText(sumCents(own.map(({ expected }) => expected))),
        analytic: centsText(analytic.get(key) ?? 0n),
        records: await readDiffering(session, period, { accountId: Number(accountId), month, lines: own }),
      };
    }),
  );
  return { compared: keys.length, differences };
}

const absolute = (cents: Cents): Cents => (cents < 0n ? -cents : cents);

function agrees(lines: readonly LedgerLine[], analytic: Cents): boolean {
  const expected = sumCents(lines.map((line) => line.expected));
  return absolute(expected - analytic) <= sumCents(lines.map(({ slack }) => slack));
}

async function readLines(session: Session, period: Domain): Promise<LedgerLine[]> {
  const fields = await session.choose('account.move.line', LINE_NEEDS);
  const rows = await readFields(
    session,
    'account.move.line',
    [...period, ['parent_state', '=', 'posted'], ['analytic_distribution', '!=', false]],
    fields,
  );
  return rows.map((row) => {
    const shares = [...readDistribution(row).values()];
    const percent = shares.reduce((sum, share) => sum.plus(share), decimal(0));
    const balance = decimal(readCents(row, 'balance').toString());
    return {
      id: readId(row),
      accountId: readLink(row, 'account_id') ?? 0,
      month: (readText(row, 'date') ?? '').slice(0, 7),
      label: readLinkName(row, 'move_id'),
      expected: roundCents(balance.times(percent).div(-100)),
      slack: BigInt(Math.max(0, shares.length - 1)),
    };
  });
}

/** Sums by `<account id>|<month>`. */
async function readAnalytic(session: Session, period: Domain): Promise<Map<string, Cents>> {
  const rows = await readGroups(session, 'account.analytic.line', {
    domain: [...period, ['general_account_id', '!=', false]],
    groupby: ['general_account_id', 'date:month'],
    sums: ['amount'],
  });
  return new Map(
    rows.map((row) => [
      `${readLink(row, 'general_account_id') ?? 0}|${readDay(row, 'date:month').slice(0, 7)}`,
      readCents(row, 'amount:sum'),
    ]),
  );
}

async function readDiffering(
  session: Session,
  period: Domain,
  { accountId, month, lines }: { accountId: number; month: string; lines: readonly LedgerLine[] },
): Promise<DifferingRecord[]> {
  const fields = await session.choose('account.analytic.line', ANALYTIC_NEEDS);
  const rows = await readFields(
    session,
    'account.analytic.line',
    [...period, ['general_account_id', '=', accountId]],
    fields,
  );
  const own = rows.filter((row) => (readText(row, 'date') ?? '').startsWith(month));
  const byLine = new Map<number, Cents>();
  const orphans: DifferingRecord[] = [];
  for (const row of own) {
    const lineId = readLink(row, 'move_line_id');
    const amount = readCents(row, 'amount');
    if (lineId !== null) byLine.set(lineId, (byLine.get(lineId) ?? 0n) + amount);
    else {
      const amounts = { ledger: '0.00', analytic: centsText(amount) };
      orphans.push({
        kind: 'account.analytic.line',
        id: readId(row),
        label: readText(row, 'name'),
        ...amounts,
      });
    }
  }
  const known = new Set(lines.map(({ id }) => id));
  const strangers = [...byLine].filter(([id]) => !known.has(id));
  return [
    ...lines
      .filter(({ id, expected, slack }) => absolute(expected - (byLine.get(id) ?? 0n)) > slack)
      .map((line) => toRecord(line.id, line.label, line.expected, byLine.get(line.id) ?? 0n)),
    ...strangers.map(([id, amount]) => toRecord(id, null, 0n, amount)),
    ...orphans,
  ].slice(0, MOST_RECORDS);
}

const toRecord = (id: number, label: string | null, ledger: Cents, analytic: Cents): DifferingRecord => ({
  ...{ kind: 'account.move.line', id, label },
  ...{ ledger: centsText(ledger), analytic: centsText(analytic) },
});
