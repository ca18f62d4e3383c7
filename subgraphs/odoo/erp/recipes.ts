/**
 * The reads behind a job's orders and entries, each verified on a running Odoo. All take every job at once, so the
 * number of calls does not grow with the jobs; the longest chain is two reads (order lines → orders, own → invoices).
 */
import { readAll, readGroups, type Domain } from './read.js';
import type { Accounts } from './reference.js';
import type { Session } from './session.js';
import { readLink, type WireRecord } from './wire.js';

export const INCOME_TYPES = ['income', 'income_other'];

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

const BILL_FIELDS = ['account_id', 'balance', 'display_type', 'move_type', 'purchase_line_id'];
export const OWN_FIELDS = [
  ...['account_id', 'analytic_distribution', 'balance', 'company_id', 'move_id', 'name', 'ref'],
];
const INVOICE_FIELDS = [
  'account_id',
  'amount_residual',
  'analytic_distribution',
  'balance',
  'company_id',
  'move_id',
];

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
    readMoveLines(session, BILL_FIELDS, [
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
  const own = await readMoveLines(session, OWN_FIELDS, [
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
  const invoices = await readMoveLines(session, INVOICE_FIELDS, [
    ['move_id', 'in', moveIds],
    ['account_id', 'in', held],
  ]);
  return { own, invoices };
}

export function isIncome(accounts: Accounts, line: WireRecord): boolean {
  return INCOME_TYPES.includes(accounts.general.get(readLink(line, 'account_id') ?? 0)?.type ?? '');
}

/** Only the fields a recipe uses: a line of the books has hundreds. Hidden ones fail by name, as everywhere. */
export function readMoveLines(
  session: Session,
  fields: readonly string[],
  domain: Domain,
): Promise<WireRecord[]> {
  session.fields('account.move.line');
  return readAll(session, 'account.move.line', domain, fields);
}
