/** Decimal text in, decimal text out; halves round away from zero. */
import { Big } from 'big.js';
import type { Dec } from './ledger.js';

const HALF_UP = 1;

export function toCents(value: Big | string | number): Dec {
  const text = new Big(value).toFixed(2, HALF_UP);
  return text === '-0.00' ? '0.00' : text;
}

export function add(...amounts: readonly Dec[]): Dec {
  return toCents(amounts.reduce((total, amount) => total.plus(amount), new Big(0)));
}

export function negate(amount: Dec): Dec {
  return toCents(new Big(amount).neg());
}

/** amount × factor, rounded to the cent. */
export function times(amount: Dec, factor: Dec | number): Dec {
  return toCents(new Big(amount).times(factor));
}

/** amount ÷ divisor, rounded to the cent. */
export function over(amount: Dec, divisor: Dec | number): Dec {
  return toCents(new Big(amount).div(divisor));
}

/** Parts of an amount of about equal size that add up to it. */
export function parts(amount: Dec, count: number): Dec[] {
  const part = over(amount, count);
  const equal = Array.from({ length: count - 1 }, () => part);
  return [...equal, add(amount, negate(times(part, count - 1)))];
}
