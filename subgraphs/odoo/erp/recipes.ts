/**
 * The reads behind a job's books, each verified on a running Odoo. All take every job at once, so the number of calls
 * does not grow with the jobs; the longest chain is two reads (stock moves → sums, order lines → orders).
 */
import { readAll, readGroups, type Domain } from './read.js';
import type { Accounts } from './reference.js';
import type { Session } from './session.js';
import { readIds, readLink, type WireRecord } from './wire.js';

export const EXPENSE_TYPES = ['expense', 'expense_direct_cost', 'expense_depreciation', 'expense_other'];
export const INCOME_TYPES = ['income', 'income_other'];

/** Group columns of the actual cost, apart from the plans'. */
const ACTUAL_COLUMNS = ['account_id', 'company_id', 'general_account_id', 'category', 'product_id'];

/**
 * Analytic lines on expense accounts or without account; balance-sheet and revenue lines are not cost whatever their
 * distribution says. Lines of issues that are picked but not done are left out.
 */
export async function readActuals(session: Session, accountIds: readonly number[]): Promise<WireRecord[]> {
  const picked = await readPickedLines(session);
  const known = session.fields('account.analytic.line', [session.costCode.column]);
  const plans = [session.costCode, session.costType].flatMap((plan) => (plan ? [plan.column] : []));
  const optional = known.includes('project_id') ? ['project_id'] : [];
  const domain: Domain = [
    ['account_id', 'in', accountIds],
    ...(picked.length > 0 ? [['id', 'not in', picked] as const] : []),
    '|',
    ['general_account_id', '=', false],
    ['general_account_id.account_type', 'in', EXPENSE_TYPES],
  ];
  const groupby = [...ACTUAL_COLUMNS, ...optional, ...plans, 'date:day'];
  return readGroups(session, 'account.analytic.line', { domain, groupby, sums: ['amount', 'unit_amount'] });
}

/** Ids of analytic lines of issues that are picked but not done: they exist, yet nothing was used. */
async function readPickedLines(session: Session): Promise<number[]> {
  const moves = await readAll(session, 'stock.move', [
    ['picking_id.project_id', '!=', false],
    ['state', '!=', 'done'],
    ['analytic_account_line_ids', '!=', false],
  ]);
  return moves.flatMap((move) => readIds(move, 'analytic_account_line_ids')).sort((a, b) => a - b);
}

/** Revenue by job and company: lines on income accounts, positive, gross of retention, down payments included. */
export function readBilled(session: Session, accountIds: readonly number[]): Promise<WireRecord[]> {
  const domain: Domain = [
    ['account_id', 'in', accountIds],
    ['general_account_id.account_type', 'in', INCOME_TYPES],
  ];
  return readGroups(session, 'account.analytic.line', {
    domain,
    groupby: ['account_id', 'company_id'],
    sums: ['amount'],
  });
}

export interface OrderRecords {
  readonly orders: readonly WireRecord[];
  /** Every line of the orders, sections and down payments included. */
  readonly lines: readonly WireRecord[];
  /** Posted accounting lines that name an order line: bills, credit notes, and entries (accruals). */
  readonly bills: readonly WireRecord[];
}

/** Confirmed orders with a line for one of the jobs. State `done` exists before 18 only. */
export async function readOrders(session: Session, accountIds: readonly number[]): Promise<OrderRecords> {
  const named = await readAll(
    session,
    'purchase.order.line',
    [
      ['state', 'in', ['purchase', 'done']],
      ['analytic_distribution', 'in', accountIds],
    ],
    ['order_id'],
  );
  const ids = [...new Set(named.map((line) => readLink(line, 'order_id')))].filter((id) => id !== null);
  if (ids.length === 0) return { orders: [], lines: [], bills: [] };
  const [orders, lines, bills] = await Promise.all([
    readAll(session, 'purchase.order', [['id', 'in', ids]]),
    // All lines by order: a filter on the distribution misses the down payments, which carry none.
    readAll(session, 'purchase.order.line', [['order_id', 'in', ids]]),
    readAll(session, 'account.move.line', [
      ['purchase_line_id.order_id', 'in', ids],
      ['parent_state', '=', 'posted'],
      ['move_id.move_type', 'in', ['in_invoice', 'in_refund', 'entry']],
    ]),
  ]);
  return { orders, lines, bills };
}

export interface PostedRecords {
  /** Posted lines of the jobs: income lines, and lines in the equipment journals. */
  readonly own: readonly WireRecord[];
  /** Income and retention lines of the invoices among them, whole. */
  readonly invoices: readonly WireRecord[];
}

export interface PostedScope {
  readonly accountIds: readonly number[];
  readonly journals: readonly string[];
  readonly retentionCodes: ReadonlySet<string>;
}

/** A retention line carries no distribution, so it is found through the invoice its income line belongs to. */
export async function readPosted(
  session: Session,
  accounts: Accounts,
  scope: PostedScope,
): Promise<PostedRecords> {
  const own = await readAll(session, 'account.move.line', [
    ['parent_state', '=', 'posted'],
    ['analytic_distribution', 'in', scope.accountIds],
    '|',
    ['account_id.account_type', 'in', INCOME_TYPES],
    ['journal_id.code', 'in', scope.journals],
  ]);
  const moves = own.filter((line) => isIncome(accounts, line)).map((line) => readLink(line, 'move_id'));
  const moveIds = [...new Set(moves)].filter((id) => id !== null);
  if (moveIds.length === 0 || scope.retentionCodes.size === 0) return { own, invoices: [] };
  const held = [...accounts.general]
    .filter(([, account]) => scope.retentionCodes.has(account.code) || INCOME_TYPES.includes(account.type))
    .map(([id]) => id);
  const invoices = await readAll(session, 'account.move.line', [
    ['move_id', 'in', moveIds],
    ['account_id', 'in', held],
  ]);
  return { own, invoices };
}

export function isIncome(accounts: Accounts, line: WireRecord): boolean {
  return INCOME_TYPES.includes(accounts.general.get(readLink(line, 'account_id') ?? 0)?.type ?? '');
}

/** Ids of the products that rows name. */
export function productIds(...lists: readonly (readonly WireRecord[])[]): Set<number> {
  const ids = lists.flat().map((row) => readLink(row, 'product_id'));
  return new Set(ids.filter((id) => id !== null));
}
