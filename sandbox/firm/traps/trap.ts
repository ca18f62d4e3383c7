/** A trap: a case in which a plausible sum is wrong, and where the ledger holds it. */
import type { Firm, FirmMove, FirmMoveLine, FirmOrder, FirmOrderLine } from '../ledger.js';

export interface FirmTrap {
  readonly name: string;
  /** Companies that must hold it; empty where it belongs to the firm as a whole. */
  readonly companies: readonly ('NB' | 'HB')[];
  /** Records that spring it, as `NB BILL/2026/05/5012`: the company first, then what to look for. */
  where(firm: Firm): string[];
}

export const BOTH = ['NB', 'HB'] as const;

/** A move and one of its lines, with the line's general account. */
export interface Posting {
  readonly move: FirmMove;
  readonly line: FirmMoveLine;
  readonly accountCode: string;
  readonly accountType: string;
}

export function postings(firm: Firm): Posting[] {
  const accounts = new Map(firm.accounts.map((account) => [account.id, account]));
  return firm.moves.flatMap((move) =>
    move.lines.map((line) => {
      const account = accounts.get(line.accountId);
      return { move, line, accountCode: account?.code ?? '', accountType: account?.type ?? '' };
    }),
  );
}

/** Where the posted lines are that answer a question. */
export function postedWhere(firm: Firm, holds: (posting: Posting) => boolean): string[] {
  return postings(firm)
    .filter((posting) => posting.move.state === 'posted' && holds(posting))
    .map(({ move }) => `${move.company} ${move.number}`);
}

export interface Ordered {
  readonly order: FirmOrder;
  readonly line: FirmOrderLine;
}

/** Where the order lines are that answer a question. */
export function orderedWhere(firm: Firm, holds: (ordered: Ordered) => boolean): string[] {
  return firm.orders.flatMap((order) =>
    order.lines
      .filter((line) => holds({ order, line }))
      .map((line) => `${order.company} ${order.number} line ${line.id}`),
  );
}

export function isExpense(posting: Posting): boolean {
  return posting.accountType.startsWith('expense');
}

export function isVendorDocument({ move }: Posting): boolean {
  return move.type === 'in_invoice' || move.type === 'in_refund';
}

/** Ids of down payment lines of orders. */
export function downPaymentIds(firm: Firm): ReadonlySet<number> {
  return new Set(
    firm.orders.flatMap(({ lines }) => lines.filter((line) => line.downPayment).map(({ id }) => id)),
  );
}
