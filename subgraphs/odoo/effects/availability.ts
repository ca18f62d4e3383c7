/** What a location and those below it hold that nobody reserved. */
import { decimal, type Big, type DecimalString } from '../../kit/decimal.js';
import { readFields } from '../erp/read.js';
import type { Session } from '../erp/session.js';
import { readLink, readNumber } from '../erp/wire.js';

const NEEDS = { required: ['product_id', 'quantity', 'reserved_quantity'], optional: [] };

/** By product.product id, in the product's own unit; a product that is not there is absent. */
export async function availability(
  session: Session,
  locationId: number,
  productIds: readonly number[],
): Promise<ReadonlyMap<number, DecimalString>> {
  const fields = await session.choose('stock.quant', NEEDS);
  const domain = [
    ['location_id', 'child_of', locationId],
    ['product_id', 'in', [...new Set(productIds)]],
  ] as const;
  const free = new Map<number, Big>();
  for (const row of await readFields(session, 'stock.quant', domain, fields)) {
    const product = readLink(row, 'product_id') ?? 0;
    const here = readNumber(row, 'quantity').minus(readNumber(row, 'reserved_quantity'));
    free.set(product, (free.get(product) ?? decimal(0)).plus(here));
  }
  return new Map([...free].map(([product, quantity]) => [product, quantity.toFixed()]));
}
