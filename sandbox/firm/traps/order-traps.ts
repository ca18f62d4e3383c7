/** Traps in orders. */
import { Big } from 'big.js';
import type { Firm, FirmMoveLine } from '../ledger.js';
import {
  BOTH,
  downPaymentIds,
  isExpense,
  isVendorDocument,
  orderedWhere,
  postedWhere,
  postings,
  type FirmTrap,
  type Ordered,
} from './trap.js';

const ordered = (name: string, holds: (one: Ordered, firm: Firm) => boolean): FirmTrap => ({
  name,
  companies: BOTH,
  where: (firm) => orderedWhere(firm, (one) => holds(one, firm)),
});

const percents = ({ line }: Ordered): Big =>
  line.shares.reduce((sum, { percent }) => sum.plus(percent), new Big(0));

const onTwoJobs = ({ line }: Ordered): boolean =>
  new Set(line.shares.map(({ accountId }) => accountId)).size > 1;

/** Posted bill lines by the order line they name. */
function billLines(firm: Firm): Map<number, FirmMoveLine[]> {
  const found = new Map<number, FirmMoveLine[]>();
  for (const posting of postings(firm)) {
    const { orderLineId } = posting.line;
    if (posting.move.state !== 'posted' || !isVendorDocument(posting) || orderLineId === null) continue;
    found.set(orderLineId, [...(found.get(orderLineId) ?? []), posting.line]);
  }
  return found;
}

/** Order lines whose posted bills answer a question. */
const billed = (
  name: string,
  holds: (one: Ordered, lines: readonly FirmMoveLine[]) => boolean,
): FirmTrap => ({
  name,
  companies: BOTH,
  where: (firm) => {
    const bills = billLines(firm);
    return orderedWhere(firm, (one) => {
      const lines = bills.get(one.line.id) ?? [];
      return lines.length > 0 && holds(one, lines);
    });
  },
});

export const ORDER_TRAPS: readonly FirmTrap[] = [
  ordered('draft order', ({ order }) => order.state === 'draft'),
  ordered(
    'cancelled order keeps its subtotal',
    ({ order, line }) => order.state === 'cancel' && line.subtotal !== '0.00',
  ),
  ordered('section row', ({ line }) => line.displayType === 'line_section'),
  ordered(
    'down payment row without money or distribution',
    ({ line }) => line.downPayment && line.shares.length === 0,
  ),
  ordered('closed order line', ({ line }, firm) => firm.closedOrderLineIds.includes(line.id)),
  ordered(
    'three shares of a third',
    ({ line }) => line.shares.length === 3 && line.shares.every(({ percent }) => percent.startsWith('33.3')),
  ),
  ordered('a tie that goes to the lowest key, not the first written', ({ line }) => {
    const [first, second] = line.shares;
    return (
      first?.percent === '50' &&
      second?.percent === '50' &&
      (first.costTypeId ?? 0) > (second.costTypeId ?? 0)
    );
  }),
  ordered('one line on two jobs', onTwoJobs),
  ordered(
    'line on two jobs, accrued in the book of one of them',
    (one, firm) =>
      onTwoJobs(one) &&
      firm.accruals.some(({ orderLineId, reversedOn }) => orderLineId === one.line.id && reversedOn === null),
  ),
  ordered(
    'line on two jobs, closed',
    (one, firm) => onTwoJobs(one) && firm.closedOrderLineIds.includes(one.line.id),
  ),
  ordered('shares below 100 %', (one) => one.line.shares.length > 0 && percents(one).lt(100)),
  ordered('order line without cost type', ({ line }) =>
    line.shares.some(({ costTypeId }) => costTypeId === null),
  ),
  ordered('order line without cost code', ({ line }) =>
    line.shares.some(({ costCodeId }) => costCodeId === null),
  ),
  billed('order and bill in a foreign currency', ({ order }) => order.rate !== '1'),
  billed('bill above its order line', ({ order, line }, lines) =>
    lines
      .reduce((sum, { balance }) => sum.plus(balance), new Big(0))
      .gt(new Big(line.subtotal).div(order.rate)),
  ),
  billed(
    'bill coded to another job than its order line',
    ({ line }, lines) =>
      !line.downPayment &&
      lines.some(
        ({ shares }) =>
          shares[0]?.accountId !== undefined && shares[0].accountId !== line.shares[0]?.accountId,
      ),
  ),
  {
    name: 'down payment billed without a distribution',
    companies: BOTH,
    where: (firm) => {
      const ids = downPaymentIds(firm);
      return postedWhere(
        firm,
        ({ line }) =>
          ids.has(line.orderLineId ?? 0) && new Big(line.balance).gt(0) && line.shares.length === 0,
      );
    },
  },
  {
    name: 'down payment partly deducted',
    companies: BOTH,
    where: (firm) => {
      const ids = downPaymentIds(firm);
      return postedWhere(firm, ({ line }) => ids.has(line.orderLineId ?? 0) && new Big(line.balance).lt(0));
    },
  },
  {
    name: 'journal entry accrues an order line',
    companies: BOTH,
    where: (firm) =>
      postedWhere(
        firm,
        (one) =>
          one.move.type === 'entry' &&
          isExpense(one) &&
          one.line.orderLineId !== null &&
          new Big(one.line.balance).gt(0),
      ),
  },
  {
    name: 'journal entry takes an accrual of an order line back',
    companies: BOTH,
    where: (firm) =>
      postedWhere(
        firm,
        (one) =>
          one.move.type === 'entry' &&
          isExpense(one) &&
          one.line.orderLineId !== null &&
          new Big(one.line.balance).lt(0),
      ),
  },
];
