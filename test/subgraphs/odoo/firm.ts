/** Hand-made wire values of a small firm: one job pair, two companies, every rule of the definitions once. */
import type { CompanySettings } from '../../../subgraphs/kit/company.js';
import { createCoding } from '../../../subgraphs/odoo/erp/coding.js';
import type { Lookups } from '../../../subgraphs/odoo/erp/map-actuals.js';
import type { Accounts } from '../../../subgraphs/odoo/erp/reference.js';

export const NB: CompanySettings = {
  code: 'NB',
  name: 'Northbank',
  currency: 'USD',
  odooCompanyId: 1,
  costCodeScheme: 'Northbank cost codes',
  labor: 'TIMESHEET',
  payrollAccounts: ['601000'],
  retentionAccounts: ['121500'],
  equipmentJournal: 'EQUIP',
  costTypeByAccount: { '602000': 'SUBCONTRACT' },
  costTypeByCategory: { 'All / Parts': 'MATERIAL' },
  equipmentRates: {},
  rentedEquipment: 'VENDOR',
  crosswalk: {},
};
export const HB: CompanySettings = { ...NB, code: 'HB', currency: 'EUR', odooCompanyId: 2, labor: 'PAYROLL' };

const account = (id: number, code: string, planId: number) => ({
  id,
  code,
  name: code,
  planId,
  companyId: null,
});
export const accounts: Accounts = {
  analytic: new Map([
    [58, account(58, 'J-100', 1)],
    [60, account(60, 'J-200', 1)],
    [49, account(49, '03-300', 4)],
    [51, account(51, '31-200', 4)],
    [52, account(52, 'LABOR', 5)],
    [54, account(54, 'MATERIAL', 5)],
    [90, account(90, 'DEPT', 2)],
  ]),
  general: new Map([
    [32, { code: '600000', type: 'expense' }],
    [33, { code: '601000', type: 'expense' }],
    [34, { code: '602000', type: 'expense_direct_cost' }],
    [16, { code: '211100', type: 'liability_current' }],
    [26, { code: '400000', type: 'income' }],
    [208, { code: '121500', type: 'asset_current' }],
  ]),
};
const plans = { costCode: { id: 4, column: 'x_plan4_id' }, costType: { id: 5, column: 'x_plan5_id' } };
export const lookups: Lookups = {
  plans,
  accounts,
  coding: createCoding(plans, accounts.analytic, new Set([1])),
  products: new Map([
    [1, { category: 'All / Parts' }],
    [2, { category: 'All / Parts' }],
    [3, { category: 'All / Services' }],
  ]),
};

/** A group of analytic lines as the wire gives it. */
export function group(values: Record<string, unknown>): Record<string, unknown> {
  return {
    account_id: [58, 'J-100'],
    company_id: [1, 'Northbank'],
    x_plan4_id: [49, '03-300'],
    x_plan5_id: [54, 'MATERIAL'],
    general_account_id: [32, '600000'],
    category: 'vendor_bill',
    product_id: false,
    project_id: false,
    'unit_amount:sum': 1,
    ...values,
  };
}
