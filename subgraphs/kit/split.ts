/**
 * Splitting an amount so that the parts add up to the whole: every share is rounded to the currency and the
 * residual cent goes to the largest share, ties to the first. Callers order the shares by key, lowest first.
 */
import { roundCents, sumCents, timesRounded, type Cents } from './cents.js';
import { decimal, sum, ZERO, type Big } from './decimal.js';

const HUNDRED = decimal(100);
const HUNDREDTH = decimal('0.01');

/** Splits `amount` by `weights` (any positive scale; 60/40 and 0.6/0.4 are the same). */
export function splitByWeight(amount: Cents, weights: readonly Big[]): Cents[] {
  const total = sum(weights);
  if (total.eq(0) || amount === 0n) return weights.map(() => 0n);
  if (weights.length === 1) return [amount];
  const whole = decimal(amount.toString());
  const parts = weights.map((weight) => roundCents(whole.times(weight).div(total)));
  const largest = weights.reduce((best, weight, i) => (weight.gt(weights[best] ?? ZERO) ? i : best), 0);
  parts[largest] = (parts[largest] ?? 0n) + amount - sumCents(parts);
  return parts;
}

/** Splits by percentages that need not add up to 100: the part without a share stays unassigned. */
export function splitByPercent(amount: Cents, percents: readonly Big[]): Cents[] {
  // Most lines are wholly one job's.
  if (percents.length === 1 && percents[0]?.eq(HUNDRED)) return [amount];
  return splitByWeight(timesRounded(amount, sum(percents).times(HUNDREDTH)), percents);
}
