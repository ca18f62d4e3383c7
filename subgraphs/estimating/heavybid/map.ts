/** Pure functions HeavyBid wire → model. JSON numbers are read by their shortest text, then rounded to the cent. */
import type { EstimateStatus } from '../../../codegen/generated/estimating.js';
import { decimal, moneyText, roundMoney, ZERO, type Big } from '../../kit/decimal.js';
import type { BidItemModel, CostLineModel, EstimateDetail, EstimateHeader } from '../model.js';
import type { HeavybidSettings } from '../settings.js';
import type { WireActivity, WireBidItem, WireEstimate, WireResource } from './wire.js';

/** A firm's own words are added in the settings. */
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

export type Reading = Pick<
  HeavybidSettings,
  'estimateFields' | 'statuses' | 'costCodeField' | 'resourceTypes'
>;

export function toCanonicalId(id: string): string {
  return `heavybid:${id}`;
}

export function toWireId(canonicalId: string): string {
  return canonicalId.slice('heavybid:'.length);
}

/** @param owner our company code of the business unit the estimate was found in, and that company's currency */
export function toHeader(
  wire: WireEstimate,
  owner: Pick<EstimateHeader, 'company' | 'currency'>,
  reading: Reading,
): EstimateHeader {
  const { job, revision, awardedOn } = reading.estimateFields;
  const field = (name: string): string | null => toText(wire.filters?.[name]);
  return {
    id: toCanonicalId(wire.id),
    number: wire.code,
    revision: toRevision(field(revision)),
    name: wire.name ?? null,
    status: toStatus(field('status'), reading.statuses),
    awardedOn: /^\d{4}-\d{2}-\d{2}/.exec(field(awardedOn) ?? '')?.[0] ?? null,
    ...owner,
    source: `HeavyBid ${wire.id}`,
    job: field(job),
    modified: wire.lastModified,
  };
}

function toText(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

function toRevision(text: string | null): number {
  return text !== null && /^\d{1,6}$/.test(text.trim()) ? Number(text) : 0;
}

function toStatus(word: string | null, own: Reading['statuses']): EstimateStatus | null {
  if (word === null) return null;
  return own[word] ?? STATUSES[word.trim().toLowerCase()] ?? null;
}

export interface WireDetail {
  readonly bidItems: readonly WireBidItem[];
  readonly activities: readonly WireActivity[];
  readonly resources: readonly WireResource[];
}

/** Joins the three levels of one estimate. Resources of an unknown activity keep their money without a cost code. */
export function toDetail(wire: WireDetail, reading: Reading): EstimateDetail {
  const lines = toCostLines(wire, reading);
  const known = new Set(wire.bidItems.map((item) => item.id));
  const orphans = [...lines].filter(([id]) => !known.has(id)).flatMap(([, list]) => list);
  const bidItems = [...wire.bidItems]
    .sort((a, b) => compareText(a.biditemCode, b.biditemCode) || compareText(a.id, b.id))
    .map((item) => toBidItem(item, lines.get(item.id) ?? []));
  return { bidItems: orphans.length > 0 ? [...bidItems, indirect(orphans)] : bidItems, hasCosts: true };
}

/** Lines by bid item: one per resource, and what an activity costs beyond its resources. */
function toCostLines(wire: WireDetail, reading: Reading): ReadonlyMap<string, CostLineModel[]> {
  const codes = new Map(
    wire.activities.map((activity) => [activity.id, toText(activity[reading.costCodeField])?.trim() ?? null]),
  );
  const lines = new Map<string, CostLineModel[]>();
  const listed = new Map<string, { sum: Big; count: number }>();
  const add = (item: string, line: CostLineModel): void => {
    const list = lines.get(item);
    if (list) list.push(line);
    else lines.set(item, [line]);
  };
  for (const resource of wire.resources) {
    const total = decimal(
      resource.total ?? decimal(resource.quantity ?? 0).times(decimal(resource.unitPrice ?? 0)),
    );
    const own = listed.get(resource.activityId) ?? { sum: ZERO, count: 0 };
    listed.set(resource.activityId, { sum: own.sum.plus(total), count: own.count + 1 });
    add(
      resource.biditemId,
      toCostLine(resource, total, codes.get(resource.activityId) ?? null, reading.resourceTypes),
    );
  }
  for (const activity of wire.activities) {
    const rest = restOf(activity, listed.get(activity.id) ?? { sum: ZERO, count: 0 });
    if (rest) add(activity.biditemId, toRest(activity, rest, codes.get(activity.id) ?? null, reading));
  }
  return lines;
}

/** What `directTotal` states beyond the resources; less than a cent a resource is rounding. */
function restOf({ directTotal }: WireActivity, { sum, count }: { sum: Big; count: number }): Big | null {
  if (directTotal == null) return null;
  const rest = roundMoney(decimal(directTotal).minus(sum));
  return rest.abs().lte(decimal(count).times('0.01')) ? null : rest;
}

function toRest(
  activity: WireActivity,
  rest: Big,
  costCodeSpelling: string | null,
  { resourceTypes }: Reading,
): CostLineModel {
  const isBurden = activity.burden != null && rest.minus(decimal(activity.burden)).abs().lt('0.01');
  const resourceType = isBurden ? 'burden' : 'not in resources';
  return {
    id: `${activity.id}:rest`,
    costCodeSpelling,
    costType: resourceTypes[resourceType] ?? 'UNCLASSIFIED',
    resourceType,
    quantity: null,
    unit: null,
    amount: moneyText(rest),
  };
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
  const quantity = wire.bidQuantity ?? wire.quantity;
  const amount =
    quantity != null && wire.bidPrice != null ? decimal(quantity).times(decimal(wire.bidPrice)) : undefined;
  return {
    id: toCanonicalId(wire.id),
    number: wire.biditemCode,
    description: wire.description ?? null,
    quantity: plain(quantity),
    unit: wire.units ?? null,
    unitPrice: plain(wire.bidPrice),
    amount: amount ? moneyText(roundMoney(amount)) : null,
    costLines,
  };
}

function toCostLine(
  wire: WireResource,
  total: Big,
  costCodeSpelling: string | null,
  types: Reading['resourceTypes'],
): CostLineModel {
  return {
    id: wire.id,
    costCodeSpelling,
    costType: types[wire.typeCost ?? ''] ?? 'UNCLASSIFIED',
    resourceType: wire.typeCost ?? null,
    quantity: plain(wire.quantity),
    unit: wire.units ?? null,
    amount: moneyText(roundMoney(total)),
  };
}

function plain(value: number | null | undefined): string | null {
  return value == null ? null : decimal(value).toFixed();
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
