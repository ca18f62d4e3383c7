/** What a write looks up before it changes anything. Reads only; each check is one call, however much is asked about. */
import type { CostType } from '../../kit/company.js';
import { readCostTypes } from './cost-types.js';
import type { Distribution } from './check-distribution.js';
import { distributionProblems } from './distributions.js';
import { readEntries } from './entry-read-back.js';
import { lockOn, readLockDates, type Book, type LockDates } from './lock-dates.js';
import { jobsNumbered } from './create-project.js';
import { createDocumentChecks, type DocumentChecks } from './document-checks.js';
import { findAccounts, findJournals, type Journal, type LedgerAccount } from './masters.js';
import {
  readBookedHours,
  readEmployees,
  readProjects,
  type BookedHours,
  type EmployeeRecord,
  type ProjectRecord,
} from './people.js';
import { createPlanChecks, type PlanChecks } from './plan-checks.js';
import { companyOf, inCompany, type EffectScope } from './scope.js';

export interface PostedEntry {
  readonly id: number;
  readonly name: string;
  /** Accounting date, YYYY-MM-DD. */
  readonly date: string;
  readonly ref: string;
  /** The entry this one reverses, or null. */
  readonly reverses: number | null;
  /** Entries that reverse this one, posted or not. */
  readonly reversalIds: readonly number[];
}

/** Companies are named by code; an unknown one is refused (BUSINESS), unknown records of others come back as absent. */
export interface ErpChecks {
  /** Parties, orders, bills, retention and stock. */
  readonly documents: DocumentChecks;
  /** Milestones and tasks of a job. */
  readonly plan: PlanChecks;
  /** Last closed day by company code and book. */
  lockDates(companies: readonly string[]): Promise<ReadonlyMap<string, LockDates>>;
  /** True when Odoo would move a posting on this day to another one. `GENERAL` unless told. */
  isLocked(company: string, date: string, book?: Book): Promise<boolean>;
  /** By project.project id, in order; null for one that does not exist. */
  projects(ids: readonly number[]): Promise<readonly (ProjectRecord | null)[]>;
  /** Analytic accounts of jobs with a number in a company, archived ones too: a number is not used twice. */
  jobsNumbered(company: string, number: string): Promise<readonly number[]>;
  /** By hr.employee id, in order; null for one that does not exist. */
  employees(ids: readonly number[]): Promise<readonly (EmployeeRecord | null)[]>;
  /** Hours booked on any job by hr.employee id and day, both days included; days without hours are absent. */
  bookedHours(employees: readonly number[], from: string, to: string): Promise<readonly BookedHours[]>;
  /** General accounts of the company by code; those it does not have are absent. */
  accounts(company: string, codes: readonly string[]): Promise<ReadonlyMap<string, LedgerAccount>>;
  /** Journals of the company by code; those it does not have are absent. */
  journals(company: string, codes: readonly string[]): Promise<ReadonlyMap<string, Journal>>;
  /** Analytic account ids by cost type; empty where the firm has no plan of cost types. */
  costTypes(): Promise<ReadonlyMap<CostType, number>>;
  /** Posted entries of one journal with one of the refs, reversed ones and reversals included, by id. */
  postedEntries(company: string, journal: string, refs: readonly string[]): Promise<readonly PostedEntry[]>;
  /** What is wrong with each distribution, in order; an empty list for a sound one. */
  distributions(
    company: string,
    distributions: readonly Distribution[],
  ): Promise<readonly (readonly string[])[]>;
}

export function createErpChecks(scope: EffectScope): ErpChecks {
  const lockDates: ErpChecks['lockDates'] = async (codes) => {
    const companies = codes.map((code) => companyOf(scope, code));
    return scope.use((session) => readLockDates(session, companies));
  };
  return {
    documents: createDocumentChecks(scope),
    plan: createPlanChecks(scope),
    lockDates,
    isLocked: async (company, date, book) =>
      lockOn((await lockDates([company])).get(company), date, book) !== null,
    projects: (ids) => scope.use((session) => readProjects(session, scope, ids)),
    jobsNumbered: async (company, number) => {
      const owner = companyOf(scope, company);
      return scope.use((session) => jobsNumbered(inCompany(session, owner), owner.odooCompanyId, number));
    },
    employees: (ids) => scope.use((session) => readEmployees(session, scope.companies, ids)),
    bookedHours: (ids, from, to) => scope.use((session) => readBookedHours(session, ids, from, to)),
    accounts: async (company, codes) => {
      const owner = companyOf(scope, company);
      return scope.use((session) => findAccounts(session, owner, codes));
    },
    journals: async (company, codes) => {
      const owner = companyOf(scope, company);
      return scope.use((session) => findJournals(session, owner, codes));
    },
    costTypes: () => scope.use(readCostTypes),
    postedEntries: (company, journal, refs) => readPosted(scope, company, journal, refs),
    distributions: async (company, distributions) => {
      const owner = companyOf(scope, company);
      return scope.use((session) => distributionProblems(session, owner, distributions));
    },
  };
}

async function readPosted(
  scope: EffectScope,
  code: string,
  journal: string,
  refs: readonly string[],
): Promise<PostedEntry[]> {
  const company = companyOf(scope, code);
  const entries = await scope.use((session) =>
    readEntries(inCompany(session, company), [
      ['journal_id.code', '=', journal],
      ['company_id', '=', company.odooCompanyId],
      ['ref', 'in', [...new Set(refs)]],
      ['state', '=', 'posted'],
    ]),
  );
  return entries.map(({ id, name, date, ref, reversedEntryId, reversalIds }) => ({
    id,
    name: name ?? '',
    date: date ?? '',
    ref: ref ?? '',
    reverses: reversedEntryId,
    reversalIds,
  }));
}
