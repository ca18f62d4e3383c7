/** Confirmed orders: lines, bills, down payments and accruals → the ledger's order lines. Pure. */
import { UNCODED, type CompanySettings } from '../../kit/company.js';
import { centsText, maxCents, roundCents, sumCents, type Cents } from '../../kit/cents.js';
import { decimal, ONE, type Big } from '../../kit/decimal.js';
import { splitByPercent, splitByWeight } from '../../kit/split.js';
import type { CostException, LedgerOrderLine, LedgerShare } from '../../../codegen/generated/odoo.js';
import type { ProjectRef } from '../model.js';
import { resolveCostType, type CodedShare } from './coding.js';
import { EXPENSE_TYPES } from './cost-domain.js';
import { jobKey } from './job-key.js';
import { groupBy, type Lookups } from './map-actuals.js';
import type { OrderRecords } from './recipes.js';
import {
  readCents,
  readDistribution,
  readId,
  readLink,
  readNumber,
  readText,
  type WireRecord,
} from './wire.js';

/** One order with its money in company currency, before any job is asked for. */
export interface Order {
  readonly record: WireRecord;
  readonly companyId: number | null;
  readonly lines: readonly OrderLine[];
}
export interface OrderLine {
  readonly record: WireRecord;
  readonly id: number;
  readonly subtotal: Cents;
  readonly billed: Cents;
  readonly downPayment: Cents;
  readonly accrued: Cents;
  readonly shares: readonly CodedShare[];
}

export function toOrders(records: OrderRecords, lookups: Lookups): Order[] {
  const billed = balances(records.bills, (bill) => bill['display_type'] === 'product' && isBill(bill));
  const accrued = balances(
    records.bills,
    (bill) => readText(bill, 'move_type') === 'entry' && isExpense(bill, lookups),
  );
  const linesOf = new Map(
    groupBy(records.lines, orderOf).map((lines): [string, WireRecord[]] => [orderOf(lines[0]), lines]),
  );
  return records.orders.map((record) => {
    const lines = (linesOf.get(String(readId(record))) ?? []).sort((a, b) => readId(a) - readId(b));
    const money = lines.filter((line) => !isHeading(line) && !isDownPayment(line));
    const rate = readNumber(record, 'currency_rate');
    const own = rate.eq(0) || rate.eq(ONE);
    const subtotals = money.map((line) =>
      own ? readCents(line, 'price_subtotal') : toCompanyCurrency(readNumber(line, 'price_subtotal'), rate),
    );
    const paid = sumCents(lines.filter(isDownPayment).map((line) => billed.get(readId(line)) ?? 0n));
    // Ties of the residual cent go to the lowest line id: the lines are in that order.
    const weights = paid > 0n ? subtotals.map((cents) => decimal(cents.toString())) : [];
    const downPayments = splitByWeight(maxCents(0n, paid), weights);
    return {
      record,
      companyId: readLink(record, 'company_id'),
      lines: money.map((line, i) => ({
        record: line,
        id: readId(line),
        subtotal: subtotals[i] ?? 0n,
        billed: billed.get(readId(line)) ?? 0n,
        downPayment: downPayments[i] ?? 0n,
        accrued: accrued.get(readId(line)) ?? 0n,
        shares: lookups.coding.shares(readDistribution(line)),
      })),
    };
  });
}

/** `currency_rate` is company → order (0.9 = EUR for one USD). */
function toCompanyCurrency(amount: Big, rate: Big): Cents {
  return roundCents(amount.times(100).div(rate));
}

const orderOf = (line: WireRecord): string => String(readLink(line, 'order_id'));
const isHeading = (line: WireRecord): boolean => readText(line, 'display_type') !== null;
const isDownPayment = (line: WireRecord): boolean => line['is_downpayment'] === true;
const isBill = (line: WireRecord): boolean =>
  ['in_invoice', 'in_refund'].includes(readText(line, 'move_type') ?? '');
const isExpense = (line: WireRecord, { accounts }: Lookups): boolean =>
  EXPENSE_TYPES.includes(accounts.general.get(readLink(line, 'account_id') ?? 0)?.type ?? '');

