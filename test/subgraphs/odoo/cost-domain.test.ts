import { describe, expect, it } from '@jest/globals';
import { costDomain, type CostScope } from '../../../subgraphs/odoo/erp/cost-domain.js';
import type { Domain } from '../../../subgraphs/odoo/erp/read.js';
import { accounts, HB, NB } from './firm.js';

type Row = Readonly<Record<string, unknown>>;

/** Odoo's prefix notation over one row; consecutive terms without an operator are joined by `&`. */
function passes(domain: Domain, row: Row): boolean {
  let at = 0;
  const term = (): boolean => {
    const item = domain[at++] ?? fail('the domain ends too early');
    if (typeof item !== 'string') return holds(row[item[0]] ?? false, item[1], item[2]);
    const [left, right] = [term(), term()];
    return item === '|' ? left || right : left && right;
  };
  let all = true;
  while (at < domain.length) all = term() && all;
  return all;
}

function holds(own: unknown, operator: string, value: unknown): boolean {
  if (operator === '=') return own === value;
  if (operator === '!=') return own !== value;
  const among = Array.isArray(value) && value.includes(own);
  if (operator === 'in') return among;
  return operator === 'not in' ? !among : fail(`operator ${operator}`);
}

function fail(what: string): never {
  throw new Error(what);
}

const scope: CostScope = {
  accountIds: [58],
  companies: [NB, HB],
  general: accounts.general,
  picked: [7],
  lineFields: ['project_id'],
  productFields: ['is_storable'],
};
/** A vendor bill of a service on an expense account of NB. */
const bill: Row = {
  id: 1,
  account_id: 58,
  company_id: 1,
  category: 'vendor_bill',
  general_account_id: 32,
  'general_account_id.account_type': 'expense',
  product_id: 2,
  'product_id.is_storable': false,
  project_id: false,
};
const bare = { general_account_id: false, 'general_account_id.account_type': false, product_id: false };
const issue = { ...bill, ...bare, category: 'picking_entry', product_id: 1, 'product_id.is_storable': true };
const timesheet = { ...bill, ...bare, category: 'other', project_id: 16 };
const payroll = { ...bill, category: 'other', general_account_id: 33, product_id: false };

describe('what counts as job cost', () => {
  const counted: [string, Row][] = [
    ['a vendor bill of a service', bill],
    ['a vendor bill without product', { ...bill, product_id: false }],
    ['an issue of a stocked product', issue],
    ['a timesheet where timesheets carry labour', timesheet],
    ['payroll where payroll carries labour', { ...payroll, company_id: 2 }],
    ['a bare analytic line where payroll carries labour', { ...timesheet, company_id: 2, project_id: false }],
  ];
  it.each(counted)('%s does', (_, row) => expect(passes(costDomain(scope), row)).toBe(true));

  const left: [string, Row][] = [
    ['a vendor bill of a stocked product', { ...bill, product_id: 1, 'product_id.is_storable': true }],
    ['an issue that is picked but not done', { ...issue, id: 7 }],
    ['a timesheet where payroll carries labour', { ...timesheet, company_id: 2 }],
    ['payroll where timesheets carry labour', payroll],
    ['a balance-sheet line', { ...bill, 'general_account_id.account_type': 'liability_current' }],
    ['revenue', { ...bill, 'general_account_id.account_type': 'income' }],
    ['another job', { ...bill, account_id: 60 }],
    ['a company that is not configured', { ...bill, company_id: 3 }],
  ];
  it.each(left)('%s does not', (_, row) => expect(passes(costDomain(scope), row)).toBe(false));

  it('asks for the product type before 18, and for neither where the key sees neither', () => {
    expect(costDomain({ ...scope, productFields: ['type'] })).toContainEqual([
      'product_id.type',
      '!=',
      'product',
    ]);
    expect(JSON.stringify(costDomain({ ...scope, productFields: [] }))).not.toContain('product_id');
  });

  it('takes every bare line for a timesheet where the key cannot see the project', () => {
    const blind = costDomain({ ...scope, lineFields: [] });
    expect(passes(blind, { ...timesheet, company_id: 2, project_id: false })).toBe(false);
  });
});
