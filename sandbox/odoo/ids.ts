/** Ids and column names that the sandbox's ERP gives to what the ledger names in words. */
import type { FirmAnalyticAccount, FirmMove, FirmShare, ProjectStage } from '../firm/ledger.js';
import type { Value } from './engine/database.js';

export const PLAN_IDS: Readonly<Record<FirmAnalyticAccount['plan'], number>> = {
  PROJECT: 1,
  COST_CODE: 4,
  COST_TYPE: 5,
};
export const COST_CODE_COLUMN = `x_plan${PLAN_IDS.COST_CODE}_id`;
export const COST_TYPE_COLUMN = `x_plan${PLAN_IDS.COST_TYPE}_id`;

export const STAGE_IDS: Readonly<Record<ProjectStage, number>> = {
  BIDDING: 1,
  ACTIVE: 2,
  ON_HOLD: 3,
  COMPLETED: 4,
  CLOSED: 5,
};

/** Journals are numbered per company: ten apart. */
const JOURNAL_OFFSETS: Readonly<Record<FirmMove['journal'], number>> = {
  SALE: 1,
  PURCHASE: 2,
  MISC: 3,
  EQUIP: 4,
  PAYROLL: 5,
};
export const journalId = (companyId: number, journal: FirmMove['journal']): number =>
  companyId * 10 + JOURNAL_OFFSETS[journal];

export const UOM = { UNITS: 1, DAYS: 3, HOURS: 4 } as const;

/** JSON numbers are all the wire knows for money; the shortest text of the number is the ledger's own. */
export const toFloat = (text: string): number => Number(text);

/** `{"58,49,54": 60}`; keys that repeat are added up, as the ERP does. */
export function distributionOf(shares: readonly FirmShare[]): Value {
  if (shares.length === 0) return false;
  const keys: Record<string, number> = {};
  for (const { accountId, costCodeId, costTypeId, percent } of shares) {
    const key = [accountId, costCodeId, costTypeId].filter((id) => id !== null).join(',');
    keys[key] = (keys[key] ?? 0) + toFloat(percent);
  }
  return keys;
}

/** Cost is negative on an analytic line. */
export const lineAmount = (cost: string | undefined): number => {
  const amount = -toFloat(cost ?? '0');
  return amount === 0 ? 0 : amount;
};
