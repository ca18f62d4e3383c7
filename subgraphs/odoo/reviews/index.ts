/** What batch flows read about the books as a whole: none of it changes anything, each is a few calls. */
import type { CompanySettings } from '../../kit/company.js';
import { companyOf, inCompany, type EffectScope } from '../effects/scope.js';
import type { Accounts, Reference } from '../erp/reference.js';
import type { Session } from '../erp/session.js';
import { chargedTwice, type ChargedTwice } from './charged-twice.js';
import { readLedgerTotals, type LedgerTotals } from './ledger-totals.js';
import { readItems, readVendors, type MasterItem, type MasterVendor } from './masters.js';
import { readPostedUsage, readUsageLines, type PostedUsage } from './posted-usage.js';
import { readBookedLines, readMoves, type BookedLine, type PostedMove } from './postings.js';
import { readRetention, type OpenRetention } from './retention.js';

export type { ChargedTwice } from './charged-twice.js';
export type { DifferingRecord, LedgerDifference, LedgerTotals } from './ledger-totals.js';
export type { MasterItem, MasterVendor } from './masters.js';
export type { PostedUsage } from './posted-usage.js';
export type { BookedLine, PostedMove } from './postings.js';
export type { OpenRetention } from './retention.js';

/** Companies are named by code; an unknown one is refused (BUSINESS). */
export interface ErpReviews {
  /**
   * Machine days from `firstDay` on whose charge stands in the equipment journal, by the analytic account of the job.
   * @param accountIds analytic accounts of jobs; charges of others are told too where they are of the same plan
   */
  postedUsage(company: string, accountIds: readonly number[], firstDay: string): Promise<PostedUsage>;
  /** Machine days from `firstDay` on that are charged more than once. */
  chargedTwice(company: string, firstDay: string): Promise<readonly ChargedTwice[]>;
  /** Analytic lines against the ledger by general account and month; months are taken as far as the days reach. */
  ledgerTotals(company: string, firstDay: string, lastDay: string): Promise<LedgerTotals>;
  /** Entries, invoices and bills by account.move id; those that are gone are absent. */
  moves(company: string, ids: readonly number[]): Promise<ReadonlyMap<number, PostedMove>>;
  /** Timesheet lines by account.analytic.line id; those that are gone are absent. */
  bookedLines(company: string, ids: readonly number[]): Promise<ReadonlyMap<number, BookedLine>>;
  /** Retention that is still open. @param accountIds analytic accounts of the jobs */
  retention(company: string, accountIds: readonly number[]): Promise<readonly OpenRetention[]>;
  /** Vendors the company may buy from. */
  vendors(company: string): Promise<readonly MasterVendor[]>;
  /** Stocked items the company may use. @param number narrows to items that are numbered or called exactly so */
  items(company: string, number?: string): Promise<readonly MasterItem[]>;
}

export function createErpReviews(scope: EffectScope, reference: Reference): ErpReviews {
  const within = <T>(
    code: string,
    task: (session: Session, company: CompanySettings, accounts: Accounts) => Promise<T>,
  ): Promise<T> => {
    const company = companyOf(scope, code);
    return scope.use(async (session) =>
      task(inCompany(session, company), company, await reference.accounts(session)),
    );
  };
  return {
    postedUsage: async (code, accountIds, firstDay) =>
      within(code, (session, company, accounts) =>
        readPostedUsage(session, accounts, { company, accountIds, firstDay }),
      ),
    chargedTwice: async (code, firstDay) =>
      within(code, async (session, company) =>
        chargedTwice(await readUsageLines(session, company, firstDay)),
      ),
    ledgerTotals: async (code, firstDay, lastDay) =>
      within(code, (session, { odooCompanyId }, accounts) =>
        readLedgerTotals(session, accounts, odooCompanyId, [firstDay, lastDay]),
      ),
    moves: async (code, ids) => within(code, (session) => readMoves(session, ids)),
    bookedLines: async (code, ids) => within(code, (session) => readBookedLines(session, ids)),
    retention: async (code, accountIds) =>
      within(code, (session, company, accounts) => readRetention(session, accounts, company, accountIds)),
    vendors: async (code) =>
      within(code, (session, { odooCompanyId }) => readVendors(session, odooCompanyId)),
    items: async (code, number) =>
      within(code, (session, { odooCompanyId }) => readItems(session, odooCompanyId, number)),
  };
}
