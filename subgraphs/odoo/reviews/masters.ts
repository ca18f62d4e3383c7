/** Vendors and stocked items as other systems keep copies of them; archived ones are left out. */
import { readFields, type Domain } from '../erp/read.js';
import type { Session } from '../erp/session.js';
import { readId, readText } from '../erp/wire.js';

export interface MasterVendor {
  /** res.partner id. */
  readonly id: number;
  readonly name: string;
}
export interface MasterItem {
  /** product.product id. */
  readonly id: number;
  /** Internal reference; the name where it has none. */
  readonly number: string;
  readonly name: string;
}

const VENDOR_NEEDS = { required: ['name', 'supplier_rank'], optional: ['company_id', 'parent_id', 'active'] };
/** Up to 17 a stocked product is of the type `product`; since 18 it says `is_storable`. */
const ITEM_NEEDS = {
  required: ['name'],
  optional: ['default_code', 'is_storable', 'type', 'company_id', 'active'],
};

/** Partners with an order or a bill; contacts of theirs are not vendors of their own. */
export async function readVendors(session: Session, companyId: number): Promise<MasterVendor[]> {
  const fields = await session.choose('res.partner', VENDOR_NEEDS);
  const domain: Domain = [
    ['supplier_rank', '>', 0],
    ...(fields.includes('parent_id') ? ([['parent_id', '=', false]] as const) : []),
    ...ofCompany(fields, companyId),
  ];
  const rows = await readFields(session, 'res.partner', domain, fields);
  return rows.flatMap((row) => {
    const name = readText(row, 'name');
    return name === null ? [] : [{ id: readId(row), name }];
  });
}

/** @param number narrows to items that are numbered or called exactly so */
export async function readItems(session: Session, companyId: number, number?: string): Promise<MasterItem[]> {
  const fields = await session.choose('product.product', ITEM_NEEDS);
  const domain: Domain = [
    fields.includes('is_storable') ? ['is_storable', '=', true] : ['type', '=', 'product'],
    ...called(fields, number),
    ...ofCompany(fields, companyId),
  ];
  const rows = await readFields(session, 'product.product', domain, fields);
  return rows.flatMap((row) => {
    const name = readText(row, 'name');
    return name === null ? [] : [{ id: readId(row), number: readText(row, 'default_code') ?? name, name }];
  });
}

function called(fields: readonly string[], number: string | undefined): Domain {
  if (number === undefined) return [];
  const byName = ['name', '=', number] as const;
  return fields.includes('default_code') ? ['|', ['default_code', '=', number], byName] : [byName];
}

/** Of the company, or of all; archived records are asked for by nobody who names `active`. */
function ofCompany(fields: readonly string[], companyId: number): Domain {
  return [
    ...(fields.includes('active') ? ([['active', '=', true]] as const) : []),
    ...(fields.includes('company_id') ? ([['company_id', 'in', [companyId, false]]] as const) : []),
  ];
}
