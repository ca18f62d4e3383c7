import { describe, expect, it } from '@jest/globals';
import { toActuals } from '../../../subgraphs/odoo/erp/map-actuals.js';
import { group, HB, lookups, NB } from './firm.js';

const TIMESHEET = {
  general_account_id: false,
  category: 'other',
  project_id: [16, 'Bridge'],
  x_plan5_id: false,
};

describe('posted cost', () => {
  it('turns Odoo’s negative cost into cents and follows the sign on credit notes', () => {
    const { actuals } = toActuals(
      [group({ 'amount:sum': -150.01999999999987 }), group({ 'amount:sum': 60.01, 'unit_amount:sum': 1 })],
      NB,
      lookups,
    );
    expect(actuals).toEqual([
      { costCode: '03-300', costCodeName: '03-300', costType: 'MATERIAL', amount: '90.01', quantity: '0' },
    ]);
  });

  it('leaves out vendor bills of stocked products and counts their issues as material', () => {
    const { actuals } = toActuals(
      [
        group({ product_id: [1, 'Filter'], 'amount:sum': -550 }),
        group({
          product_id: [1, 'Filter'],
          category: 'picking_entry',
          general_account_id: false,
          x_plan5_id: false,
          'amount:sum': -220,
        }),
      ],
      { ...NB, costTypeByCategory: {} },
      lookups,
    );
    expect(actuals).toEqual([expect.objectContaining({ costType: 'MATERIAL', amount: '220.00' })]);
  });

  it('counts timesheets or payroll, per company, never both', () => {
    const rows = [
      group({ ...TIMESHEET, 'amount:sum': -357.5 }),
      group({
        general_account_id: [33, '601000'],
        category: 'other',
        x_plan5_id: [52, 'LABOR'],
        'amount:sum': -400,
      }),
    ];
    expect(toActuals(rows, NB, lookups).actuals).toEqual([
      expect.objectContaining({ costType: 'LABOR', amount: '357.50' }),
    ]);
    expect(toActuals(rows, HB, lookups).actuals).toEqual([
      expect.objectContaining({ costType: 'LABOR', amount: '400.00' }),
    ]);
  });

  it('finds the cost type by account, then by category, and never guesses', () => {
    const bare = { x_plan5_id: false };
    const { actuals, exceptions } = toActuals(
      [
        group({ ...bare, general_account_id: [34, '602000'], product_id: [2, 'Part'], 'amount:sum': -1 }),
        group({ ...bare, product_id: [2, 'Part'], 'amount:sum': -2 }),
        group({ ...bare, product_id: [3, 'Service'], 'amount:sum': -3 }),
        group({ ...bare, x_plan4_id: false, product_id: [2, 'Part'], 'amount:sum': -4 }),
      ],
      NB,
      lookups,
    );
    expect(actuals.map((row) => [row.costCode, row.costType, row.amount])).toEqual([
      ['03-300', 'SUBCONTRACT', '1.00'],
      ['03-300', 'MATERIAL', '2.00'],
      ['03-300', 'UNCLASSIFIED', '3.00'],
      ['UNCODED', 'MATERIAL', '4.00'],
    ]);
    expect(exceptions.map((row) => [row.code, row.amount])).toEqual([
      ['UNCLASSIFIED_COST', '3.00'],
      ['UNCODED_COST', '4.00'],
    ]);
  });

  it('does not take a bare analytic line for a timesheet', () => {
    const { actuals } = toActuals(
      [group({ ...TIMESHEET, project_id: false, 'amount:sum': -5 })],
      NB,
      lookups,
    );
    expect(actuals[0]?.costType).toBe('UNCLASSIFIED');
  });

  it('adds up by accounting day, oldest first', () => {
    const { actualsByDay } = toActuals(
      [
        group({ 'date:day': '2026-10-06', 'amount:sum': -1.1 }),
        group({ 'date:day': '2026-10-05', 'amount:sum': -2 }),
        group({ 'date:day': '2026-10-06', x_plan4_id: [51, '31-200'], 'amount:sum': -2.2 }),
      ],
      NB,
      lookups,
    );
    expect(actualsByDay).toEqual([
      { date: '2026-10-05', amount: '2.00' },
      { date: '2026-10-06', amount: '3.30' },
    ]);
  });
});
