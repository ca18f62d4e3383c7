import { describe, expect, it } from '@jest/globals';
import { toActuals } from '../../../subgraphs/odoo/erp/map-actuals.js';
import { group, lookups, NB } from './firm.js';

const TIMESHEET = {
  general_account_id: false,
  category: 'other',
  project_id: [16, 'Bridge'],
  x_plan5_id: false,
};

const sums = (...rows: Record<string, unknown>[]) => ({ sums: rows, days: [] });

describe('posted cost', () => {
  it('turns Odoo’s negative cost into cents and follows the sign on credit notes', () => {
    const { actuals } = toActuals(
      sums(
        group({ 'amount:sum': -150.01999999999987 }),
        group({ 'amount:sum': 60.01, 'unit_amount:sum': 1 }),
      ),
      NB,
      lookups,
    );
    expect(actuals).toEqual([
      { costCode: '03-300', costCodeName: '03-300', costType: 'MATERIAL', amount: '90.01', quantity: '0' },
    ]);
  });

  it('names the type of a line without account by what it is: an issue is material, a timesheet labour', () => {
    const issue = { category: 'picking_entry', general_account_id: false, x_plan5_id: false };
    const { actuals } = toActuals(
      sums(
        group({ ...issue, product_id: [1, 'Filter'], 'amount:sum': -220 }),
        group({ ...TIMESHEET, 'amount:sum': -357.5 }),
      ),
      { ...NB, costTypeByCategory: {} },
      lookups,
    );
    expect(actuals.map((row) => [row.costType, row.amount])).toEqual([
      ['MATERIAL', '220.00'],
      ['LABOR', '357.50'],
    ]);
  });

  it('finds the cost type by account, then by category, and never guesses', () => {
    const bare = { x_plan5_id: false };
    const { actuals, exceptions } = toActuals(
      sums(
        group({ ...bare, general_account_id: [34, '602000'], product_id: [2, 'Part'], 'amount:sum': -1 }),
        group({ ...bare, product_id: [2, 'Part'], 'amount:sum': -2 }),
        group({ ...bare, product_id: [3, 'Service'], 'amount:sum': -3 }),
        group({ ...bare, x_plan4_id: false, product_id: [2, 'Part'], 'amount:sum': -4 }),
      ),
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
      sums(group({ ...TIMESHEET, project_id: false, 'amount:sum': -5 })),
      NB,
      lookups,
    );
    expect(actuals[0]?.costType).toBe('UNCLASSIFIED');
  });

  it('gives cost by accounting day, oldest first', () => {
    const days = [
      { 'date:day': '2026-10-06', 'amount:sum': -3.3000000000000003 },
      { 'date:day': '2026-10-05', 'amount:sum': -2 },
    ];
    expect(toActuals({ sums: [], days }, NB, lookups).actualsByDay).toEqual({
      dates: ['2026-10-05', '2026-10-06'],
      amounts: ['2.00', '3.30'],
    });
  });
});
