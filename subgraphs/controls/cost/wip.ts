/** Work in progress: what was earned against what was billed. */
import { divideRounded, ratioOfText, sumTexts, toCents, type Cents } from '../../kit/cents.js';
import type { DecimalString } from '../../kit/decimal.js';
import type { CostBook, Supplies } from '../model.js';
import { approvedChanges } from './book-lines.js';
import { add, floorZero, subtract, type Figure } from './columns.js';

export interface Wip {
  readonly contractValue: Figure;
  /** 0 to 1, six decimals. */
  readonly percentComplete: DecimalString | null;
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
  const done =
    costToDate === null || eac === null || eac <= 0n ? null : { part: least(costToDate, eac), eac };
  const earnedRevenue =
    done === null || contractValue === null ? null : divideRounded(contractValue * done.part, done.eac);
  const billed = figure(supplies.ledger?.billed);
  return {
    contractValue,
    percentComplete: done && ratioOfText(done.part, done.eac),
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

/** Work is never more than complete. */
const least = (a: Cents, b: Cents): Cents => (a < b ? a : b);
