/** Confirmed orders: lines, bills, down payments and accruals → the ledger's order lines and commitments. Pure. */
import { UNCODED, type CompanySettings } from '../../kit/company.js';
import { decimal, max, moneyText, ONE, roundMoney, sum, ZERO, type Big } from '../../kit/decimal.js';
import { splitByPercent, splitByWeight } from '../../kit/split.js';
import type { CostException, LedgerOrderLine, LedgerShare } from '../../../codegen/generated/odoo.js';
import type { CommitmentLineModel, CommitmentModel, ProjectRef } from '../model.js';
import { resolveCostType, type CodedShare } from './coding.js';
import { EXPENSE_TYPES } from './cost-domain.js';
import { jobKey } from './job-key.js';
import { groupBy, type Lookups } from './map-actuals.js';
import type { OrderRecords } from './recipes.js';
import {
  readDistribution,
  readId,
  readLink,
  readLinkName,
  readMoment,
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
  readonly subtotal: Big;
  readonly billed: Big;
  readonly downPayment: Big;
  readonly accrued: Big;
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
    const subtotals = money.map((line) => toCompanyCurrency(readNumber(line, 'price_subtotal'), rate));
    const paid = sum(lines.filter(isDownPayment).map((line) => billed.get(readId(line)) ?? ZERO));
    // Ties of the residual cent go to the lowest line id: the lines are in that order.
    const downPayments = splitByWeight(max(ZERO, paid), subtotals);
    return {
      record,
      companyId: readLink(record, 'company_id'),
      lines: money.map((line, i) => ({
        record: line,
        id: readId(line),
        subtotal: subtotals[i] ?? ZERO,
        billed: billed.get(readId(line)) ?? ZERO,
        downPayment: downPayments[i] ?? ZERO,
        accrued: accrued.get(readId(line)) ?? ZERO,
        shares: lookups.coding.shares(readDistribution(line)),
      })),
    };
  });
}

/** `currency_rate` is company → order (0.9 = EUR for one USD). */
function toCompanyCurrency(amount: Big, rate: Big): Big {
  return roundMoney(rate.eq(0) || rate.eq(ONE) ? amount : amount.div(rate));
}

const orderOf = (line: WireRecord): string => String(readLink(line, 'order_id'));
const isHeading = (line: WireRecord): boolean => readText(line, 'display_type') !== null;
const isDownPayment = (line: WireRecord): boolean => line['is_downpayment'] === true;
const isBill = (line: WireRecord): boolean =>
  ['in_invoice', 'in_refund'].includes(readText(line, 'move_type') ?? '');
const isExpense = (line: WireRecord, { accounts }: Lookups): boolean =>
  EXPENSE_TYPES.includes(accounts.general.get(readLink(line, 'account_id') ?? 0)?.type ?? '');

/** Signed company-currency balance by order line: a credit note or a reversal is negative. */
function balances(lines: readonly WireRecord[], counts: (line: WireRecord) => boolean): Map<number, Big> {
  const totals = new Map<number, Big>();
  for (const line of lines.filter(counts)) {
    const id = readLink(line, 'purchase_line_id') ?? 0;
    totals.set(id, (totals.get(id) ?? ZERO).plus(roundMoney(readNumber(line, 'balance'))));
  }
  return totals;
}

export interface OrdersModel {
  readonly orderLines: LedgerOrderLine[];
  readonly commitments: CommitmentModel[];
  readonly exceptions: CostException[];
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

/** @param orders of one company that name the job. */
export function toProjectOrders(
  orders: readonly Order[],
  ref: ProjectRef,
  company: CompanySettings,
  lookups: Lookups,
): OrdersModel {
  const own = orders
    .map((order) => ({
      order,
      lines: order.lines
        .filter((line) => line.shares.some((share) => share.projectId === ref.accountId))
        .map((line) => toLedgerLine(line, order, ref, company, lookups)),
    }))
    .filter(({ lines }) => lines.length > 0);
  return {
    orderLines: own.flatMap(({ lines }) => lines.map(({ ledger }) => ledger)),
    commitments: own
      .map(({ order, lines }) => toCommitment(order, lines, ref, company))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
    exceptions: own.flatMap(({ lines }) => lines.flatMap(explainLine)),
  };
}

interface ProjectLine {
  readonly source: OrderLine;
  readonly ledger: LedgerOrderLine;
  /** This job's shares and their amounts. */
  readonly own: readonly { readonly share: LedgerShare; readonly amount: Big }[];
}

function toLedgerLine(
  line: OrderLine,
  order: Order,
  ref: ProjectRef,
  company: CompanySettings,
  lookups: Lookups,
): ProjectLine {
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
  const amounts = splitByPercent(
    line.subtotal,
    line.shares.map((share) => share.percent),
  );
  return {
    source: line,
    ledger: {
      id: String(line.id),
      orderNumber: readText(order.record, 'name') ?? String(readId(order.record)),
      subtotal: moneyText(line.subtotal),
      billed: moneyText(line.billed),
      downPayment: moneyText(line.downPayment),
      accrued: moneyText(line.accrued),
      shares,
    },
    own: shares.flatMap((share, i) => (share.own ? [{ share, amount: amounts[i] ?? ZERO }] : [])),
  };
}

/** The id carries the job: one order of two jobs is a commitment of each. It sorts by order id. */
function toCommitment(
  order: Order,
  lines: readonly ProjectLine[],
  ref: ProjectRef,
  company: CompanySettings,
): CommitmentModel {
  const id = readId(order.record);
  return {
    id: `${String(id).padStart(12, '0')}~${ref.id}`,
    number: readText(order.record, 'name') ?? String(id),
    vendorId: readLink(order.record, 'partner_id'),
    confirmedAt: readMoment(order.record, 'date_approve'),
    orderCurrency: readLinkName(order.record, 'currency_id'),
    orderSubtotal: moneyText(
      sum(order.lines.map((line) => roundMoney(readNumber(line.record, 'price_subtotal')))),
    ),
    committedCost: moneyText(sum(lines.flatMap(({ own }) => own.map(({ amount }) => amount)))),
    currency: company.currency,
    lines: lines.flatMap((line) => toCommitmentLines(line, company)),
  };
}

function toCommitmentLines({ source, own }: ProjectLine, company: CompanySettings): CommitmentLineModel[] {
  return own.map(({ share, amount }, i) => ({
    id: `${source.id}.${i + 1}`,
    description: readText(source.record, 'name'),
    costCode: { code: share.costCode, scheme: company.costCodeScheme, name: share.costCodeName ?? null },
    costType: share.costType,
    quantity:
      'product_qty' in source.record ? decimal(readNumber(source.record, 'product_qty')).toFixed() : null,
    committedCost: moneyText(amount),
  }));
}

function explainLine({ ledger, own }: ProjectLine): CostException[] {
  return own.flatMap(({ share, amount }) => {
    const base = { system: 'odoo', recordId: ledger.id, amount: moneyText(amount) };
    const line = `Line ${ledger.id} of order ${ledger.orderNumber}`;
    const type = `${line} has no cost type; give it one in Odoo, or map its product category under companies[].costTypeByCategory`;
    const code = `${line} has no cost code; give it one in Odoo`;
    return [
      ...(share.costType === 'UNCLASSIFIED' ? [{ code: 'UNCLASSIFIED_COST', message: type, ...base }] : []),
      ...(share.costCode === UNCODED ? [{ code: 'UNCODED_COST', message: code, ...base }] : []),
    ];
  });
}
