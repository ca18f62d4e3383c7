/** Many jobs' books from one round of reads. */
import type { CompanySettings } from '../../kit/company.js';
import { moneyText, roundMoney, ZERO } from '../../kit/decimal.js';
import type { BooksModel, ProjectRef } from '../model.js';
import { createCoding } from './coding.js';
import { jobKey } from './job-key.js';
import { groupBy, toActuals, type Lookups } from './map-actuals.js';
import { byJob, toOrders, toProjectOrders, type Order } from './map-orders.js';
import { toPosted, type Posted } from './map-posted.js';
import type { PickedLines } from './picked-lines.js';
import { readActuals } from './read-actuals.js';
import { readBilled, readOrders, readPosted } from './recipes.js';
import type { Reference } from './reference.js';
import type { Session } from './session.js';
import { undecidedProducts } from './undecided-products.js';
import { readLink, readNumber, type WireRecord } from './wire.js';

/** What outlives one load. */
export interface Kept {
  readonly reference: Reference;
  readonly picked: PickedLines;
}

export async function loadBooks(
  session: Session,
  { reference, picked }: Kept,
  companies: readonly CompanySettings[],
  refs: readonly ProjectRef[],
): Promise<BooksModel[]> {
  const accountIds = [...new Set(refs.map((ref) => ref.accountId))].sort((a, b) => a - b);
  const retentionCodes = new Set(companies.flatMap((company) => company.retentionAccounts));
  const scope = {
    accountIds,
    journals: [...new Set(companies.map((company) => company.equipmentJournal))],
    retentionCodes,
  };
  const accounts = await reference.accounts(session);
  const [actuals, billed, orders, posted] = await Promise.all([
    readActuals(session, { accountIds, companies, accounts, picked }),
    readBilled(session, accountIds),
    readOrders(session, accountIds),
    readPosted(session, accounts, scope),
  ]);
  const projectPlans = accountIds.map((id) => accounts.analytic.get(id)?.planId ?? null);
  const coding = createCoding(session, accounts.analytic, new Set(projectPlans.filter((id) => id !== null)));
  const known: Omit<Lookups, 'products'> = { plans: session, coding, accounts };
  const products = await reference.products(session, undecidedProducts(actuals, orders, companies, known));
  const lookups: Lookups = { ...known, products };
  const shelf: Shelf = {
    sums: shelve(actuals.sums),
    days: shelve(actuals.days),
    billed: shelve(billed),
    orders: byJob(toOrders(orders, lookups)),
    posted: toPosted(posted, accounts, coding, retentionCodes),
  };
  return refs.map((ref) => toBooks(ref, companyOf(companies, ref), shelf, lookups));
}

/** What was read for all jobs, by `<account>|<company>`. */
interface Shelf {
  readonly sums: ReadonlyMap<string, readonly WireRecord[]>;
  readonly days: ReadonlyMap<string, readonly WireRecord[]>;
  readonly billed: ReadonlyMap<string, readonly WireRecord[]>;
  readonly orders: ReadonlyMap<string, readonly Order[]>;
  readonly posted: Posted;
}

function shelve(groups: readonly WireRecord[]): Map<string, readonly WireRecord[]> {
  const keyOf = (row: WireRecord): string => jobKey(readLink(row, 'account_id'), readLink(row, 'company_id'));
  return new Map(groupBy(groups, keyOf).map((rows) => [keyOf(rows[0]), rows]));
}

function toBooks(ref: ProjectRef, company: CompanySettings, shelf: Shelf, lookups: Lookups): BooksModel {
  const key = jobKey(ref.accountId, company.odooCompanyId);
  const cost = toActuals(
    { sums: shelf.sums.get(key) ?? [], days: shelf.days.get(key) ?? [] },
    company,
    lookups,
  );
  const mine = shelf.orders.get(key) ?? [];
  const { orderLines, commitments, exceptions } = toProjectOrders(mine, ref, company, lookups);
  const billed = (shelf.billed.get(key) ?? []).reduce(
    (total, row) => total.plus(roundMoney(readNumber(row, 'amount:sum'))),
    ZERO,
  );
  return {
    ledger: {
      currency: company.currency,
      orderLines,
      actuals: cost.actuals,
      actualsByDay: cost.actualsByDay,
      billed: moneyText(billed),
      retainage: moneyText(shelf.posted.retainage.get(key) ?? ZERO),
      postedUsage: [...(shelf.posted.usage.get(key) ?? [])],
      exceptions: [...cost.exceptions, ...exceptions],
    },
    commitments,
  };
}

function companyOf(companies: readonly CompanySettings[], ref: ProjectRef): CompanySettings {
  const company = companies.find(({ code }) => code === ref.company);
  if (company) return company;
  throw new Error(`Project ${ref.number} belongs to company ${ref.company}, which is not configured`);
}
