/** Exact arithmetic of the answer key: own rounding, own splitting, nothing shared with the product. */
import { Big } from 'big.js';

export { Big } from 'big.js';

/** Digits kept in a division; six are shown. */
Big.DP = 40;
const HALF_UP = 1;

export const ZERO = new Big(0);

export function total(values: readonly (Big | string)[]): Big {
  let result = ZERO;
  for (const value of values) result = result.plus(value);
  return result;
}

export function cents(value: Big): Big {
  return value.round(2, HALF_UP);
}

export function atLeastZero(value: Big): Big {
  return value.lt(0) ? ZERO : value;
}

/** Two decimals, no negative zero. */
export function moneyText(value: Big): string {
  return (value.eq(0) ? ZERO : value).toFixed(2, HALF_UP);
}

/** Six decimals. */
export function ratioText(value: Big): string {
  const text = value.toFixed(6, HALF_UP);
  return text === '-0.000000' ? '0.000000' : text;
}

/**
 * Splits an amount by weights: every part is rounded to the cent and the residual cent goes to the heaviest part, to
 * the first of several. Callers bring the weights in the order in which ties are decided.
 */
export function split(amount: Big, weights: readonly Big[]): Big[] {
  const whole = total(weights);
  if (whole.eq(0)) return weights.map(() => ZERO);
  const shares = weights.map((weight) => cents(amount.times(weight).div(whole)));
  let heaviest = 0;
  weights.forEach((weight, index) => {
    if (weight.gt(weights[heaviest] ?? ZERO)) heaviest = index;
  });
  const residual = cents(amount).minus(total(shares));
  return shares.map((part, index) => (index === heaviest ? part.plus(residual) : part));
}
