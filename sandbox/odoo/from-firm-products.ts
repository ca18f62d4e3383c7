/** Units, product categories and products, with the accounts that bills of them go on. */
import type { Firm } from '../firm/ledger.js';
import type { Value } from './engine/database.js';
import { UOM } from './ids.js';

type Insert = (model: string, values: Record<string, Value>) => number;

/** What the lines of a vendor's bill go on, by product category; the company's own account for the rest. */
const EXPENSE_ACCOUNTS: Readonly<Record<string, string>> = {
  'Building material': '500100',
  Subcontracts: '500200',
  'Plant rental': '500300',
  'Stock parts': '501000',
  Sundries: '500900',
};

/** An account's id by its code; false where the firm has none. */
export const accountIdOf = (firm: Firm, code: string | undefined): Value =>
  firm.accounts.find((account) => account.code === code)?.id ?? false;

export function loadProducts(insert: Insert, firm: Firm): void {
  insert('uom.uom', { id: UOM.UNITS, name: 'Units', factor: 1, active: true });
  insert('uom.uom', { id: UOM.DAYS, name: 'Days', factor: 8, active: true });
  insert('uom.uom', { id: UOM.HOURS, name: 'Hours', factor: 1, active: true });
  const categories = new Map(
    [...new Set(firm.products.map(({ category }) => category))].map((name, at) => [name, at + 1]),
  );
  for (const [name, id] of categories)
    insert('product.category', {
      id,
      name,
      complete_name: name,
      property_valuation: 'periodic',
      property_account_expense_categ_id: accountIdOf(firm, EXPENSE_ACCOUNTS[name]),
    });
  for (const product of firm.products)
    insert('product.product', {
      id: product.id,
      name: product.name,
      active: true,
      type: product.storable ? 'consu' : 'service',
      is_storable: product.storable,
      categ_id: categories.get(product.category) ?? false,
      standard_price: product.storable ? 55 : 0,
      uom_id: UOM.UNITS,
    });
}
