/**
 * Which analytic lines are job cost, said in Odoo's own terms, so that sums need no column but those that are shown.
 * Pure. Prefix notation: https://www.odoo.com/documentation/19.0/developer/reference/backend/orm.html#search-domains
 */
import type { CompanySettings } from '../../kit/company.js';
import type { Domain } from './read.js';
import type { Accounts } from './reference.js';

export const EXPENSE_TYPES = ['expense', 'expense_direct_cost', 'expense_depreciation', 'expense_other'];

export interface CostScope {
  readonly accountIds: readonly number[];
  readonly companies: readonly CompanySettings[];
  readonly general: Accounts['general'];
  /** Analytic lines of issues that are picked but not done. */
  readonly picked: readonly number[];
  /** Fields of analytic lines and of products that the key may see. */
  readonly lineFields: readonly string[];
  readonly productFields: readonly string[];
}

/**
 * Lines on expense accounts or without account. Not: balance-sheet and revenue lines whatever their distribution
 * says; picked issues; vendor bills of stocked products (their issues are cost); labour's other carrier.
 */
export function costDomain(scope: CostScope): Domain {
  const { accountIds, picked, companies } = scope;
  return [
    ['account_id', 'in', accountIds],
    ...(picked.length > 0 ? [['id', 'not in', picked] as const] : []),
    '|',
    ['general_account_id', '=', false],
    ['general_account_id.account_type', 'in', EXPENSE_TYPES],
    ...withoutStockBills(scope.productFields),
    ...anyOf(companies.map((company) => laborOf(company, scope))),
  ];
}

/** Stocked products: `is_storable` since 18, type `product` before. */
function withoutStockBills(productFields: readonly string[]): Domain {
  const notStocked = productFields.includes('is_storable')
    ? (['product_id.is_storable', '!=', true] as const)
    : (['product_id.type', '!=', 'product'] as const);
  if (!productFields.includes('is_storable') && !productFields.includes('type')) return [];
  return ['|', ['category', '!=', 'vendor_bill'], '|', ['product_id', '=', false], notStocked];
}

/** One company's lines, with timesheets or with payroll entries, never both. */
function laborOf(company: CompanySettings, { general, lineFields }: CostScope): Domain {
  const own = ['company_id', '=', company.odooCompanyId] as const;
  if (company.labor === 'PAYROLL') return ['&', own, ...withoutTimesheets(lineFields)];
  const payroll = [...general]
    .filter(([, account]) => company.payrollAccounts.includes(account.code))
    .map(([id]) => id);
  if (payroll.length === 0) return [own];
  return ['&', own, '|', ['general_account_id', '=', false], ['general_account_id', 'not in', payroll]];
}

/** The same three marks as `kindOf` in map-actuals.ts. */
function withoutTimesheets(lineFields: readonly string[]): Domain {
  const marked: Domain = ['|', ['general_account_id', '!=', false], ['category', '!=', 'other']];
  return lineFields.includes('project_id') ? ['|', ['project_id', '=', false], ...marked] : marked;
}

function anyOf(clauses: readonly Domain[]): Domain {
  return [...clauses.slice(1).map(() => '|'), ...clauses.flat()];
}