/** Signed company-currency balance by order line: a credit note or a reversal is negative. */
function balances(lines: readonly WireRecord[], counts: (line: WireRecord) => boolean): Map<number, Cents> {
  const totals = new Map<number, Cents>();
  for (const line of lines.filter(counts)) {
    const id = readLink(line, 'purchase_line_id') ?? 0;
    totals.set(id, (totals.get(id) ?? 0n) + readCents(line, 'balance'));
  }
  return totals;
}

/** Orders by each job that a share of their lines names, as `<account>|<company>`. */
export function byJob(orders: readonly Order[]): Map<string, Order[]> {
  const found = new Map<string, Order[]>();
  for (const order of orders) {
    const shares = order.lines.flatMap((line) => line.shares);
    for (const account of new Set(shares.map((share) => share.projectId))) {
      const key = jobKey(account, order.companyId);
      const known = found.get(key);
      if (known) known.push(order);
      else found.set(key, [order]);
    }
  }
  return found;
}

/** One order of a job, with the lines that have a share for it. */
export interface ProjectOrder {
  readonly order: Order;
  readonly lines: readonly ProjectLine[];
}
export interface ProjectLine {
  readonly source: OrderLine;
  readonly ledger: LedgerOrderLine;
}

/** @param orders of one company that name the job. */
export function toProjectOrders(
  orders: readonly Order[],
  ref: ProjectRef,
  company: CompanySettings,
  lookups: Lookups,
): ProjectOrder[] {
  return orders
    .map((order) => ({
      order,
      lines: order.lines
        .filter((line) => line.shares.some((share) => share.projectId === ref.accountId))
        .map((line) => ({ source: line, ledger: toLedgerLine(line, order, ref, company, lookups) })),
    }))
    .filter(({ lines }) => lines.length > 0);
}

function toLedgerLine(
  line: OrderLine,
  order: Order,
  ref: ProjectRef,
  company: CompanySettings,
  lookups: Lookups,
): LedgerOrderLine {
  const product = lookups.products.get(readLink(line.record, 'product_id') ?? 0) ?? null;
  const hints = { accountCode: null, product, kind: null };
  const shares = line.shares.map((share): LedgerShare => {
    const code = lookups.coding.costCode(share.codeId);
    return {
      percent: share.percent.toFixed(),
      own: share.projectId === ref.accountId,
      costCode: code.code,
      costCodeName: code.name,
      costType: resolveCostType(lookups.coding.costType(share.typeId), hints, company),
    };
  });
  return {
    id: String(line.id),
    orderNumber: readText(order.record, 'name') ?? String(readId(order.record)),
    subtotal: centsText(line.subtotal),
    billed: centsText(line.billed),
    downPayment: centsText(line.downPayment),
    accrued: centsText(line.accrued),
    shares,
  };
}

/** The job's shares of a line with their amounts; all shares of the line add up to it. */
export function ownShares({ source, ledger }: ProjectLine): { share: LedgerShare; amount: Cents }[] {
  const amounts = splitByPercent(
    source.subtotal,
    source.shares.map((share) => share.percent),
  );
  return ledger.shares.flatMap((share, i) => (share.own ? [{ share, amount: amounts[i] ?? 0n }] : []));
}

export function explainOrders(orders: readonly ProjectOrder[]): CostException[] {
  return orders.flatMap(({ lines }) => lines.flatMap(explainLine));
}

function explainLine(line: ProjectLine): CostException[] {
  const { ledger } = line;
  const unclear = (share: LedgerShare): boolean =>
    share.costType === 'UNCLASSIFIED' || share.costCode === UNCODED;
  if (!ledger.shares.some(unclear)) return [];
  return ownShares(line).flatMap(({ share, amount }) => {
    const base = { system: 'odoo', recordId: ledger.id, amount: centsText(amount) };
    const place = `Line ${ledger.id} of order ${ledger.orderNumber}`;
    const type = `${place} has no cost type; give it one in Odoo, or map its product category under companies[].costTypeByCategory`;
    const code = `${place} has no cost code; give it one in Odoo`;
    return [
      ...(share.costType === 'UNCLASSIFIED' ? [{ code: 'UNCLASSIFIED_COST', message: type, ...base }] : []),
      ...(share.costCode === UNCODED ? [{ code: 'UNCODED_COST', message: code, ...base }] : []),
    ];
  });
}
