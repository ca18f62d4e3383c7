/** Posted cost and accrued cost. */
import type { Firm, FirmMove, FirmMoveLine, FirmShare, LedgerCostType } from '../firm/ledger.js';
import { namesOf, typeByProduct, type Booking, type KeyCostType, type Names } from './booking.js';
import { isExpense } from './commitments.js';
import { Big, cents } from './exact.js';

/** Third plan → general account → product category → what the kind of record says. */
function costTypeOf(
  firm: Firm,
  names: Names,
  share: FirmShare,
  line: Pick<FirmMoveLine, 'accountId' | 'productId'> | null,
  otherwise: LedgerCostType | 'UNCLASSIFIED',
  productId: number | null = line?.productId ?? null,
): KeyCostType {
  if (share.costTypeId !== null) return names.costType(share.costTypeId);
  const account = line === null ? undefined : names.account.get(line.accountId);
  const byAccount = account === undefined ? undefined : firm.costTypeByAccount[account.code];
  return byAccount ?? typeByProduct(firm, names, productId) ?? otherwise;
}

function book(names: Names, company: string, share: FirmShare, costType: KeyCostType, date: string): Booking {
  return {
    column: 'actualCost',
    company,
    accountId: share.accountId,
    costCode: names.costCode(share.costCodeId),
    costType,
    // Posted lines keep the ERP's own cents.
    amount: new Big(share.amount ?? '0'),
    date,
  };
}

/** A vendor bill's line for stocked goods is not cost: their issue is. */
function isStockPurchase(names: Names, move: FirmMove, line: FirmMoveLine): boolean {
  const vendorDocument = move.type === 'in_invoice' || move.type === 'in_refund';
  return vendorDocument && line.productId !== null && names.product.get(line.productId)?.storable === true;
}

function postedEntries(firm: Firm, names: Names): Booking[] {
  const booksPayroll = new Map(firm.companies.map(({ code, labor }) => [code, labor === 'PAYROLL']));
  const payroll = new Set(firm.payrollAccounts);
  return firm.moves
    .filter(({ state }) => state === 'posted')
    .flatMap((move) =>
      move.lines
        .filter((line) => isExpense(names, line) && !isStockPurchase(names, move, line))
        .filter(
          (line) =>
            booksPayroll.get(move.company) === true ||
            !payroll.has(names.account.get(line.accountId)?.code ?? ''),
        )
        .flatMap((line) =>
          line.shares.map((share) =>
            book(names, move.company, share, costTypeOf(firm, names, share, line, 'UNCLASSIFIED'), move.date),
          ),
        ),
    );
}

/** Timesheets of companies that book labor by timesheet. */
function timesheets(firm: Firm, names: Names): Booking[] {
  const counted = new Set(
    firm.companies.filter(({ labor }) => labor === 'TIMESHEET').map(({ code }) => code),
  );
  return firm.timesheets
    .filter(({ company }) => counted.has(company))
    .map(({ company, share, date }) =>
      book(names, company, share, costTypeOf(firm, names, share, null, 'LABOR'), date),
    );
}

/** Issues that are done; picked ones already have analytic lines but are not cost. */
function stockIssues(firm: Firm, names: Names): Booking[] {
  return firm.stockIssues
    .filter(({ state }) => state === 'done')
    .flatMap(({ company, shares, date, productId }) =>
      shares.map((share) =>
        book(names, company, share, costTypeOf(firm, names, share, null, 'MATERIAL', productId), date),
      ),
    );
}

export function actualCosts(firm: Firm): Booking[] {
  const names = namesOf(firm);
  return [...postedEntries(firm, names), ...timesheets(firm, names), ...stockIssues(firm, names)];
}

/** Machine hours × internal rate, one record at a time; only records without a posted, unreversed charge. */
export function accruedEquipmentCosts(firm: Firm): Booking[] {
  const names = namesOf(firm);
  return firm.usage
    .filter(({ postedMoveId, reversed }) => postedMoveId === null || reversed)
    .map((usage) => ({
      column: 'accruedEquipmentCost' as const,
      company: usage.company,
      accountId: usage.accountId,
      costCode: names.costCode(usage.costCodeId),
      costType: 'EQUIPMENT' as const,
      amount: cents(new Big(usage.hours).times(usage.rate)),
      date: usage.date,
    }));
}

/** Plumbline's own accruals that are not reversed. */
export function otherAccruedCosts(firm: Firm): Booking[] {
  const names = namesOf(firm);
  return firm.accruals
    .filter(({ reversedOn }) => reversedOn === null)
    .map((accrual) => ({
      column: 'otherAccruedCost' as const,
      company: accrual.company,
      accountId: accrual.accountId,
      costCode: names.costCode(accrual.costCodeId),
      costType: accrual.costType,
      amount: new Big(accrual.amount),
      date: accrual.date,
    }));
}
