/** Days on a job, their price and their coding, without any system. */
import { describe, expect, it } from '@jest/globals';
import type { AssignmentModel } from '../../../subgraphs/equipment/model.js';
import { daysOnJob } from '../../../subgraphs/workflows/writes/rental-days.js';
import {
  codedLines,
  lineProblems,
  priceOf,
  type RentalLine,
} from '../../../subgraphs/workflows/writes/rental-line.js';
import { NB } from '../odoo/firm.js';

const stay = (key: string, job: string, start: string, end: string | null): AssignmentModel => ({
  ...{ key, machine: '6007', job, costCode: null, start, end },
});
const isJob = (spelling: string | null): boolean => spelling === 'J 101';
const october = { from: '2026-10-01', to: '2026-10-31' };

const share = (percent: string, costCode: string, own = true) =>
  ({ percent, own, costCode, costCodeName: null, costType: 'EQUIPMENT' }) as const;
function line(
  record: Partial<RentalLine['record']> = {},
  more: Partial<Omit<RentalLine, 'record' | 'ledger'>> & { shares?: RentalLine['ledger']['shares'] } = {},
): RentalLine {
  const { shares = [share('100', '06-100')], bills = [], open = '5000.00' } = more;
  const figures = { subtotal: '5000.00', billed: '0.00', downPayment: '0.00', accrued: '0.00' };
  return {
    record: {
      ...{ id: 31, order: 'P1', confirmed: true, description: 'Rental', quantity: '30' },
      ...{ unit: 'Days', unitPrice: '185.55', rate: '1', ...record },
    },
    ledger: { id: '31', orderNumber: 'P1', ...figures, shares },
    ...{ bills, open },
  };
}
const firm = { ...NB, rentalUnits: { Days: '1', Weeks: '7', Months: '30' } };
const bill = (documentId: number, date: string, amount: string) => ({
  ...{ orderLineId: 31, documentId, number: `B${documentId}`, date, amount },
});

describe('days on a job', () => {
  it.each([
    ['no end, from before', [stay('1', 'J 101', '2026-08-01', null)], 31],
    ['one day', [stay('1', 'J 101', '2026-10-05', '2026-10-05')], 1],
    ['first and last day count', [stay('1', 'J 101', '2026-09-20', '2026-10-03')], 3],
    [
      'two stays',
      [stay('1', 'J 101', '2026-10-01', '2026-10-02'), stay('2', 'J 101', '2026-10-30', null)],
      4,
    ],
    ['elsewhere', [stay('1', 'J 102', '2026-10-01', null)], 0],
    ['before and after', [stay('1', 'J 101', '2026-09-01', '2026-09-30')], 0],
    [
      'a day of moving is the next job’s, so it is paid for once',
      [stay('1', 'J 101', '2026-10-01', '2026-10-10'), stay('2', 'J 102', '2026-10-10', null)],
      9,
    ],
    [
      'of two assignments from one day the later one counts',
      [stay('10', 'J 101', '2026-10-05', '2026-10-06'), stay('9', 'J 102', '2026-10-05', '2026-10-06')],
      2,
    ],
  ])('%s', (_, assignments, days) => {
    expect(daysOnJob(assignments, october, isJob)).toBe(days);
  });
});

describe('what they cost', () => {
  it.each([
    ['days', {}, 7, 129_885n],
    ['weeks', { unit: 'Weeks', unitPrice: '1000' }, 10, 142_857n],
    ['months, rounded once', { unit: 'Months', unitPrice: '5999.99' }, 1, 20_000n],
    ['another currency: 0.9 euros for a dollar', { unitPrice: '90.00', rate: '0.9' }, 3, 30_000n],
  ])('%s', (_, record, days, cents) => {
    expect(priceOf(line(record), days, firm)).toBe(cents);
  });

  it('refuses a unit that nobody said the days of, and a line without a price', () => {
    expect(priceOf(line({ unit: 'Units' }), 1, firm)).toMatchObject({ code: 'NOT_CONFIGURED', record: '31' });
    expect(priceOf(line({ unitPrice: '0' }), 1, firm)).toMatchObject({ code: 'NO_PRICE' });
  });

  it('is coded as the order line codes the job, the residual cent to the largest share', () => {
    const shares = [share('30', '06-100'), share('30', '06-200'), share('40', '06-300', false)];
    expect(codedLines(line({}, { shares }), 10_001n)).toEqual([
      { costCode: '06-100', costType: 'EQUIPMENT', amount: '50.00' },
      { costCode: '06-200', costType: 'EQUIPMENT', amount: '50.01' },
    ]);
  });

  it('is refused beyond what is open, and for days that a standing bill covers', () => {
    const codes = (of: RentalLine, more = {}) =>
      lineProblems(of, { to: '2026-10-31', ...more }, 500_001n).map(({ code }) => code);
    expect(codes(line({}, { open: '5000.01' }))).toEqual([]);
    expect(codes(line())).toEqual(['MORE_THAN_OPEN']);
    expect(codes(line(), { allowOverOrder: true })).toEqual([]);
    const open = '9000.00';
    expect(codes(line({}, { open, bills: [bill(1, '2026-10-30', '10.00')] }))).toEqual([]);
    const covered = [bill(1, '2026-10-31', '10.00')];
    expect(codes(line({}, { open, bills: covered }))).toEqual(['BILLED_ALREADY']);
    expect(codes(line({}, { open, bills: covered }), { allowBilled: true })).toEqual([]);
    expect(codes(line({}, { open, bills: [...covered, bill(2, '2026-11-02', '-10.00')] }))).toEqual([]);
  });
});
