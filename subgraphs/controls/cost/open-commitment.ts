/** What is still to be billed on an order line. */
import { maxCents, sumTexts, toCents, type Cents } from '../../kit/cents.js';
import { decimal } from '../../kit/decimal.js';
import { splitByPercent } from '../../kit/split.js';
import type { AccrualRecord, OrderLineBook } from '../../../store/store.js';
import type { OrderLineFigures } from '../connector.js';
import type { CostBook, LedgerSupply } from '../model.js';

export type OrderLine = NonNullable<LedgerSupply['orderLines']>[number];
export type OrderShare = OrderLine['shares'][number];

/** Of a line that no book mentions. */
export const NOTHING_SAID: OrderLineBook = { accruals: new Map(), closed: new Set() };

/** Accruals kept in Plumbline that are not reversed. */
export function liveAccruals(accruals: readonly AccrualRecord[]): readonly AccrualRecord[] {
  return accruals.filter((accrual) => accrual.reversedOn === null);
}

/**
 * Per order line max(0, subtotal − bills + credit notes − down payments − live accruals that name the line); 0 where
 * a person closed it. `billed` is already net of credit notes. Company currency, the whole line with every share, so
 * `book` is what the books of all jobs say about the line: every job that has a share sees the same open amount.
 */
export function openCommitment(line: OrderLineFigures, book: OrderLineBook): Cents {
  if (book.closed.has(line.id)) return 0n;
  const accrued = sumTexts(liveAccruals(book.accruals.get(line.id) ?? []).map(({ amount }) => amount));
  const covered = sumTexts([line.billed, line.downPayment, line.accrued]);
  return maxCents(0n, toCents(line.subtotal) - covered - accrued);
}

/**
 * The book without the accruals that the vendor's bill has overtaken: their order line is billed more than when they
 * were made. They are reversed soon after; until then they must not count beside the bill.
 */
export function withoutBilled(book: CostBook, lines: readonly OrderLine[]): CostBook {
  const billed = new Map(lines.map((line) => [line.id, toCents(line.billed)]));
  const stands = ({ orderLineId, rental }: AccrualRecord): boolean => {
    const now = billed.get(orderLineId ?? '');
    return rental === undefined || now === undefined || now <= toCents(rental.billedBefore);
  };
  const accruals = [...book.orderLines.accruals].map(([id, own]) => [id, own.filter(stands)] as const);
  return {
    ...book,
    accruals: book.accruals.filter(stands),
    orderLines: { ...book.orderLines, accruals: new Map(accruals) },
  };
}

/** The job's own shares of an amount of the line, split over every share so that the parts add up to the whole. */
export function ownShares(line: OrderLine, amount: Cents): { share: OrderShare; amount: Cents }[] {
  const parts = splitByPercent(
    amount,
    line.shares.map((share) => decimal(share.percent)),
  );
  return line.shares.flatMap((share, i) => (share.own ? [{ share, amount: parts[i] ?? 0n }] : []));
}
