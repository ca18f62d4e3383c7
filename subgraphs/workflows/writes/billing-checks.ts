/** What a customer's document of a job needs to be known, looked up at once, and how its refusals are worded. */
import type { CompanySettings } from '../../kit/company.js';
import { decimal } from '../../kit/decimal.js';
import type { Problem, WriteScope } from '../define-write.js';
import { isProblem } from '../find-machine.js';
import { findProject, type ProjectTarget } from '../find-project.js';

export interface BillingJob {
  readonly project: ProjectTarget;
  readonly company: CompanySettings;
  /** res.partner id; null for a job without a customer. */
  readonly customerId: number | null;
  /** Revenue invoiced so far, gross of retention. */
  readonly billed: string;
  /** The company's account for retention receivable. */
  readonly retentionAccount: string | undefined;
}
interface Asked {
  readonly project: string;
  readonly company?: string | null;
  readonly date: string;
}

/** The job with its customer and books, and what forbids any customer's document of it on that day. */
export async function toBillingJob(
  scope: WriteScope,
  { project: number, company: code, date }: Asked,
  /** Retention is often released after the job was closed, and a vendor's by a bill. */
  { closed: mayBeClosed, book }: { readonly closed: boolean; readonly book: 'SALE' | 'PURCHASE' } = {
    closed: false,
    book: 'SALE',
  },
): Promise<{ readonly job: BillingJob; readonly problems: readonly Problem[] } | readonly Problem[]> {
  const project = await findProject(scope, number, code);
  if (isProblem(project)) return [project];
  const company = scope.companies.get(project.company);
  if (!company) return [billingProblem.unknownCompany(project.company)];
  const { erp } = scope.systems;
  const { odooId, accountId } = project;
  const ref = { id: `${company.code}/${number}`, company: company.code, number, odooId, accountId };
  const [locked, [record], [header], [books]] = await Promise.all([
    erp.checks.isLocked(company.code, date, book),
    erp.checks.projects([odooId]),
    erp.headers([odooId]),
    erp.books([ref]),
  ]);
  const problems = [
    ...(locked ? [billingProblem.locked(company.code, date, book)] : []),
    ...(mayBeClosed || (record?.active && record.status !== 'CLOSED') ? [] : [billingProblem.closed(number)]),
    ...(record?.status === 'BIDDING' ? [billingProblem.bidding(number)] : []),
  ];
  const [retentionAccount] = company.retentionAccounts;
  const billed = books?.ledger.billed ?? '0.00';
  return {
    job: { project, company, customerId: header?.customerId ?? null, billed, retentionAccount },
    problems,
  };
}

/** Money a person wrote: above zero, with at most two decimals. */
export function isAmount(text: string): boolean {
  const value = decimal(text);
  return value.gt(0) && value.round(2, 0).eq(value);
}

const about = (code: string, message: string, field: string, record: string): Problem => ({
  ...{ code, message, field: [field], record, system: 'odoo' },
});

export const billingProblem = {
  unknownCompany: (company: string): Problem =>
    about(
      'NOT_CONFIGURED',
      `Company ${company} is not configured; add it under companies`,
      'company',
      company,
    ),
  locked: (company: string, date: string, book: 'SALE' | 'PURCHASE'): Problem =>
    about(
      'LOCKED_PERIOD',
      `The ${book === 'SALE' ? 'sales' : 'purchase'} books of ${company} are locked on ${date}; choose a later date or have the period opened`,
      'date',
      company,
    ),
  closed: (number: string): Problem =>
    about(
      'CLOSED_JOB',
      `Project ${number} is closed or archived; reopen it in the ERP before billing it`,
      'project',
      number,
    ),
  bidding: (number: string): Problem =>
    about(
      'NOT_AWARDED',
      `Project ${number} is still being bid for, so there is nothing to bill; award it in the ERP first`,
      'project',
      number,
    ),
  noCustomer: (number: string): Problem =>
    about(
      'NO_CUSTOMER',
      `Project ${number} has no customer in the ERP; set who pays for it there`,
      'project',
      number,
    ),
  noRetentionAccount: (
    company: string,
    field: string,
    side: 'RECEIVABLE' | 'PAYABLE' = 'RECEIVABLE',
  ): Problem => ({
    code: 'NOT_CONFIGURED',
    message:
      side === 'RECEIVABLE'
        ? `Company ${company} has no account for retention receivable; set companies[].retentionAccounts`
        : `Company ${company} has no account for retention payable; set companies[].retentionPayableAccounts`,
    field: [field],
  }),
  noRevenueAccount: (company: string): Problem => ({
    code: 'NOT_CONFIGURED',
    message: `Company ${company} has no account for contract revenue; set companies[].revenueAccount`,
    field: ['project'],
  }),
  badAmount: (what: string, value: string, field: readonly string[]): Problem => ({
    code: 'BAD_AMOUNT',
    message: `${what} "${value}" must be above 0 with at most two decimals; correct it`,
    field,
  }),
} as const;
