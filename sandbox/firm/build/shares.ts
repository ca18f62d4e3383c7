/** Shares of document lines and the ERP's own way of rounding them. */
import { Big } from 'big.js';
import { add, negate, times } from '../money.js';
import { costCodeIdOf, costTypeIdOf } from '../reference.js';
import type { Dec, FirmShare, LedgerCostType } from '../ledger.js';
import type { Job } from './workshop.js';

/** One share; a null code or type is one the source did not carry. */
export function share(
  job: Job,
  code: string | null,
  type: LedgerCostType | null,
  percent: Dec = '100',
): FirmShare {
  return {
    accountId: job.project.accountId,
    costCodeId: code === null ? null : costCodeIdOf(code),
    costTypeId: type === null ? null : costTypeIdOf(type),
    percent,
  };
}

/**
 * Cents of a posted line as the ERP writes them: every share rounded on its own, the rest of a full distribution on
 * the last one. This is deliberately not the rule by which orders are split: posted cents are taken as they are.
 */
export function postedShares(balance: Dec, shares: readonly FirmShare[]): FirmShare[] {
  const full = shares.reduce((total, { percent }) => total.plus(percent), new Big(0)).eq(100);
  let left = balance;
  return shares.map((one, index) => {
    const rounded = times(balance, new Big(one.percent).div(100).toString());
    const amount = full && index === shares.length - 1 ? left : rounded;
    left = add(left, negate(amount));
    return { ...one, amount };
  });
}
