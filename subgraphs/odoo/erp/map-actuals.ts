/** Posted cost: grouped analytic lines → the ledger's actuals. Odoo's own cents, cost positive. Pure. */
import { UNCODED, type CompanySettings, type CostType } from '../../kit/company.js';
import { centsText, sumCents, type Cents } from '../../kit/cents.js';
import { sum, type Big } from '../../kit/decimal.js';
import type { CostException, LedgerActual, LedgerDays } from '../../../codegen/generated/odoo.js';
import { resolveCostType, type Coding, type Plans } from './coding.js';
import { readDay } from './read.js';
import type { ActualRecords } from './read-actuals.js';
import type { Accounts, Product } from './reference.js';
import { readCents, readLink, readNumber, readText, type WireRecord } from './wire.js';

/** What is known before any record is read. */
export interface Known {
  readonly plans: Plans;
  readonly coding: Coding;
  readonly accounts: Accounts;
}
export interface Lookups extends Known {
  readonly products: ReadonlyMap<number, Product>;
}

/** One group, understood. */
interface ActualRow {
  readonly code: string;
  readonly codeName: string | null;
  readonly type: CostType;
  readonly amount: Cents;
  readonly quantity: Big;
  /** Code of the general account, or null for timesheets and stock issues. */
  readonly account: string | null;
}

export interface ActualsModel {
  readonly actuals: LedgerActual[];
  readonly actualsByDay: LedgerDays;
  readonly exceptions: CostException[];
}

/** @param records of one job and one company; `costDomain` left out what is not its cost. */
export function toActuals(
  { sums, days }: ActualRecords,
  company: CompanySettings,
  lookups: Lookups,
): ActualsModel {
  const rows = sums.map((group) => toRow(group, company, lookups));
  return {
    actuals: groupBy(rows, (row) => `${row.code}\u0000${row.type}`).map(toActual),
    actualsByDay: toDays(days),
    exceptions: [
      ...explain(rows, 'UNCLASSIFIED_COST', (row) => row.type === 'UNCLASSIFIED'),
      ...explain(rows, 'UNCODED_COST', (row) => row.code === UNCODED),
    ],
  };
}

function toDays(groups: readonly WireRecord[]): LedgerDays {
  const days = groups.map((group) => ({ date: readDay(group, 'date:day'), amount: costOf(group) }));
  days.sort((a, b) => (a.date < b.date ? -1 : 1));
  return { dates: days.map(({ date }) => date), amounts: days.map(({ amount }) => centsText(amount)) };
}

function toRow(group: WireRecord, company: CompanySettings, lookups: Lookups): ActualRow {
  const { plans, coding, accounts, products } = lookups;
  const account = accounts.general.get(readLink(group, 'general_account_id') ?? 0)?.code ?? null;
  const product = products.get(readLink(group, 'product_id') ?? 0) ?? null;
  const category = readText(group, 'category');
  const kind = kindOf(group, category);
  const code = coding.costCode(readLink(group, plans.costCode.column));
  const planned = plans.costType ? coding.costType(readLink(group, plans.costType.column)) : null;
  const amount = costOf(group);
  const hours = readNumber(group, 'unit_amount:sum').abs();
  return {
    code: code.code,
    codeName: code.name,
    type: resolveCostType(planned, { accountCode: account, product, kind }, company),
    amount,
    // Odoo leaves the quantity positive on credit notes; it follows the sign of the cost.
    quantity: amount < 0n ? hours.times(-1) : hours,
    account,
  };
}

/** Odoo writes cost as a negative amount. */
function costOf(group: WireRecord): Cents {
  return -readCents(group, 'amount:sum');
}

/** A line without general account is a stock issue by its category, a timesheet when it names a project's task list. */
function kindOf(group: WireRecord, category: string | null): 'TIMESHEET' | 'ISSUE' | null {
  if (readLink(group, 'general_account_id') !== null) return null;
  if (category === 'picking_entry') return 'ISSUE';
  // A bare analytic line written by hand names no project; where the key cannot see the field, it counts as one.
  const named = !('project_id' in group) || readLink(group, 'project_id') !== null;
  return category === 'other' && named ? 'TIMESHEET' : null;
}

function toActual(rows: readonly [ActualRow, ...ActualRow[]]): LedgerActual {
  const [first] = rows;
  return {
    costCode: first.code,
    costCodeName: first.codeName,
    costType: first.type,
    amount: centsText(sumCents(rows.map((row) => row.amount))),
    quantity: (rows.length === 1 ? first.quantity : sum(rows.map((row) => row.quantity))).toFixed(),
  };
}

/** One exception per general account, so that its message can name what to map. */
function explain(
  rows: readonly ActualRow[],
  code: 'UNCLASSIFIED_COST' | 'UNCODED_COST',
  wrong: (row: ActualRow) => boolean,
): CostException[] {
  return groupBy(rows.filter(wrong), (row) => row.account ?? '').map((found) => {
    const where = found[0].account === null ? 'without general account' : `on account ${found[0].account}`;
    const next =
      code === 'UNCLASSIFIED_COST'
        ? 'give it a cost type in Odoo, or map the account under companies[].costTypeByAccount'
        : 'give it a cost code in Odoo';
    const missing = code === 'UNCLASSIFIED_COST' ? 'cost type' : 'cost code';
    return {
      code,
      message: `Posted cost ${where} has no ${missing}; ${next}`,
      system: 'odoo',
      recordId: null,
      amount: centsText(sumCents(found.map((row) => row.amount))),
    };
  });
}

/** Groups in order of first appearance; a group is never empty. */
export function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string): [T, ...T[]][] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()];
}
