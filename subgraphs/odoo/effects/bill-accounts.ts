/**
 * The account that a bill's line goes on, chosen as Odoo chooses it for a bill that is made from an order: the product's
 * own, its category's, the company's. An imported line has to name it.
 */
import type { CompanySettings } from '../../kit/company.js';
import { readFields } from '../erp/read.js';
import type { Session } from '../erp/session.js';
import { readId, readLink, readText, type WireRecord } from '../erp/wire.js';

export interface BillAccounts {
  /** product.product ids whose cost is what is taken from stock. */
  readonly stocked: ReadonlySet<number | null>;
  /** Code of the account that was used before, else of the product's; null when nothing says one. */
  codeOf(used: number | null, productId: number | null): string | null;
}

const PRODUCT_NEEDS = {
  required: ['categ_id'],
  optional: ['is_storable', 'type', 'property_account_expense_id'],
};
const CATEGORY_NEEDS = { required: [], optional: ['property_account_expense_categ_id'] };
const COMPANY_NEEDS = { required: [], optional: ['expense_account_id'] };
const ACCOUNT_NEEDS = { required: ['code'], optional: [] };

/** @param session in the company's view: accounts of a product and their codes are each company's own */
export async function readBillAccounts(
  session: Session,
  company: CompanySettings,
  { products, used }: { readonly products: readonly number[]; readonly used: readonly number[] },
): Promise<BillAccounts> {
  const [items, [owner]] = await Promise.all([
    readSome(session, 'product.product', PRODUCT_NEEDS, products),
    readSome(session, 'res.company', COMPANY_NEEDS, [company.odooCompanyId]),
  ]);
  const categoryIds = items.flatMap((row) => readLink(row, 'categ_id') ?? []);
  const categories = new Map(
    (await readSome(session, 'product.category', CATEGORY_NEEDS, categoryIds)).map((row) => [
      readId(row),
      readLink(row, 'property_account_expense_categ_id'),
    ]),
  );
  const byProduct = new Map(
    items.map((row) => [
      readId(row),
      readLink(row, 'property_account_expense_id') ?? categories.get(readLink(row, 'categ_id') ?? 0) ?? null,
    ]),
  );
  const fallback = owner === undefined ? null : readLink(owner, 'expense_account_id');
  const ids = [...used, ...byProduct.values(), fallback].flatMap((id) => id ?? []);
  const codes = new Map(
    (await readSome(session, 'account.account', ACCOUNT_NEEDS, ids)).map((row) => [
      readId(row),
      readText(row, 'code'),
    ]),
  );
  const stocked = items.filter((row) => row['is_storable'] === true || readText(row, 'type') === 'product');
  return {
    stocked: new Set(stocked.map(readId)),
    codeOf: (usedId, productId) =>
      codes.get(usedId ?? byProduct.get(productId ?? 0) ?? fallback ?? 0) ?? null,
  };
}

/** Without a field that the key may see there is nothing to read. */
async function readSome(
  session: Session,
  model: string,
  needs: { readonly required: readonly string[]; readonly optional: readonly string[] },
  ids: readonly number[],
): Promise<WireRecord[]> {
  if (ids.length === 0) return [];
  const fields = await session.choose(model, needs);
  return fields.length === 0 ? [] : readFields(session, model, [['id', 'in', [...new Set(ids)]]], fields);
}
