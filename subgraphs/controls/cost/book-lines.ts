/** Books every supplied record of a job into its lines. */
import { decimal, sumTexts } from '../../kit/decimal.js';
import type { CostType } from '../../kit/company.js';
import type { CostBook, Supplies, UsageSupply } from '../model.js';
import { LineBook, lineKey } from './columns.js';
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
    lines.book(line.costCode, line.costType, 'originalBudget', decimal(line.amount));
  }
  for (const line of approvedChanges(book).flatMap((change) => change.lines)) {
    lines.book(line.costCode, line.costType as CostType, 'approvedChanges', decimal(line.cost));
  }
}

function bookOrders(lines: LineBook, supplies: Supplies, book: CostBook): void {
  for (const line of supplies.ledger?.orderLines ?? []) {
    for (const { share, amount } of ownShares(line, decimal(line.subtotal))) {
      lines.book(share.costCode, share.costType, 'committedCost', amount);
    }
    for (const { share, amount } of ownShares(line, openCommitment(line, book.orderLines))) {
      lines.book(share.costCode, share.costType, 'openCommitment', amount);
    }
  }
}

function bookPosted(lines: LineBook, supplies: Supplies): void {
  for (const line of supplies.ledger?.actuals ?? []) {
    lines.book(line.costCode, line.costType, 'actualCost', decimal(line.amount));
  }
}

function bookAccrued(lines: LineBook, supplies: Supplies, book: CostBook): void {
  for (const records of byLine(unpostedUsage(supplies) ?? [])) {
    const [{ costCode, costType }] = records;
    lines.book(costCode, costType, 'accruedEquipmentCost', sumTexts(records.map(({ amount }) => amount)));
  }
  for (const accrual of liveAccruals(book.accruals)) {
    lines.book(accrual.costCode, accrual.costType as CostType, 'otherAccruedCost', decimal(accrual.amount));
  }
}

type UsageRecord = UsageSupply['records'][number];

/** Machine days by line: a job has thousands of them on a few lines. */
function byLine(records: readonly UsageRecord[]): Iterable<[UsageRecord, ...UsageRecord[]]> {
  const found = new Map<string, [UsageRecord, ...UsageRecord[]]>();
  for (const record of records) {
    const key = lineKey(record.costCode, record.costType);
    const known = found.get(key);
    if (known) known.push(record);
    else found.set(key, [record]);
  }
  return found.values();
}

export function approvedChanges(book: CostBook): CostBook['changeOrders'] {
  return book.changeOrders.filter((change) => change.status === 'APPROVED');
}

/** Usage that no posted charge covers; null when either side is unknown. A record stops being accrued once posted. */
export function unpostedUsage(supplies: Supplies): UsageSupply['records'] | null {
  const posted = supplies.ledger?.postedUsage;
  if (!supplies.equipmentUsage || !posted) return null;
  const keys = new Set(posted);
  return supplies.equipmentUsage.records.filter((record) => !keys.has(record.key));
}
