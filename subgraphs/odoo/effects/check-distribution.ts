/**
 * Odoo accepts an analytic distribution of 60 %, or to an account that does not exist, with HTTP 200; cost then goes
 * missing without a word. So it is checked before. Pure.
 */
import { decimal, sum, type DecimalString } from '../../kit/decimal.js';

/** Key (ids of analytic accounts joined by commas) → percent. */
export type Distribution = Readonly<Record<string, DecimalString>>;

export interface DistributionRules {
  /** By id of the analytic account. */
  readonly accounts: ReadonlyMap<
    number,
    { readonly planId: number | null; readonly companyId: number | null }
  >;
  /** Null when it could not be told: then a plan that is neither of the others stands for it. */
  readonly projectPlanId: number | null;
  readonly costCodePlanId: number;
  /** Null where the firm has no plan of cost types. */
  readonly costTypePlanId: number | null;
  /** res.company id of the document. */
  readonly companyId: number;
  /** Cost needs a cost code and a cost type beside the job; revenue may do without. */
  readonly coding?: 'COST' | 'REVENUE';
}

/** What is wrong with a distribution; empty when each key carries every plan once and all add up to exactly 100. */
export function checkDistribution(distribution: Distribution, rules: DistributionRules): string[] {
  const entries = Object.entries(distribution);
  if (entries.length === 0) return ['the distribution is empty'];
  const total = sum(entries.map(([, percent]) => decimal(percent)));
  return [
    ...entries.flatMap(([key, percent]) => [
      ...checkKey(key, rules),
      ...(decimal(percent).gt(0) ? [] : [`"${key}" has ${percent} %; a share is above zero`]),
    ]),
    ...repeated(entries.map(([key]) => key)),
    ...(total.eq(100) ? [] : [`the shares add up to ${total.toFixed()} %, not 100`]),
  ];
}

function checkKey(key: string, rules: DistributionRules): string[] {
  const ids = key.split(',').map(Number);
  const unknown = ids.filter((id) => !rules.accounts.has(id));
  if (unknown.length > 0)
    return [`"${key}" names ${unknown.join(', ')}, which is no analytic account of the company`];
  const foreign = ids.filter((id) => {
    const owner = rules.accounts.get(id)?.companyId ?? null;
    return owner !== null && owner !== rules.companyId;
  });
  const others = foreign.map((id) => `"${key}" names account ${id} of another company`);
  const roles = ids.map((id) => roleOf(rules.accounts.get(id)?.planId ?? null, rules));
  const wanted = ['job', 'cost code', ...(rules.costTypePlanId === null ? [] : ['cost type'])];
  const counts = wanted.flatMap((role) => {
    const count = roles.filter((one) => one === role).length;
    if (count === 0 && role !== 'job' && rules.coding === 'REVENUE') return [];
    return count === 1 ? [] : [`"${key}" carries ${count === 0 ? 'no' : 'more than one'} ${role}`];
  });
  return [...others, ...counts];
}

function roleOf(planId: number | null, rules: DistributionRules): string {
  if (planId === rules.costCodePlanId) return 'cost code';
  if (planId !== null && planId === rules.costTypePlanId) return 'cost type';
  return rules.projectPlanId === null || planId === rules.projectPlanId ? 'job' : 'other plan';
}

/** Keys that name the same accounts, in whatever order. */
function repeated(keys: readonly string[]): string[] {
  const sorted = keys.map((key) =>
    key
      .split(',')
      .map(Number)
      .sort((a, b) => a - b)
      .join(','),
  );
  return keys.flatMap((key, at) =>
    sorted.indexOf(sorted[at] ?? '') < at ? [`"${key}" is there twice`] : [],
  );
}
