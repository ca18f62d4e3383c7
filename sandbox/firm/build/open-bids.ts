/** Bids that are out and are no job of the firm yet, and the skeleton of a schedule that planners drew up for one. */
import type { Dec, FirmActivity, FirmEstimate, LedgerCostType } from '../ledger.js';
import { toBidItems } from './add-estimates.js';
import type { Workshop } from './workshop.js';

export interface OpenBid {
  readonly number: string;
  /** Company code. */
  readonly company: string;
  readonly currency: string;
  readonly name: string;
  readonly revision?: number;
  readonly status?: FirmEstimate['status'];
  /** Cost by code and type; a small job of two codes when left out. */
  readonly lines?: readonly { readonly code: string; readonly type: LedgerCostType; readonly cost: Dec }[];
}

const LINES: NonNullable<OpenBid['lines']> = [
  { code: '03-100', type: 'LABOR', cost: '18400.50' },
  { code: '03-100', type: 'EQUIPMENT', cost: '22150.25' },
  { code: '03-300', type: 'MATERIAL', cost: '64210.75' },
  { code: '03-300', type: 'LABOR', cost: '9800.10' },
  { code: '06-400', type: 'SUBCONTRACT', cost: '31500.00' },
];

/** Rows of bids are numbered far above those of the ledger's own estimates. */
const FIRST_ROW = 1_000_000;
const ROWS_PER_BID = 1_000;

/** @param serial tells bids apart: two with one serial are the same estimate */
export function toOpenBid(serial: number, bid: OpenBid): FirmEstimate {
  const { number, company, currency, name, revision = 0, status = 'SUBMITTED', lines = LINES } = bid;
  let row = FIRST_ROW + serial * ROWS_PER_BID;
  return {
    id: `BID-${String(serial).padStart(5, '0')}`,
    ...{ number, company, name, revision, status, currency },
    // A job gets its number when it is awarded.
    job: '',
    awardedOn: null,
    bidItems: toBidItems({ id: () => row++ }, lines),
  };
}

export function addOpenBids(shop: Workshop): void {
  const { firm } = shop;
  const sewer = { number: 'E-NB-900', company: 'NB', currency: 'USD', name: 'Foundry Lane Sewer' };
  firm.estimates.push(
    toOpenBid(1, { ...sewer, revision: 0, status: 'SUPERSEDED' }),
    toOpenBid(2, { ...sewer, revision: 1 }),
    toOpenBid(3, { ...sewer, revision: 2, status: 'DRAFT' }),
    toOpenBid(4, { number: 'E-HB-900', company: 'HB', currency: 'EUR', name: 'Uferweg Sanierung' }),
  );
  addSkeleton(shop);
}

function addSkeleton(shop: Workshop): void {
  const span = { baselineStart: '2027-01-04', baselineFinish: '2027-06-25' };
  const bar: Omit<FirmActivity, 'objectId' | 'code' | 'name' | 'type'> = {
    ...{ status: 'NOT_STARTED', percentType: 'PHYSICAL', percentComplete: '0', totalFloatHours: '0' },
    ...{
      plannedStart: span.baselineStart,
      plannedFinish: span.baselineFinish,
      ...span,
      plannedCost: '146061.60',
    },
    ...{ actualStart: null, actualFinish: null, costCodeSpelling: null, costCodeId: null, predecessors: [] },
  };
  shop.firm.schedules.push({
    objectId: shop.id('schedule'),
    ...{
      spelling: 'FOUNDRY-LANE',
      name: 'Foundry Lane Sewer skeleton',
      company: 'NB',
      dataDate: '2026-10-31',
    },
    ...{ percentComplete: '0', ...span, holidays: [] },
    activities: [
      { ...bar, objectId: shop.id('activity'), code: 'A10', name: 'Mains and manholes', type: 'TASK' },
      {
        ...{
          ...bar,
          plannedStart: span.baselineFinish,
          baselineStart: span.baselineFinish,
          plannedCost: '0',
        },
        ...{ objectId: shop.id('activity'), code: 'A20', name: 'Handover', type: 'FINISH_MILESTONE' },
      },
    ],
  });
}
