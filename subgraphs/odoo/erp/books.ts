/** Many jobs' books from one round of reads. */
import type { CompanySettings } from '../../kit/company.js';
import { centsText, sumCents } from '../../kit/cents.js';
import type { BooksModel, CommitmentModel, ProjectRef } from '../model.js';
import { createCoding } from './coding.js';
import { jobKey } from './job-key.js';
import { groupBy, toActuals, type ActualsModel, type Known, type Lookups } from './map-actuals.js';
import { toCommitments } from './map-commitments.js';
import { byJob, explainOrders, toOrders, toProjectOrders, type Order } from './map-orders.js';
import { toPosted, type Posted } from './map-posted.js';
import type { PickedLines } from './picked-lines.js';
import { readActuals, type ActualRecords } from './read-actuals.js';
import { readBilled, readOrders, readPosted } from './recipes.js';
import type { Reference } from './reference.js';
import type { Session } from './session.js';
import { productsOfActuals, productsOfOrders } from './undecided-products.js';
import { readCents, readLink, type WireRecord } from './wire.js';

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
  const accounts = await reference.accounts(session, accountIds);
  const plans = accountIds.map((id) => accounts.analytic.get(id)?.planId ?? null);
  const coding = createCoding(session, accounts.analytic, new Set(plans.filter((id) => id !== null)));
  const known: Known = { plans: session, coding, accounts };
  const productsOf = async (ids: ReadonlySet<number>): Promise<Lookups> => ({
    ...known,
    products: await reference.products(session, ids),
  });
  // Each reading is understood as soon as it is there, while the others are still on their way; those that lead to
  // a second reading are asked first.
  const [ordersOf, posted, costOf, billed] = await Promise.all([
    readOrders(session, accountIds).then(async (orders) => {
      const lookups = await productsOf(productsOfOrders(orders, known));
      return { lookups, orders: byJob(toOrders(orders, lookups)) };
    }),
    readPosted(session, accounts, scope).then((records) =>
      toPosted(records, accounts, coding, retentionCodes),
    ),
    readActuals(session, { accountIds, companies, accounts, picked }).then(async (actuals) =>
      actualsByJob(actuals, refs, companies, await productsOf(productsOfActuals(actuals, companies, known))),
    ),
    readBilled(session, accountIds),
  ]);
  const shelf: Shelf = { billed: shelve(billed), ...ordersOf, posted };
  return refs.map((ref, i) => toBooks(ref, companyOf(companies, ref), costOf[i] as ActualsModel, shelf));
}

/** What was read for all jobs, by `<account>|<company>`. */
interface Shelf {
  readonly billed: ReadonlyMap<string, readonly WireRecord[]>;
  readonly orders: ReadonlyMap<string, readonly Order[]>;
  readonly posted: Posted;
  readonly lookups: Lookups;
}

function shelve(groups: readonly WireRecord[]): Map<string, readonly WireRecord[]> {
  const keyOf = (row: WireRecord): string => jobKey(readLink(row, 'account_id'), readLink(row, 'company_id'));
  return new Map(groupBy(groups, keyOf).map((rows) => [keyOf(rows[0]), rows]));
}

/** Posted cost of each job, in order. */
function actualsByJob(
  actuals: ActualRecords,
  refs: readonly ProjectRef[],
  companies: readonly CompanySettings[],
  lookups: Lookups,
): ActualsModel[] {
  const [sums, days] = [shelve(actuals.sums), shelve(actuals.days)];
  return refs.map((ref) => {
    const company = companyOf(companies, ref);
    const key = jobKey(ref.accountId, company.odooCompanyId);
    return toActuals({ sums: sums.get(key) ?? [], days: days.get(key) ?? [] }, company, lookups);
  });
}

function toBooks(ref: ProjectRef, company: CompanySettings, cost: ActualsModel, shelf: Shelf): BooksModel {
  const key = jobKey(ref.accountId, company.odooCompanyId);
  const orders = toProjectOrders(shelf.orders.get(key) ?? [], ref, company, shelf.lookups);
  const billed = (shelf.billed.get(key) ?? []).map((row) => readCents(row, 'amount:sum'));
  let commitments: CommitmentModel[] | undefined;
  return {
    ledger: {
      currency: company.currency,
      orderLines: orders.flatMap(({ lines }) => lines.map(({ ledger }) => ledger)),
      actuals: cost.actuals,
      actualsByDay: cost.actualsByDay,
      billed: centsText(sumCents(billed)),
      retainage: centsText(shelf.posted.retainage.get(key) ?? 0n),
      postedUsage: [...(shelf.posted.usage.get(key) ?? [])],
      exceptions: [...cost.exceptions, ...explainOrders(orders)],
    },
    commitments: () => (commitments ??= toCommitments(orders, ref, company)),
  };
}

function companyOf(companies: readonly CompanySettings[], ref: ProjectRef): CompanySettings {
  const company = companies.find(({ code }) => code === ref.company);
  if (company) return company;
  throw new Error(`Project ${ref.number} belongs to company ${ref.company}, which is not configured`);
}
