/** Books every supplied record of a job into its lines. */
import { sumTexts, toCents } from '../../kit/cents.js';
import type { CostType } from '../../kit/company.js';
import type { CostBook, Supplies, UsageSupply } from '../model.js';
import { LineBook } from './columns.js';
import { liveAccruals, openCommitment, ownShares } from './open-commitment.js';

export function bookLines(supplies: Supplies, book: CostBook): LineBook {
  const lines = new LineBook();
  bookBudget(lines, supplies, book);
  bookOrders(lines, supplies, book);
  bookPosted(lines, supplies);
  bookAccrued(lines, supplies, book);
  return lines;
}

function bookBudget(lines: LineBook, supplies: Supplies, book: CostBook): void {
  for (const line of supplies.awardedBudget?.lines ?? []) {
    lines.book(line.costCode, line.costType, 'originalBudget', toCents(line.amount));
  }
  for (const line of approvedChanges(book).flatMap((change) => change.lines)) {
    lines.book(line.costCode, line.costType as CostType, 'approvedChanges', toCents(line.cost));
  }
}

function bookOrders(lines: LineBook, supplies: Supplies, book: CostBook): void {
  for (const line of supplies.ledger?.orderLines ?? []) {
    for (const { share, amount } of ownShares(line, toCents(line.subtotal))) {
      lines.book(share.costCode, share.costType, 'committedCost', amount);
    }
    for (const { share, amount } of ownShares(line, openCommitment(line, book.orderLines))) {
      lines.book(share.costCode, share.costType, 'openCommitment', amount);
    }
  }
}

function bookPosted(lines: LineBook, supplies: Supplies): void {
  for (const line of supplies.ledger?.actuals ?? []) {
    lines.book(line.costCode, line.costType, 'actualCost', toCents(line.amount));
  }
}

function bookAccrued(lines: LineBook, supplies: Supplies, book: CostBook): void {
  for (const { costCode, costType, amounts } of unpostedUsage(supplies) ?? []) {
    lines.book(costCode, costType, 'accruedEquipmentCost', sumTexts(amounts));
  }
  for (const accrual of liveAccruals(book.accruals)) {
    lines.book(accrual.costCode, accrual.costType as CostType, 'otherAccruedCost', toCents(accrual.amount));
  }
}

export function approvedChanges(book: CostBook): CostBook['changeOrders'] {
  return book.changeOrders.filter((change) => change.status === 'APPROVED');
}

type UsageSeries = UsageSupply['series'][number];

/** Usage that no posted charge covers; null when either side is unknown. A machine's day stops being accrued once posted. */
export function unpostedUsage(supplies: Supplies): UsageSeries[] | null {
  const posted = supplies.ledger?.postedUsage;
  if (!supplies.equipmentUsage || !posted) return null;
  if (posted.length === 0) return supplies.equipmentUsage.series;
  const keys = new Set(posted);
  return supplies.equipmentUsage.series
    .map((series) => withoutPosted(series, keys))
    .filter(({ dates }) => dates.length > 0);
}

/** A posted charge carries `<machine>/<day>`. */
function withoutPosted(series: UsageSeries, posted: ReadonlySet<string>): UsageSeries {
  const stays = series.dates.map((date) => !posted.has(`${series.equipment}/${date}`));
  if (!stays.includes(false)) return series;
  return {
    ...series,
    dates: series.dates.filter((_, i) => stays[i]),
    amounts: series.amounts.filter((_, i) => stays[i]),
  };
}
