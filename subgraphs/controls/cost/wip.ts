/** Work in progress: what was earned against what was billed. */
import { ratioOf, sumTexts, timesRounded, toCents } from '../../kit/cents.js';
import { min, ONE, type Big } from '../../kit/decimal.js';
import type { CostBook, Supplies } from '../model.js';
import { approvedChanges } from './book-lines.js';
import { add, floorZero, subtract, type Figure } from './columns.js';

export interface Wip {
  readonly contractValue: Figure;
  /** Unrounded, 0 to 1. */
  readonly percentComplete: Big | null;
  readonly earnedRevenue: Figure;
  readonly billed: Figure;
  readonly overBilling: Figure;
  readonly underBilling: Figure;
  readonly retainage: Figure;
  readonly expectedLoss: Figure;
  readonly backlog: Figure;
}

/** @param eac estimate at completion by BUDGET. */
export function workInProgress(supplies: Supplies, book: CostBook, costToDate: Figure, eac: Figure): Wip {
  const contractValue = contract(supplies, book);
  const percentComplete = percent(costToDate, eac);
  const earnedRevenue =
    percentComplete === null || contractValue === null ? null : timesRounded(contractValue, percentComplete);
  const billed = figure(supplies.ledger?.billed);
  return {
    contractValue,
    percentComplete,
    earnedRevenue,
    billed,
    overBilling: floorZero(subtract(billed, earnedRevenue)),
    underBilling: floorZero(subtract(earnedRevenue, billed)),
    retainage: figure(supplies.ledger?.retainage),
    expectedLoss: floorZero(subtract(eac, contractValue)),
    backlog: subtract(contractValue, earnedRevenue),
  };
}

function figure(text: string | null | undefined): Figure {
  return text == null ? null : toCents(text);
}

/** Awarded sell price, 0 where nothing was awarded, plus the price of approved change orders. */
function contract(supplies: Supplies, book: CostBook): Figure {
  if (!supplies.awardedBudget) return null;
  const awarded = toCents(supplies.awardedBudget.sellPrice ?? 0);
  return add(awarded, sumTexts(approvedChanges(book).map(({ price }) => price)));
}

function percent(costToDate: Figure, eac: Figure): Big | null {
  if (costToDate === null || eac === null || eac <= 0n) return null;
  return min(ONE, ratioOf(costToDate, eac));
}
