/** Posted entries: retention held on a job's invoices, and the equipment charges already in the books. Pure. */
import { roundCents, sumCents, type Cents } from '../../kit/cents.js';
import { ZERO, type Big } from '../../kit/decimal.js';
import { splitByWeight } from '../../kit/split.js';
import type { Coding } from './coding.js';
import { jobKey } from './job-key.js';
import { groupBy } from './map-actuals.js';
import { isIncome, type PostedRecords } from './recipes.js';
import type { Accounts } from './reference.js';
import { readCents, readDistribution, readLink, readNumber, readText, type WireRecord } from './wire.js';

/** Amounts and keys by `<account>|<company>`. */
export interface Posted {
  readonly retainage: ReadonlyMap<string, Cents>;
  readonly usage: ReadonlyMap<string, readonly string[]>;
}

export function toPosted(
  records: PostedRecords,
  accounts: Accounts,
  coding: Coding,
  retentionCodes: ReadonlySet<string>,
): Posted {
  return {
    retainage: toRetainage(records.invoices, accounts, coding, retentionCodes),
    usage: toUsage(records.own, coding),
  };
}

/** Residual of an invoice's retention lines, by the jobs of its income lines. */
function toRetainage(
  lines: readonly WireRecord[],
  accounts: Accounts,
  coding: Coding,
  retentionCodes: ReadonlySet<string>,
): Map<string, Cents> {
  const held = new Map<string, Cents>();
  for (const move of groupBy(lines, (line) => String(readLink(line, 'move_id')))) {
    const isRetention = (line: WireRecord): boolean =>
      retentionCodes.has(accounts.general.get(readLink(line, 'account_id') ?? 0)?.code ?? '');
    const residual = sumCents(move.filter(isRetention).map((line) => readCents(line, 'amount_residual')));
    const weights = jobWeights(
      move.filter((line) => isIncome(accounts, line)),
      coding,
    );
    const parts = splitByWeight(
      residual,
      weights.map(([, weight]) => weight),
    );
    weights.forEach(([account], i) => {
      const key = jobKey(account, readLink(move[0], 'company_id'));
      held.set(key, (held.get(key) ?? 0n) + (parts[i] ?? 0n));
    });
  }
  return held;
}

/** How much of an invoice's revenue each job has, lowest account first. */
function jobWeights(income: readonly WireRecord[], coding: Coding): [number, Big][] {
  const weights = new Map<number, Big>();
  for (const line of income) {
    for (const share of coding.shares(readDistribution(line))) {
      if (share.projectId === null) continue;
      const part = readNumber(line, 'balance').times(share.percent).abs();
      weights.set(share.projectId, (weights.get(share.projectId) ?? ZERO).plus(part));
    }
  }
  return [...weights].sort(([a], [b]) => a - b);
}

/** Reference of a posted usage charge: `PLB-USE <key>`; its reversal carries the same, with or without a suffix. */
const USAGE = /PLB-USE (.+?)(?: reversal)?\)?$/;
/** An entry of many machines says the key of each on its line: `PLB-USE <machine>/<day>: 8 h @ 145.00`. */
const USAGE_LINE = /^PLB-USE (.+?\/\d{4}-\d\d-\d\d):/;

/** Machine and day of a charge, or undefined for another line. */
export function usageKey(line: WireRecord): string | undefined {
  return USAGE_LINE.exec(readText(line, 'name') ?? '')?.[1] ?? USAGE.exec(readText(line, 'ref') ?? '')?.[1];
}

/** Keys whose charges do not net to zero, by job. */
export function toUsage(lines: readonly WireRecord[], coding: Coding): Map<string, string[]> {
  const totals = new Map<string, Map<string, Big>>();
  for (const line of lines) {
    const key = usageKey(line);
    if (key === undefined) continue;
    for (const share of coding.shares(readDistribution(line))) {
      const job = jobKey(share.projectId, readLink(line, 'company_id'));
      const keys = totals.get(job) ?? new Map<string, Big>();
      // An amount times a percentage is that part of it in cents.
      const part = readNumber(line, 'balance').times(share.percent);
      keys.set(key, (keys.get(key) ?? ZERO).plus(part));
      totals.set(job, keys);
    }
  }
  const standing = (keys: ReadonlyMap<string, Big>): string[] =>
    [...keys].flatMap(([key, total]) => (roundCents(total) === 0n ? [] : [key])).sort();
  return new Map([...totals].map(([job, keys]) => [job, standing(keys)]));
}
