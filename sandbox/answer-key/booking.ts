/** A booking: one amount of one column on one job's cost code × cost type. The answer key is sums of bookings. */
import type { Firm, FirmShare, LedgerCostType } from '../firm/ledger.js';
import { split, total, cents, Big } from './exact.js';

export const COLUMNS = [
  'originalBudget',
  'approvedChanges',
  'committedCost',
  'openCommitment',
  'actualCost',
  'accruedEquipmentCost',
  'otherAccruedCost',
] as const;
export type Column = (typeof COLUMNS)[number];

export type KeyCostType = LedgerCostType | 'UNCLASSIFIED';

export interface Booking {
  readonly column: Column;
  readonly company: string;
  /** Analytic account of the job. */
  readonly accountId: number;
  readonly costCode: string;
  readonly costType: KeyCostType;
  readonly amount: Big;
  /** Day of the record; only cost has one. */
  readonly date: string | null;
}

/** What the firm's ids mean. */
export interface Names {
  costCode(id: number | null): string;
  costType(id: number): LedgerCostType;
  readonly account: ReadonlyMap<number, Firm['accounts'][number]>;
  readonly product: ReadonlyMap<number, Firm['products'][number]>;
}

export function namesOf(firm: Firm): Names {
  const analytic = new Map(firm.analyticAccounts.map((account) => [account.id, account.code]));
  return {
    costCode: (id) => (id === null ? 'UNCODED' : (analytic.get(id) ?? 'UNCODED')),
    costType: (id) => analytic.get(id) as LedgerCostType,
    account: new Map(firm.accounts.map((account) => [account.id, account])),
    product: new Map(firm.products.map((product) => [product.id, product])),
  };
}

/** Product category → cost type, as the firm configured it. */
export function typeByProduct(firm: Firm, names: Names, productId: number | null): LedgerCostType | null {
  const product = productId === null ? undefined : names.product.get(productId);
  return product === undefined ? null : (firm.costTypeByCategory[product.category] ?? null);
}

const keyOf = (share: FirmShare): readonly [number, number, number] => [
  share.accountId,
  share.costCodeId ?? 0,
  share.costTypeId ?? 0,
];

/** Shares in the order of their distribution keys, compared as numbers. */
export function inKeyOrder(shares: readonly FirmShare[]): FirmShare[] {
  return [...shares].sort((a, b) => {
    const [left, right] = [keyOf(a), keyOf(b)];
    return left[0] - right[0] || left[1] - right[1] || left[2] - right[2];
  });
}

/** Splits a document line by percentages; what adds up to less than 100 leaves the rest unassigned. */
export function splitByShares(
  amount: Big,
  shares: readonly FirmShare[],
): { share: FirmShare; amount: Big }[] {
  const ordered = inKeyOrder(shares);
  const percents = ordered.map(({ percent }) => new Big(percent));
  const assigned = cents(amount.times(total(percents)).div(100));
  const amounts = split(assigned, percents);
  return ordered.map((share, index) => ({ share, amount: amounts[index] ?? new Big(0) }));
}
