/**
 * Splitting an amount so that the parts add up to the whole: every share is rounded to the currency and the
 * residual cent goes to the largest share, ties to the first. Callers order the shares by key, lowest first.
 */
import { decimal, roundMoney, sum, ZERO, type Big } from './decimal.js';

const HUNDREDTH = decimal('0.01');

/** Splits `amount` by `weights` (any positive scale; 60/40 and 0.6/0.4 are the same). */
export function splitByWeight(amount: Big, weights: readonly Big[], places = 2): Big[] {
  const total = sum(weights);
  if (total.eq(0) || amount.eq(0)) return weights.map(() => ZERO);
  if (weights.length === 1) return [roundMoney(amount, places)];
  const parts = weights.map((weight) => roundMoney(amount.times(weight).div(total), places));
  const residual = roundMoney(amount, places).minus(sum(parts));
  const largest = weights.reduce((best, weight, i) => (weight.gt(weights[best] ?? ZERO) ? i : best), 0);
  parts[largest] = (parts[largest] ?? ZERO).plus(residual);
  return parts;
}

/** Splits by percentages that need not add up to 100: the part without a share stays unassigned. */
export function splitByPercent(amount: Big, percents: readonly Big[], places = 2): Big[] {
  const total = sum(percents);
  return splitByWeight(roundMoney(amount.times(total).times(HUNDREDTH), places), percents, places);
}
