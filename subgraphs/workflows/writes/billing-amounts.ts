/** What a progress billing says by itself, on either side: its amounts, and what is held back of them. */
import { centsText, timesRounded, toCents, type Cents } from '../../kit/cents.js';
import { decimal } from '../../kit/decimal.js';
import type { InvoiceInput, RetentionLine } from '../../odoo/connector.js';
import type { InputOf, Problem } from '../define-write.js';
import { billingProblem, isAmount } from './billing-checks.js';

export type BillingInput = InputOf<'postProgressBilling'>;

export interface BillingFacts {
  readonly invoice: InvoiceInput;
  /** Gross of retention. */
  readonly amount: string;
  readonly currency: string;
}

const MOST_LINES = 200;

export const isBill = ({ side }: Pick<BillingInput, 'side'>): boolean => side === 'PAYABLE';

const bad = (code: string, message: string, ...field: string[]): Problem => ({ code, message, field });

export function amountProblems(input: BillingInput, total: Cents): Problem[] {
  const { lines, retentionPercent: percent, retentionAmount: held } = input;
  if (lines.length === 0 || lines.length > MOST_LINES)
    return [
      bad('BAD_INPUT', `A progress billing has 1 to ${MOST_LINES} lines, this one ${lines.length}`, 'lines'),
    ];
  const amounts = lines.flatMap(({ amount }, at) =>
    isAmount(amount) ? [] : [billingProblem.badAmount('amount', amount, ['lines', String(at), 'amount'])],
  );
  const both = 'Give retentionPercent or retentionAmount, not both';
  const range = `retentionPercent "${percent ?? ''}" must be from 0 to less than 100; correct it`;
  const much = `retentionAmount "${held ?? ''}" must be from 0 to less than what is billed, ${centsText(total)}; correct it`;
  const outside = (value: string, limit: string): boolean =>
    decimal(value).lt(0) || decimal(value).gte(limit);
  return [
    ...amounts,
    ...(percent != null && held != null ? [bad('BAD_INPUT', both, 'retentionAmount')] : []),
    ...(percent != null && outside(percent, '100') ? [bad('BAD_RETENTION', range, 'retentionPercent')] : []),
    ...(held != null && outside(held, centsText(total))
      ? [bad('BAD_RETENTION', much, 'retentionAmount')]
      : []),
  ];
}

/** What one side needs, and what belongs to the other: left unread it would look as if it counted. */
export function sideProblems(input: BillingInput): Problem[] {
  return isBill(input) ? billSide(input) : invoiceSide(input);
}

function billSide(input: BillingInput): Problem[] {
  const { order, reference, lines, contractValue } = input;
  const lineOf = (at: number, name: string): string[] => ['lines', String(at), name];
  const noOrder =
    "A subcontractor's bill needs order, the number of their order; without it nothing says what is left to bill";
  const noNumber =
    "A subcontractor's bill needs reference, the number they gave it; without it nobody sees that it came twice";
  const contract = "contractValue is the customer's contract; leave it out with side PAYABLE";
  const noLine = "Each line of a subcontractor's bill needs orderLine, the id of the order line it bills";
  const code = "A bill's line is coded as its order line is; leave costCode out with side PAYABLE";
  return [
    ...(order == null || order.trim() === '' ? [bad('ORDER_NEEDED', noOrder, 'order')] : []),
    ...(reference == null || reference.trim() === '' ? [bad('NO_REFERENCE', noNumber, 'reference')] : []),
    ...(contractValue == null ? [] : [bad('BAD_INPUT', contract, 'contractValue')]),
    ...lines.flatMap(({ orderLine, costCode }, at) => [
      ...(orderLine == null ? [bad('ORDER_LINE_NEEDED', noLine, ...lineOf(at, 'orderLine'))] : []),
      ...(costCode == null ? [] : [bad('BAD_INPUT', code, ...lineOf(at, 'costCode'))]),
    ]),
  ];
}

function invoiceSide(input: BillingInput): Problem[] {
  const only = (name: string, ...field: string[]): Problem =>
    bad('BAD_INPUT', `${name} goes with side PAYABLE; leave it out, or give that side`, ...field);
  const given = (['order', 'billDate', 'lienWaiver', 'insuranceUntil'] as const).filter(
    (name) => input[name] != null,
  );
  return [
    ...given.map((name) => only(name, name)),
    ...input.lines.flatMap(({ orderLine }, at) =>
      orderLine == null ? [] : [only('orderLine', 'lines', String(at), 'orderLine')],
    ),
  ];
}

/** What is held back of the total. */
export function retentionOf(
  { retentionPercent: percent, retentionAmount: held }: BillingInput,
  total: Cents,
): Cents {
  return percent == null ? toCents(held ?? '0') : timesRounded(total, decimal(percent).div(100));
}

/** Null where nothing is held back. */
export function toRetention(
  { retentionPercent: percent }: BillingInput,
  retention: Cents,
  account: string | undefined,
): RetentionLine | null {
  const label = percent == null ? 'Retention' : `Retention ${percent} %`;
  return retention > 0n ? { account: account ?? '', label, amount: centsText(retention) } : null;
}
