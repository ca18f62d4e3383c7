import { describe, expect, it } from '@jest/globals';
import { decimal, max, min, moneyText, ratioText, roundMoney, sum } from '../../../subgraphs/kit/decimal.js';
import { centsText, sumCents, sumTexts, toCents } from '../../../subgraphs/kit/cents.js';
import { splitByPercent, splitByWeight } from '../../../subgraphs/kit/split.js';
import { DateScalar, DateTimeScalar, DecimalScalar } from '../../../subgraphs/kit/scalars.js';
import { parseValue } from 'graphql';

const texts = (values: readonly bigint[]) => values.map(centsText);

describe('decimal', () => {
  it('adds what floats cannot', () => expect(moneyText(sum([0.1, 0.2].map(decimal)))).toBe('0.30'));
  it('adds texts exactly, whatever their form', () => {
    expect(sumTexts([])).toBe(0n);
    expect(centsText(sumTexts(['0.10', '-0.05', '90071992547409.93', '90071992547409.93']))).toBe(
      '180143985094819.91',
    );
    expect(centsText(sumTexts(['1.5', '2', '-0.005', '1e-3', '-3.50']))).toBe('-0.01');
    expect(() => sumTexts(['1,50'])).toThrow('not a decimal number');
  });
  it.each([
    ['1.005', '1.01'],
    ['-1.005', '-1.01'],
    ['-0.004', '0.00'],
    ['-0.05', '-0.05'],
    ['7', '7.00'],
    [-12, '-12.00'],
    [150.01999999999987, '150.02'],
    [1e-7, '0.00'],
    [1e21, '1000000000000000000000.00'],
    ['12345678901234567890.125', '12345678901234567890.13'],
  ])('counts %s as whole cents, half up: %s', (value, expected) =>
    expect(centsText(toCents(value))).toBe(expected),
  );
  it('reads the ERP’s floats by their shortest text', () =>
    expect(moneyText(roundMoney(decimal(150.01999999999987)))).toBe('150.02'));
  it.each([
    ['1.005', '1.01'],
    ['-1.005', '-1.01'],
    ['-0.004', '0.00'],
    ['12345678901234567890.125', '12345678901234567890.13'],
  ])('rounds %s half up to %s', (value, expected) => expect(moneyText(decimal(value))).toBe(expected));
  it('keeps six places of a ratio', () => expect(ratioText(decimal(2).div(3))).toBe('0.666667'));
  it.each(['', '1,5', 'NaN', '1 000'])('refuses "%s"', (value) =>
    expect(() => decimal(value)).toThrow(`"${value}" is not a decimal number`),
  );
  it('compares', () => {
    expect(max(decimal('1.10'), decimal('1.2')).toString()).toBe('1.2');
    expect(min(decimal('-3'), decimal('2')).toString()).toBe('-3');
  });
});

describe('split', () => {
  it('gives the residual cent to the largest share, ties to the first', () => {
    expect(texts(splitByWeight(toCents('100'), [1, 1, 1].map(decimal)))).toEqual(['33.34', '33.33', '33.33']);
    expect(texts(splitByWeight(toCents('0.05'), [1, 2, 1].map(decimal)))).toEqual(['0.01', '0.03', '0.01']);
    expect(texts(splitByWeight(toCents('-100'), [1, 1, 1].map(decimal)))).toEqual([
      '-33.34',
      '-33.33',
      '-33.33',
    ]);
  });
  it('leaves what the percentages do not reach', () => {
    expect(texts(splitByPercent(toCents('99.99'), ['60', '30'].map(decimal)))).toEqual(['59.99', '30.00']);
    expect(splitByPercent(toCents('10'), [])).toEqual([]);
    expect(texts(splitByWeight(toCents('10'), [decimal(0)]))).toEqual(['0.00']);
  });
  it('always adds up', () => {
    for (let cents = -50; cents <= 50; cents += 1) {
      const parts = splitByWeight(BigInt(cents), ['0.7', '12', '3.3', '3.3'].map(decimal));
      expect(sumCents(parts)).toBe(BigInt(cents));
    }
  });
});

describe('scalars', () => {
  it('pass their own text and refuse any other', () => {
    expect(DecimalScalar.serialize('-12.50')).toBe('-12.50');
    expect(() => DecimalScalar.serialize(12.5)).toThrow(/Decimal cannot be 12.5; write it as text like/);
    expect(() => DecimalScalar.parseValue('1e3')).toThrow(/Decimal cannot be "1e3"/);
    expect(DateScalar.parseValue('2026-10-05')).toBe('2026-10-05');
    expect(() => DateScalar.parseValue('5/10/2026')).toThrow(/Date cannot be/);
    expect(DecimalScalar.parseLiteral(parseValue('12'), {})).toBe('12');
    expect(() => DecimalScalar.parseLiteral(parseValue('1.5'), {})).toThrow(/Decimal cannot be/);
  });
  it('answer moments in UTC', () => {
    expect(DateTimeScalar.serialize(new Date(0))).toBe('1970-01-01T00:00:00.000Z');
    expect(DateTimeScalar.parseValue('2026-10-05T09:30:00+02:00').toISOString()).toBe(
      '2026-10-05T07:30:00.000Z',
    );
    expect(() => DateTimeScalar.parseValue('soon')).toThrow(/DateTime cannot be "soon"/);
    expect(() => DateTimeScalar.parseValue(5)).toThrow(/DateTime cannot be 5/);
  });
});
