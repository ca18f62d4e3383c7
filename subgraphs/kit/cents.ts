/**
 * Money as whole minor units in a bigint: exact, and added at the speed of integers. Amounts come and go as decimal
 * text; what is multiplied by a percentage, a rate or a ratio passes through Big and is rounded half up once.
 */
import { decimal, type Big, type DecimalString } from './decimal.js';

/** Whole hundredths of a currency unit. */
export type Cents = bigint;

const PLAIN = /^(-?)(\d+)(?:\.(\d+))?$/;

/** Reads decimal text or a JSON number's shortest text, rounded half up. Throws a RangeError that names the value. */
export function toCents(value: DecimalString | number): Cents {
  if (Number.isSafeInteger(value)) return BigInt(value) * 100n;
  const text = String(value);
  const [, sign, units, places = ''] = PLAIN.exec(text) ?? [];
  if (units === undefined) return roundCents(decimal(value).times(100));
  // Half up looks at the third place only.
  const cents = BigInt(units + places.slice(0, 2).padEnd(2, '0')) + (places.charAt(2) >= '5' ? 1n : 0n);
  return sign === '-' ? -cents : cents;
}

/** Rounds an amount that is counted in cents, half up (away from zero). */
export function roundCents(cents: Big): Cents {
  return BigInt(cents.round(0, 1).toFixed(0));
}

/** `amount × factor`, rounded half up once. */
export function timesRounded(amount: Cents, factor: Big): Cents {
  if (amount === 0n || factor.eq(0)) return 0n;
  if (factor.eq(1)) return amount;
  return roundCents(factor.times(amount.toString()));
}

/** Money as text with two decimals: `"1087.50"`. */
export function centsText(cents: Cents): DecimalString {
  const digits = (cents < 0n ? -cents : cents).toString().padStart(3, '0');
  return `${cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** `part ÷ whole` rounded half up (away from zero) to a whole number; `whole` is not 0. */
export function divideRounded(part: bigint, whole: bigint): bigint {
  const negative = part < 0n !== whole < 0n;
  const [a, b] = [part < 0n ? -part : part, whole < 0n ? -whole : whole];
  const quotient = (a * 2n + b) / (b * 2n);
  return negative ? -quotient : quotient;
}

/** `part ÷ whole` as text with six decimals. */
export function ratioOfText(part: Cents, whole: Cents): DecimalString {
  const millionths = divideRounded(part * 1_000_000n, whole);
  const digits = (millionths < 0n ? -millionths : millionths).toString().padStart(7, '0');
  return `${millionths < 0n ? '-' : ''}${digits.slice(0, -6)}.${digits.slice(-6)}`;
}

/** `part ÷ whole`, unrounded; `whole` is not 0. */
export function ratioOf(part: Cents, whole: Cents): Big {
  return decimal(part.toString()).div(whole.toString());
}

export function sumCents(values: Iterable<Cents>): Cents {
  let total = 0n;
  for (const value of values) total += value;
  return total;
}

/** Sum of decimal texts, each rounded to cents. */
export function sumTexts(texts: Iterable<DecimalString>): Cents {
  let total = 0n;
  for (const text of texts) total += toCents(text);
  return total;
}

export function maxCents(a: Cents, b: Cents): Cents {
  return a > b ? a : b;
}
