/**
 * Journal entries and analytic lines. Every posted line with shares has one analytic line per share, whatever its
 * account: the balance-sheet and revenue lines among them are not job cost. Each carries the full quantity.
 */
import type { Firm, FirmMove, FirmMoveLine, FirmShare } from '../firm/ledger.js';
import type { Database, Value } from './engine/database.js';
import { companyIds, currencyIds, idOf, inserter } from './from-firm-master.js';
import {
  COST_CODE_COLUMN,
  COST_TYPE_COLUMN,
  distributionOf,
  journalId,
  lineAmount,
  toFloat,
  UOM,
} from './ids.js';

type Insert = ReturnType<typeof inserter>;

export function loadBooks(db: Database, firm: Firm): void {
  const insert = inserter(db, firm);
  loadTimesheets(db, insert, firm);
  loadIssueLines(insert, firm);
  const context = { insert, companies: companyIds(firm), currencies: currencyIds(firm) };
  for (const move of firm.moves) loadMove(context, move);
}

interface BooksContext {
  readonly insert: Insert;
  readonly companies: ReadonlyMap<string, number>;
  readonly currencies: ReadonlyMap<string, number>;
}

function loadMove(context: BooksContext, move: FirmMove): void {
  const company_id = idOf(context.companies, move.company);
  const journal_id = journalId(company_id, move.journal);
  context.insert('account.move', {
    id: move.id,
    name: move.state === 'draft' ? false : move.number,
    ref: move.ref || false,
    state: move.state,
    move_type: move.type,
    date: move.date,
    invoice_date: move.invoiceDate ?? false,
    partner_id: move.partnerId ?? false,
    company_id,
    journal_id,
    currency_id: idOf(context.currencies, move.currency),
  });
  for (const line of move.lines) {
    loadLine(context, move, line, { company_id, journal_id });
    if (move.state === 'posted')
      for (const share of line.shares) loadShare(context, move, line, share, { company_id, journal_id });
  }
}

function loadLine(
  context: BooksContext,
  move: FirmMove,
  line: FirmMoveLine,
  where: Record<string, Value>,
): void {
  const balance = toFloat(line.balance);
  const subtotal = toFloat(line.priceSubtotal);
  const quantity = toFloat(line.quantity);
  context.insert('account.move.line', {
    id: line.id,
    name: line.name,
    move_id: move.id,
    parent_state: move.state,
    date: move.date,
    ref: move.ref || false,
    partner_id: move.partnerId ?? false,
    account_id: line.accountId,
    product_id: line.productId ?? false,
    product_uom_id: line.productId === null ? false : UOM.UNITS,
    display_type: line.displayType,
    balance,
    debit: Math.max(balance, 0),
    credit: Math.max(-balance, 0),
    amount_currency:
      line.displayType === 'product' && move.type !== 'entry'
        ? Math.sign(balance) * Math.abs(subtotal)
        : balance,
    currency_id: idOf(context.currencies, move.currency),
    quantity,
    price_unit: quantity === 0 ? subtotal : subtotal / quantity,
    price_subtotal: subtotal,
    price_total: subtotal,
    amount_residual: toFloat(line.residual),
    reconciled: false,
    purchase_line_id: line.orderLineId ?? false,
    analytic_distribution: distributionOf(line.shares),
    ...where,
  });
}

const CATEGORIES: Readonly<Record<FirmMove['type'], string>> = {
  in_invoice: 'vendor_bill',
  in_refund: 'vendor_bill',
  out_invoice: 'invoice',
  out_refund: 'invoice',
  entry: 'other',
};

const columns = (share: FirmShare): Record<string, Value> => ({
  account_id: share.accountId,
  [COST_CODE_COLUMN]: share.costCodeId ?? false,
  [COST_TYPE_COLUMN]: share.costTypeId ?? false,
});

function loadShare(
  context: BooksContext,
  move: FirmMove,
  line: FirmMoveLine,
  share: FirmShare,
  where: Record<string, Value>,
): void {
  context.insert('account.analytic.line', {
    name: line.name || move.number,
    date: move.date,
    amount: lineAmount(share.amount),
    unit_amount: toFloat(line.quantity),
    category: CATEGORIES[move.type],
    general_account_id: line.accountId,
    move_line_id: line.id,
    product_id: line.productId ?? false,
    partner_id: move.partnerId ?? false,
    ref: move.ref || false,
    ...columns(share),
    ...where,
  });
}

function loadTimesheets(db: Database, insert: Insert, firm: Firm): void {
  const companies = companyIds(firm);
  const personKey = (company: Value, name: Value): string => JSON.stringify([company, name]);
  const people = new Map(
    [...db.table('hr.employee').rows.values()].map((row) => [
      personKey(row['company_id'] ?? false, row['name'] ?? false),
      row.id,
    ]),
  );
  for (const sheet of firm.timesheets)
    insert('account.analytic.line', {
      id: sheet.id,
      name: 'Timesheet',
      date: sheet.date,
      amount: lineAmount(sheet.cost),
      unit_amount: toFloat(sheet.hours),
      product_uom_id: UOM.HOURS,
      category: 'other',
      company_id: idOf(companies, sheet.company),
      project_id: sheet.projectOdooId,
      employee_id: people.get(personKey(idOf(companies, sheet.company), sheet.employee)) ?? false,
      ...columns(sheet.share),
    });
}

/** Lines of issues exist once picked, whether or not the transfer is done; their quantity is negative or positive as issued. */
function loadIssueLines(insert: Insert, firm: Firm): void {
  const companies = companyIds(firm);
  for (const issue of firm.stockIssues) {
    if (!issue.picked) continue;
    for (const [at, share] of issue.shares.entries()) {
      const id = issue.analyticLineIds[at];
      insert('account.analytic.line', {
        ...(id === undefined ? {} : { id }),
        name: `YARD/JOB/${String(issue.pickingId).padStart(5, '0')}`,
        date: issue.date,
        amount: lineAmount(share.amount),
        unit_amount: toFloat(issue.quantity),
        category: 'picking_entry',
        company_id: idOf(companies, issue.company),
        product_id: issue.productId,
        ...columns(share),
      });
    }
  }
}
