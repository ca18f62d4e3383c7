/** Pure functions HeavyBid wire → model. JSON numbers are read by their shortest text, then rounded to the cent. */
import type { EstimateStatus } from '../../../codegen/generated/estimating.js';
import { decimal, moneyText, roundMoney } from '../../kit/decimal.js';
import type { BidItemModel, CostLineModel, EstimateDetail, EstimateHeader } from '../model.js';
import type { HeavybidSettings } from '../settings.js';
import type { WireActivity, WireBidItem, WireEstimate, WireResource } from './wire.js';

const STATUSES: Readonly<Record<string, EstimateStatus>> = {
  draft: 'DRAFT',
  'in progress': 'DRAFT',
  submitted: 'SUBMITTED',
  bid: 'SUBMITTED',
  awarded: 'AWARDED',
  won: 'AWARDED',
  lost: 'LOST',
  superseded: 'SUPERSEDED',
};

export function toCanonicalId(id: string): string {
  return `heavybid:${id}`;
}

export function toWireId(canonicalId: string): string {
  return canonicalId.slice('heavybid:'.length);
}

/** @param company our company code of the estimate's business unit, null when that unit is not configured */
export function toHeader(wire: WireEstimate, company: string | null): EstimateHeader {
  return {
    id: toCanonicalId(wire.id),
    number: wire.code,
    revision: wire.revision,
    name: wire.name ?? null,
    status: STATUSES[wire.status.trim().toLowerCase()] ?? null,
    awardedOn: wire.awardDate?.slice(0, 10) ?? null,
    currency: wire.currency ?? null,
    source: `HeavyBid ${wire.id}`,
    company,
    job: wire.jobNumber?.trim() ? wire.jobNumber : null,
    modified: wire.lastModified,
  };
}

export interface WireDetail {
  readonly bidItems: readonly WireBidItem[];
  readonly activities: readonly WireActivity[];
  readonly resources: readonly WireResource[];
}

/** Joins the three levels of one estimate. Resources of an unknown activity keep their money without a cost code. */
export function toDetail(wire: WireDetail, types: HeavybidSettings['resourceTypes']): EstimateDetail {
  const codes = new Map(wire.activities.map((activity) => [activity.id, activity.costCode?.trim()]));
  const lines = new Map<string, CostLineModel[]>();
  for (const resource of wire.resources) {
    const list = lines.get(resource.biditemId) ?? [];
    list.push(toCostLine(resource, codes.get(resource.activityId), types));
    lines.set(resource.biditemId, list);
  }
  const known = new Set(wire.bidItems.map((item) => item.id));
  const orphans = [...lines].filter(([id]) => !known.has(id)).flatMap(([, list]) => list);
  const bidItems = [...wire.bidItems]
    .sort((a, b) => compareText(a.biditemCode, b.biditemCode) || compareText(a.id, b.id))
    .map((item) => toBidItem(item, lines.get(item.id) ?? []));
  return { bidItems: orphans.length > 0 ? [...bidItems, indirect(orphans)] : bidItems, hasCosts: true };
}

/** Cost that hangs on no bid item (indirects, add-ons) still is budget. */
function indirect(costLines: readonly CostLineModel[]): BidItemModel {
  const [first] = costLines;
  return {
    id: `heavybid:indirect:${first?.id ?? ''}`,
    number: 'INDIRECT',
    description: 'Cost without a bid item',
    quantity: null,
    unit: null,
    unitPrice: null,
    amount: null,
    costLines,
  };
}

function toBidItem(wire: WireBidItem, costLines: readonly CostLineModel[]): BidItemModel {
  const computed =
    wire.quantity != null && wire.unitPrice != null
      ? decimal(wire.quantity).times(decimal(wire.unitPrice))
      : undefined;
  const amount = wire.total == null ? computed : decimal(wire.total);
  return {
    id: toCanonicalId(wire.id),
    number: wire.biditemCode,
    description: wire.description ?? null,
    quantity: plain(wire.quantity),
    unit: wire.units ?? null,
    unitPrice: plain(wire.unitPrice),
    amount: amount ? moneyText(roundMoney(amount)) : null,
    costLines,
  };
}

function toCostLine(
  wire: WireResource,
  costCode: string | undefined,
  types: HeavybidSettings['resourceTypes'],
): CostLineModel {
  const amount = wire.total ?? decimal(wire.quantity ?? 0).times(decimal(wire.unitCost ?? 0));
  return {
    id: wire.id,
    costCodeSpelling: costCode ? costCode : null,
    costType: types[wire.resourceType ?? ''] ?? 'UNCLASSIFIED',
    resourceType: wire.resourceType ?? null,
    quantity: plain(wire.quantity),
    unit: wire.units ?? null,
    amount: moneyText(roundMoney(decimal(amount))),
  };
}

function plain(value: number | null | undefined): string | null {
  return value == null ? null : decimal(value).toFixed();
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
