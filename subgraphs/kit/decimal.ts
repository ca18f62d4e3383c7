/**
 * Exact decimals. Money never passes through a JavaScript float: amounts travel as decimal strings and are
 * computed with Big. Odoo's floats are parsed from their text and rounded to the currency at the border.
 */
import { Big } from 'big.js';

export type { Big } from 'big.js';

/** Digits kept inside a division; ratios are rounded only when they leave the graph. */
Big.DP = 40;

/** A decimal number as text, for example `"1234.50"`. */
export type DecimalString = string;

export const ZERO: Big = new Big(0);
export const ONE: Big = new Big(1);

/** Parses decimal text or a JSON number's shortest text. Throws a RangeError that names the value. */
export function decimal(value: string | number | Big): Big {
  try {
    return new Big(value);
  } catch {
    throw new RangeError(`"${String(value)}" is not a decimal number`);
  }
}

/** Rounds half up (away from zero) to the minor unit of a currency (2 places unless told). */
export function roundMoney(value: Big, places = 2): Big {
  return value.round(places, 1);
}

/** Money as text with exactly `places` decimals: `"1087.50"`. */
export function moneyText(value: Big, places = 2): DecimalString {
  const text = value.toFixed(places, 1);
  return text.startsWith('-0') && /^-0(\.0*)?$/.test(text) ? text.slice(1) : text;
}

/** A ratio as text with six decimals, rounded half up: `"0.953271"`. */
export function ratioText(value: Big): DecimalString {
  return moneyText(value, 6);
}

export function sum(values: Iterable<Big>): Big {
  let total = ZERO;
  for (const value of values) total = total.plus(value);
  return total;
}

export function max(a: Big, b: Big): Big {
  return a.gt(b) ? a : b;
}

export function min(a: Big, b: Big): Big {
  return a.lt(b) ? a : b;
}
