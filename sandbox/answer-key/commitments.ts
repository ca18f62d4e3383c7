/** Committed cost and what of it is still open. */
import type { Firm, FirmMoveLine, FirmOrder, FirmOrderLine } from '../firm/ledger.js';
import { namesOf, splitByShares, typeByProduct, type Booking, type Names } from './booking.js';
import { atLeastZero, Big, cents, split, total, ZERO } from './exact.js';

const EXPENSE_TYPES: ReadonlySet<string> = new Set([
  'expense',
  'expense_direct_cost',
  'expense_depreciation',
  'expense_other',
]);

export function isExpense(names: Names, line: FirmMoveLine): boolean {
  return EXPENSE_TYPES.has(names.account.get(line.accountId)?.type ?? '');
}

/** Company-currency amounts by order line id. */
type ByOrderLine = ReadonlyMap<number, Big>;

function addTo(sums: Map<number, Big>, orderLineId: number | null, amount: Big | string): void {
  if (orderLineId !== null) sums.set(orderLineId, (sums.get(orderLineId) ?? ZERO).plus(amount));
}

/** Posted vendor bills less credit notes: balances are debit positive, so a plain sum nets them. */
export function billedByOrderLine(firm: Firm): ByOrderLine {
  const sums = new Map<number, Big>();
  for (const move of firm.moves) {
    if (move.state !== 'posted' || (move.type !== 'in_invoice' && move.type !== 'in_refund')) continue;
    for (const line of move.lines)
      if (line.displayType === 'product') addTo(sums, line.orderLineId, line.balance);
  }
  return sums;
}

/** Live accruals that name a line: Plumbline's own, and posted journal entries on expense accounts. */
export function accruedByOrderLine(firm: Firm, names: Names): ByOrderLine {
  const sums = new Map<number, Big>();
  for (const accrual of firm.accruals)
    if (accrual.reversedOn === null) addTo(sums, accrual.orderLineId, accrual.amount);
  for (const move of firm.moves) {
    if (move.state !== 'posted' || move.type !== 'entry') continue;
    for (const line of move.lines) if (isExpense(names, line)) addTo(sums, line.orderLineId, line.balance);
  }
  return sums;
}

/** Lines that carry money for work: no section rows, no down payment rows. */
function workLines(order: FirmOrder): FirmOrderLine[] {
  return order.lines
    .filter((line) => line.displayType === false && !line.downPayment)
    .sort((a, b) => a.id - b.id);
}

/** The order's down payments not yet deducted, divided over its other lines by subtotal. */
function downPayments(order: FirmOrder, billed: ByOrderLine): ByOrderLine {
  const paid = total(
    order.lines.filter((line) => line.downPayment).map((line) => billed.get(line.id) ?? ZERO),
  );
  const lines = workLines(order);
  const amounts = split(
    atLeastZero(paid),
    lines.map(({ subtotal }) => new Big(subtotal)),
  );
  return new Map(lines.map((line, index) => [line.id, amounts[index] ?? ZERO]));
}

/** Untaxed subtotal in company currency: divided by the order's rate, rounded to the cent. */
export function companySubtotal(order: FirmOrder, line: FirmOrderLine): Big {
  return cents(new Big(line.subtotal).div(order.rate));
}

/** An order line's amount on every job it is coded to. */
function book(
  firm: Firm,
  names: Names,
  column: Booking['column'],
  order: FirmOrder,
  line: FirmOrderLine,
  amount: Big,
): Booking[] {
  return splitByShares(amount, line.shares).map(({ share, amount: part }) => ({
    column,
    company: order.company,
    accountId: share.accountId,
    costCode: names.costCode(share.costCodeId),
    costType:
      share.costTypeId === null
        ? (typeByProduct(firm, names, line.productId) ?? 'UNCLASSIFIED')
        : names.costType(share.costTypeId),
    amount: part,
    date: null,
  }));
}

export function committedCosts(firm: Firm): Booking[] {
  const names = namesOf(firm);
  return firm.orders
    .filter(({ state }) => state === 'purchase')
    .flatMap((order) =>
      workLines(order).flatMap((line) =>
        book(firm, names, 'committedCost', order, line, companySubtotal(order, line)),
      ),
    );
}

/** Per order line max(0, subtotal − bills − its part of down payments − accruals); 0 where a person closed it. */
export function openCommitments(firm: Firm): Booking[] {
  const names = namesOf(firm);
  const billed = billedByOrderLine(firm);
  const accrued = accruedByOrderLine(firm, names);
  const closed = new Set(firm.closedOrderLineIds);
  return firm.orders
    .filter(({ state }) => state === 'purchase')
    .flatMap((order) => {
      const advanced = downPayments(order, billed);
      return workLines(order).flatMap((line) => {
        const open = companySubtotal(order, line)
          .minus(billed.get(line.id) ?? ZERO)
          .minus(advanced.get(line.id) ?? ZERO)
          .minus(accrued.get(line.id) ?? ZERO);
        const counted = closed.has(line.id) ? ZERO : atLeastZero(open);
        return book(firm, names, 'openCommitment', order, line, counted);
      });
    });
}
