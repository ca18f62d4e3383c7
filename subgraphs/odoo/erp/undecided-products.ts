/** Which products' categories decide a cost type: those of records that neither plan nor general account types. Pure. */
import type { CompanySettings } from '../../kit/company.js';
import type { Lookups } from './map-actuals.js';
import type { ActualRecords } from './read-actuals.js';
import type { OrderRecords } from './recipes.js';
import { readDistribution, readLink, type WireRecord } from './wire.js';

export function undecidedProducts(
  actuals: ActualRecords,
  orders: OrderRecords,
  companies: readonly CompanySettings[],
  { plans, coding, accounts }: Omit<Lookups, 'products'>,
): Set<number> {
  const byId = new Map(companies.map((company) => [company.odooCompanyId, company]));
  const isPlanned = (row: WireRecord): boolean =>
    plans.costType !== null && coding.costType(readLink(row, plans.costType.column)) !== null;
  const isMapped = (row: WireRecord): boolean => {
    const code = accounts.general.get(readLink(row, 'general_account_id') ?? 0)?.code;
    const company = byId.get(readLink(row, 'company_id') ?? 0);
    return code !== undefined && company?.costTypeByAccount[code] !== undefined;
  };
  const isTyped = (line: WireRecord): boolean =>
    coding.shares(readDistribution(line)).every((share) => coding.costType(share.typeId) !== null);
  const ids = [
    ...actuals.sums.filter((row) => !isPlanned(row) && !isMapped(row)),
    ...orders.lines.filter((line) => !isTyped(line)),
  ].map((row) => readLink(row, 'product_id'));
  return new Set(ids.filter((id) => id !== null));
}
