import { describe, expect, it } from '@jest/globals';
import { roundCents, toCents } from '../../../subgraphs/kit/cents.js';
import { decimal } from '../../../subgraphs/kit/decimal.js';

describe('reading an amount', () => {
  it.each([
    '0',
    '7',
    '-7',
    '0.5',
    '0.005',
    '0.0049',
    '-0.005',
    '12.345',
    '150.01999999999987',
    '-1.995',
    '1e-7',
    '1.5e3',
  ])('rounds %s half up, as exact arithmetic does', (text) => {
    expect(toCents(text)).toBe(roundCents(decimal(text).times(100)));
  });

  it('takes numbers by their shortest text', () => {
    expect([0.1 + 0.2, 1234.5, -3, 1e21].map(toCents)).toEqual([30n, 123450n, -300n, 10n ** 23n]);
  });

  it.each(['', '1,5', '--1', 'abc', '1.2.3'])('refuses "%s" and names it', (text) => {
    expect(() => toCents(text)).toThrow(`"${text}" is not a decimal number`);
  });
});
