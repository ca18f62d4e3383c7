import { describe, expect, it } from '@jest/globals';
import { createAnswerKey } from '../../../sandbox/answer-key/index.js';
import { createFirm } from '../../../sandbox/firm/index.js';

const firm = createFirm();
const key = createAnswerKey(firm);
const job = (company: string, number: string) =>
  key.projects.find((entry) => entry.company === company && entry.number === number)!;
const line = (company: string, number: string, costCode: string, costType: string) =>
  job(company, number).lines.find((one) => one.costCode === costCode && one.costType === costType);

const cents = (amount: string) => BigInt(amount.replace('.', ''));

describe('the answer key', () => {
  it('lists every job once, the shared one per company, by company and number', () => {
    const names = key.projects.map(({ company, number }) => `${company} ${number}`);
    expect(names).toEqual([
      ...['H-201', 'H-202', 'H-203', 'H-204', 'H-205', 'S-301'].map((number) => `HB ${number}`),
      ...['J-101', 'J-102', 'J-103', 'J-104', 'J-105', 'J-106', 'J-107', 'J-108', 'S-301'].map(
        (number) => `NB ${number}`,
      ),
    ]);
  });

  it('gives a job that is not awarded zeros and nulls', () => {
    const { cost, earnedValue, wip, lines } = job('NB', 'J-105');
    expect(new Set(Object.values(cost))).toEqual(new Set(['0.00']));
    expect(earnedValue).toBeNull();
    expect(wip).toMatchObject({
      contractValue: '0.00',
      percentComplete: null,
      earnedRevenue: null,
      backlog: null,
    });
    expect(lines).toEqual([]);
  });

  // Budget 10,000 labor, 20,000 material, 30,000 subcontract; a change of +2,500 subcontract for 3,000.
  // Ordered 18,000 material (7,500 billed) and 30,000 subcontract; timesheets 4,000; accrued 3,000 material.
  // EAC: labor 10,000, material max(20,000, 7,500 + 3,000 + 10,500) = 21,000, subcontract 32,500.
  // WIP: 14,500 / 63,500 of 67,200 + 3,000 = 70,200 is 16,029.92.
  it('agrees with a job worked by hand: Millbrook Retaining Wall', () => {
    const { cost, earnedValue, wip, lines, otherMethods } = job('NB', 'J-106');
    expect(cost).toEqual({
      originalBudget: '60000.00',
      approvedChanges: '2500.00',
      revisedBudget: '62500.00',
      committedCost: '48000.00',
      openCommitment: '40500.00',
      actualCost: '11500.00',
      accruedEquipmentCost: '0.00',
      otherAccruedCost: '3000.00',
      costToDate: '14500.00',
      estimateToComplete: '49000.00',
      estimateAtCompletion: '63500.00',
      variance: '-1000.00',
    });
    expect(earnedValue).toBeNull();
    expect(wip).toEqual({
      contractValue: '70200.00',
      percentComplete: '0.228346',
      earnedRevenue: '16029.92',
      billed: '15000.00',
      overBilling: '0.00',
      underBilling: '1029.92',
      retainage: '1500.00',
      expectedLoss: '0.00',
      backlog: '54170.08',
    });
    expect(lines.map(({ costCode, costType }) => `${costCode} ${costType}`)).toEqual([
      '04-100 LABOR',
      '04-100 MATERIAL',
      '04-200 SUBCONTRACT',
    ]);
    expect(otherMethods).toEqual({
      COMMITMENT: { estimateAtCompletion: '63500.00' },
      CPI: { estimateAtCompletion: null },
    });
  });

  // Payroll 5,000 before and 3,000 after the data date; timesheets of 900 do not count in a payroll company.
  // The schedule runs 50 working days, 25 of them by the data date, and states 25 %.
  // CPI 7,500 / 5,000 = 1.5: labor 8,000 + 15,000 / 1.5, material 0 + 7,500 / 1.5.
  it('agrees with a job worked by hand: Stützwand Höfle', () => {
    const { cost, earnedValue, otherMethods } = job('HB', 'H-204');
    expect(cost).toMatchObject({ revisedBudget: '30000.00', actualCost: '8000.00', costToDate: '8000.00' });
    expect(earnedValue).toEqual({
      method: 'PROJECT_PERCENT',
      dataDate: '2026-10-09',
      pv: '15000.00',
      ev: '7500.00',
      ac: '5000.00',
      bac: '30000.00',
      cv: '2500.00',
      sv: '-7500.00',
      cpi: '1.500000',
      spi: '0.500000',
      eac: '30000.00',
      etc: '22000.00',
    });
    expect(otherMethods.CPI.estimateAtCompletion).toBe('23000.00');
  });

  // Piles 60,000.00 and anchors 30,000.01; down payment 20,000 less 8,000 deducted leaves 12,000.00:
  // 12,000 × 60,000.00 / 90,000.01 = 7,999.99911 → 8,000.00 and 4,000.00. Piles 25,000 billed.
  // (06-300 subcontract: 9,000 − 2,400 + 6,000 − (1,500 − 1,500) + 5,000 − 1,750.25 + 3,000 = 18,849.75.)
  it.each([
    ['NB', 'J-101'],
    ['HB', 'H-201'],
  ])('divides down payments and takes off accruals by hand: %s %s', (company, number) => {
    const budget = (code: string) => line(company, number, code, 'SUBCONTRACT');
    expect(budget('06-100')).toMatchObject({ committedCost: '60000.00', openCommitment: '27000.00' });
    expect(budget('06-200')).toMatchObject({ committedCost: '30000.01', openCommitment: '26000.01' });
    expect(budget('06-300')).toMatchObject({ committedCost: '23000.00', openCommitment: '18849.75' });
  });

  // 8,000.01 shared 60 : 40, 1,750.25 accrued in the second job's book: 6,249.76 → 3,749.86 and 2,499.90.
  // A line of 500.00 shared likewise is closed.
  it.each([
    ['NB', 'J-101', 'J-102'],
    ['HB', 'H-201', 'H-202'],
  ])('takes an accrual off every share of its order line by hand: %s %s, %s', (company, first, second) => {
    const shared = (number: string) => line(company, number, '05-400', 'SUBCONTRACT');
    expect(shared(first)).toMatchObject({
      committedCost: '5100.01',
      openCommitment: '3749.86',
      otherAccruedCost: '0.00',
    });
    expect(shared(second)).toMatchObject({
      committedCost: '3400.00',
      openCommitment: '2499.90',
      otherAccruedCost: '1750.25',
    });
  });

  it('sums its lines to its heads', () => {
    for (const { cost, lines, number } of key.projects)
      for (const name of Object.keys(cost) as (keyof typeof cost)[]) {
        const sum = lines.reduce((total, one) => total + cents(one[name]), 0n);
        expect([number, name, sum]).toEqual([number, name, cents(cost[name])]);
      }
  });
});
