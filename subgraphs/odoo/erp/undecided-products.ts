/** Which products' categories decide a cost type: those of records that neither plan nor general account types. Pure. */
import type { CompanySettings } from '../../kit/company.js';
import type { Known } from './map-actuals.js';
import type { ActualRecords } from './read-actuals.js';
import type { OrderRecords } from './recipes.js';
import { readDistribution, readLink, type WireRecord } from './wire.js';

export function productsOfActuals(
  { sums }: ActualRecords,
  companies: readonly CompanySettings[],
  { plans, coding, accounts }: Known,
): Set<number> {
  const byId = new Map(companies.map((company) => [company.odooCompanyId, company]));
  const isPlanned = (row: WireRecord): boolean =>
    plans.costType !== null && coding.costType(readLink(row, plans.costType.column)) !== null;
  const isMapped = (row: WireRecord): boolean => {
    const code = accounts.general.get(readLink(row, 'general_account_id') ?? 0)?.code;
    const company = byId.get(readLink(row, 'company_id') ?? 0);
    return code !== undefined && company?.costTypeByAccount[code] !== undefined;
  };
  return products(sums.filter((row) => !isPlanned(row) && !isMapped(row)));
}

export function productsOfOrders({ lines }: OrderRecords, { coding }: Known): Set<number> {
  const isTyped = (line: WireRecord): boolean =>
    coding.shares(readDistribution(line)).every((share) => coding.costType(share.typeId) !== null);
  return products(lines.filter((line) => !isTyped(line)));
}

function products(rows: readonly WireRecord[]): Set<number> {
  return new Set(rows.map((row) => readLink(row, 'product_id')).filter((id) => id !== null));
}
