/** Books every supplied record of a job into its lines. */
import { sumTexts, toCents } from '../../kit/cents.js';
import type { CostType } from '../../kit/company.js';
import type { CostBook, Supplies } from '../model.js';
import { LineBook } from './columns.js';
import { liveAccruals, openCommitment, ownShares } from './open-commitment.js';
import type { UsageSeries } from './unposted-usage.js';

/** @param usage what no posted charge covers; null when unknown. */
export function bookLines(
  supplies: Supplies,
  book: CostBook,
  usage: readonly UsageSeries[] | null,
): LineBook {
  const lines = new LineBook();
  bookBudget(lines, supplies, book);
  bookOrders(lines, supplies, book);
  bookPosted(lines, supplies);
  bookAccrued(lines, book, usage);
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

function bookAccrued(lines: LineBook, book: CostBook, usage: readonly UsageSeries[] | null): void {
  for (const { costCode, costType, amounts } of usage ?? []) {
    lines.book(costCode, costType, 'accruedEquipmentCost', sumTexts(amounts));
  }
  for (const accrual of liveAccruals(book.accruals)) {
    lines.book(accrual.costCode, accrual.costType as CostType, 'otherAccruedCost', toCents(accrual.amount));
  }
}

export function approvedChanges(book: CostBook): CostBook['changeOrders'] {
  return book.changeOrders.filter((change) => change.status === 'APPROVED');
}
