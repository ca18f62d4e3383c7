/** The firm's estimates as HeavyBid's rows, by business unit and level. Numbers are as HeavyBid serves them: doubles. */
import type { Firm, FirmEstimate } from '../firm/ledger.js';

type Cell = string | number | boolean | null;
export type Row = Readonly<Record<string, Cell | Readonly<Record<string, Cell>>>>;

export interface UnitRows {
  readonly list: readonly Row[];
  /** Rows by business unit id and level. */
  readonly levels: ReadonlyMap<string, ReadonlyMap<string, readonly Row[]>>;
}

/** Letters as far as they are public; the firm's own word for the others. */
const TYPE_COSTS = {
  LABOR: 'L',
  EQUIPMENT: 'E',
  MATERIAL: 'P',
  SUBCONTRACT: 'Subcontract',
  OTHER: 'Other',
} as const;

export function toUnits(firm: Firm): UnitRows {
  const units = firm.companies.map(({ code, estimatingUnit }) => ({
    id: `bu-${estimatingUnit}`,
    businessUnitCode: estimatingUnit,
    estimates: firm.estimates.filter(({ company }) => company === code),
  }));
  return {
    list: units.map(({ id, businessUnitCode }) => ({ id, division: businessUnitCode, businessUnitCode })),
    levels: new Map(
      units.map(({ id, businessUnitCode, estimates }) => [
        id,
        new Map([
          ['estimates', estimates.map((estimate) => toEstimate(estimate, id, businessUnitCode))],
          ['biditems', estimates.flatMap(toBidItems)],
          ['activities', estimates.flatMap(toActivities)],
          ['resources', estimates.flatMap(toResources)],
        ]),
      ]),
    ),
  };
}

/** HeavyBid has no field for revision and award: the firm writes them into two of its estimate tags. */
function toEstimate(estimate: FirmEstimate, businessUnitId: string, businessUnitCode: string): Row {
  return {
    id: estimate.id,
    businessUnitId,
    businessUnitCode,
    code: estimate.number,
    name: estimate.name,
    processedStatus: 2,
    estimateVersion: '2025.1',
    isDeleted: false,
    isExcludedEstimate: false,
    lastModified: `${estimate.awardedOn ?? '2026-01-01'}T12:00:00Z`,
    filters: {
      projectName: estimate.name,
      projectNumber: estimate.job,
      status: estimate.status.charAt(0) + estimate.status.slice(1).toLowerCase(),
      estimateTag1: String(estimate.revision),
      estimateTag2: estimate.awardedOn,
    },
    totals: { bidTotal_Bid: cents(estimate.bidItems.map(({ amount }) => amount)) },
  };
}

function toBidItems(estimate: FirmEstimate): Row[] {
  return estimate.bidItems.map((item) => ({
    id: item.id,
    estimateId: estimate.id,
    estimateCode: estimate.number,
    biditemCode: item.number,
    description: item.description,
    type: 'D',
    quantity: Number(item.quantity),
    bidQuantity: Number(item.quantity),
    units: item.unit,
    bidPrice: Number(item.unitPrice),
  }));
}

function toActivities(estimate: FirmEstimate): Row[] {
  return estimate.bidItems.flatMap((item) =>
    item.activities.map((activity) => ({
      id: activity.id,
      estimateId: estimate.id,
      biditemId: item.id,
      biditemCode: item.number,
      activityCode: activity.id,
      description: activity.description,
      accountingJCCode1: activity.costCodeSpelling,
      quantity: Number(activity.quantity),
      units: activity.unit,
      burden: 0,
      directTotal: cents(activity.resources.map(({ amount }) => amount)),
    })),
  );
}

function toResources(estimate: FirmEstimate): Row[] {
  return estimate.bidItems.flatMap((item) =>
    item.activities.flatMap((activity) =>
      activity.resources.map((resource) => ({
        id: resource.id,
        estimateId: estimate.id,
        biditemId: item.id,
        activityId: activity.id,
        description: resource.description,
        typeCost: TYPE_COSTS[resource.type],
        quantity: Number(resource.quantity),
        units: resource.unit,
        unitPrice: Number(resource.unitCost),
        total: Number(resource.amount),
      })),
    ),
  );
}

/** Sum of decimal texts of two places, by whole cents. */
function cents(amounts: readonly string[]): number {
  return amounts.reduce((total, amount) => total + Math.round(Number(amount) * 100), 0) / 100;
}
