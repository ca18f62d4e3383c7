/** What the customer was billed and what the customer still holds back. */
import type { Firm, FirmMove } from '../firm/ledger.js';
import { split, total, ZERO, type Big } from './exact.js';

export interface Billing {
  readonly billed: Big;
  readonly retainage: Big;
}

const INCOME_TYPES: ReadonlySet<string> = new Set(['income', 'income_other']);

/** The key under which a company's part of a job is kept. */
export function jobKey(company: string, accountId: number): string {
  return `${company}/${accountId}`;
}

/** Revenue of an invoice by job; shares are debit positive, so revenue is their negation. */
function revenueByJob(firm: Firm, move: FirmMove): Map<number, Big> {
  const income = new Set(firm.accounts.filter(({ type }) => INCOME_TYPES.has(type)).map(({ id }) => id));
  const sums = new Map<number, Big>();
  for (const line of move.lines) {
    if (!income.has(line.accountId)) continue;
    for (const share of line.shares)
      sums.set(share.accountId, (sums.get(share.accountId) ?? ZERO).minus(share.amount ?? '0'));
  }
  return sums;
}

/** What is still open on the retention lines of an invoice. */
function heldBack(firm: Firm, move: FirmMove): Big {
  const retention = new Set(
    firm.accounts.filter(({ code }) => firm.retentionAccounts.includes(code)).map(({ id }) => id),
  );
  return total(
    move.lines.filter(({ accountId }) => retention.has(accountId)).map(({ residual }) => residual),
  );
}

/** By `company/accountId`. Retention belongs to the jobs of the invoice's revenue lines, by their shares. */
export function billings(firm: Firm): ReadonlyMap<string, Billing> {
  const result = new Map<string, Billing>();
  for (const move of firm.moves) {
    if (move.state !== 'posted' || (move.type !== 'out_invoice' && move.type !== 'out_refund')) continue;
    const jobs = [...revenueByJob(firm, move)].sort(([a], [b]) => a - b);
    const held = split(
      heldBack(firm, move),
      jobs.map(([, revenue]) => revenue.abs()),
    );
    jobs.forEach(([accountId, revenue], index) => {
      const key = jobKey(move.company, accountId);
      const before = result.get(key) ?? { billed: ZERO, retainage: ZERO };
      result.set(key, {
        billed: before.billed.plus(revenue),
        retainage: before.retainage.plus(held[index] ?? ZERO),
      });
    });
  }
  return result;
}
