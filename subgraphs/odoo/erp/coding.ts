/** What an analytic distribution means: which job, cost code and cost type each share is for. Pure. */
import { COST_TYPES, UNCODED, type CompanySettings, type CostType } from '../../kit/company.js';
import { ZERO, type Big } from '../../kit/decimal.js';
import type { Accounts, AnalyticAccount, Product } from './reference.js';
import type { Session } from './session.js';

export type Plans = Pick<Session, 'costCode' | 'costType'>;

/** One share of a document line; an absent account is null. */
export interface CodedShare {
  readonly projectId: number | null;
  readonly codeId: number | null;
  readonly typeId: number | null;
  readonly percent: Big;
}

export interface Coding {
  /** Shares by (project, code, type), compared as numbers with absent = 0; equal ones are added up. */
  shares(distribution: ReadonlyMap<string, Big>): CodedShare[];
  costCode(accountId: number | null): { code: string; name: string | null };
  /** The cost type an analytic account stands for, or null. */
  costType(accountId: number | null): CostType | null;
}

/** @param projectPlans plans that jobs' own accounts are in; accounts of further plans (departments) are left aside. */
export function createCoding(
  plans: Plans,
  analytic: Accounts['analytic'],
  projectPlans: ReadonlySet<number>,
): Coding {
  const find = (key: string, fits: (account: AnalyticAccount) => boolean): number | null =>
    key
      .split(',')
      .map((id) => analytic.get(Number(id)))
      .find((account) => account !== undefined && fits(account))?.id ?? null;
  const parse = (key: string): Omit<CodedShare, 'percent'> => ({
    projectId: find(key, (account) => account.planId !== null && projectPlans.has(account.planId)),
    codeId: find(key, (account) => account.planId === plans.costCode.id),
    typeId: find(key, (account) => account.planId === plans.costType?.id),
  });
  // Many lines carry the same key.
  const parsed = new Map<string, Omit<CodedShare, 'percent'>>();
  const toShare = ([key, percent]: readonly [string, Big]): CodedShare => {
    const ready = parsed.get(key) ?? parse(key);
    parsed.set(key, ready);
    return { ...ready, percent };
  };
  return {
    shares: (distribution) => mergeShares([...distribution].map(toShare)),
    costCode(accountId) {
      const account = accountId === null ? undefined : analytic.get(accountId);
      return account ? { code: account.code, name: account.name } : { code: UNCODED, name: null };
    },
    costType(accountId) {
      const account = accountId === null ? undefined : analytic.get(accountId);
      if (!account) return null;
      const words = [account.code.toUpperCase(), account.name?.toUpperCase()];
      return COST_TYPES.find((type) => words.includes(type)) ?? null;
    },
  };
}

function keyOf(share: CodedShare): readonly [number, number, number] {
  return [share.projectId ?? 0, share.codeId ?? 0, share.typeId ?? 0];
}

function mergeShares(shares: CodedShare[]): CodedShare[] {
  if (shares.length < 2) return shares;
  const merged = new Map<string, CodedShare>();
  for (const share of shares) {
    const key = keyOf(share).join(',');
    const percent = (merged.get(key)?.percent ?? ZERO).plus(share.percent);
    merged.set(key, { ...share, percent });
  }
  return [...merged.values()].sort((a, b) => {
    const [left, right] = [keyOf(a), keyOf(b)];
    return left[0] - right[0] || left[1] - right[1] || left[2] - right[2];
  });
}

/** What is known of a line besides its analytic accounts. */
export interface CostTypeHints {
  readonly accountCode: string | null;
  readonly product: Product | null;
  readonly kind: 'TIMESHEET' | 'ISSUE' | null;
}

/** Third plan → general-account map → product-category map → timesheet or issue → UNCLASSIFIED. */
export function resolveCostType(
  planned: CostType | null,
  hints: CostTypeHints,
  company: CompanySettings,
): CostType {
  const { accountCode, product, kind } = hints;
  const byAccount = accountCode === null ? undefined : company.costTypeByAccount[accountCode];
  const byCategory = product?.category == null ? undefined : company.costTypeByCategory[product.category];
  const byKind = kind === 'TIMESHEET' ? 'LABOR' : kind === 'ISSUE' ? 'MATERIAL' : undefined;
  return planned ?? byAccount ?? byCategory ?? byKind ?? 'UNCLASSIFIED';
}
