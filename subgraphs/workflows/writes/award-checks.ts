/** Whether an estimate's revision may become a job of its company. */
import type { Award } from '../../../store/store.js';
import type { EstimateToAward } from '../../estimating/connector.js';
import type { EstimateHeader } from '../../estimating/model.js';
import { seesCompany } from '../../kit/actor.js';
import type { CompanySettings } from '../../kit/company.js';
import type { InputOf, Problem, WriteScope } from '../define-write.js';

type Input = InputOf<'awardEstimate'>;

export interface AwardableEstimate {
  readonly company: CompanySettings;
  readonly estimate: EstimateToAward;
  /** What the customer pays, company currency. */
  readonly price: string;
}
type Refusal = { readonly problems: readonly Problem[] };

/** Revisions that went out to the customer, or that the estimators say were won. */
const APPROVED: readonly (string | null)[] = ['SUBMITTED', 'AWARDED'];

const about = (code: string, message: string, field: string, record: string): Problem => ({
  ...{ code, message, field: [field], record, system: 'estimating' },
});
const refuse = (...problem: Parameters<typeof about>): Refusal => ({ problems: [about(...problem)] });

/** The revision as its source has it now, and everything about it that speaks against an award. */
export async function findEstimate(scope: WriteScope, input: Input): Promise<AwardableEstimate | Refusal> {
  const header = await findRevision(scope, input);
  if ('problems' in header) return header;
  const company = scope.companies.get(header.company ?? '');
  if (!company)
    return refuse(
      'NOT_CONFIGURED',
      `Company ${header.company ?? 'none'} is not configured; add it under companies`,
      'company',
      input.estimate,
    );
  const [estimate, award] = await Promise.all([
    scope.systems.estimates.toAward(header),
    scope.systems.controls.checks.awardOf(company.code, header.number),
  ]);
  const name = `Estimate ${header.number} revision ${header.revision}`;
  const problems = [
    ...(award ? [awardedHere(header.number, award)] : awardedElsewhere(estimate, name)),
    ...contentProblems(estimate, company, name),
  ];
  const { sellPrice: price } = estimate;
  return problems.length > 0 || price === null ? { problems } : { company, estimate, price };
}

const awardedHere = (number: string, { project, awardedOn, key }: Award): Problem =>
  about(
    'ALREADY_AWARDED',
    `Estimate ${number} was awarded as ${project} on ${awardedOn} (write ${key.split('_')[0] ?? ''}); replay that write if it did not finish, or reverse it`,
    'estimate',
    project,
  );

function awardedElsewhere({ job }: EstimateToAward, name: string): Problem[] {
  if (job.number === null) return [];
  return [
    about(
      'ALREADY_AWARDED',
      `${name} names job "${job.label}", which is ${job.number} already; award another estimate, or change that job by a change order`,
      'estimate',
      job.number,
    ),
  ];
}

function contentProblems(
  { header, sellPrice, hasCosts, lines }: EstimateToAward,
  { code, currency }: CompanySettings,
  name: string,
): Problem[] {
  const own = (kind: string, message: string): Problem => about(kind, message, 'estimate', header.number);
  return [
    ...(header.currency !== null && header.currency !== currency
      ? [
          own(
            'CURRENCY_MISMATCH',
            `${name} is in ${header.currency}, company ${code} keeps its books in ${currency}; issue it in ${currency}`,
          ),
        ]
      : []),
    ...(sellPrice === null
      ? [own('NO_PRICE', `${name} states no price on any bid item; price it before it is awarded`)]
      : []),
    ...(!hasCosts || lines.length === 0
      ? [
          own(
            'NO_COST_BUILD_UP',
            `${name} carries no cost, so there is no budget in it; award it from its source`,
          ),
        ]
      : []),
  ];
}

async function findRevision({ systems, actor }: WriteScope, input: Input): Promise<EstimateHeader | Refusal> {
  const { estimate: number, revision, company } = input;
  const all = await systems.estimates.revisions(number);
  const seen = all.filter((own) => own.company !== null && seesCompany(actor, own.company));
  const companies = [...new Set(seen.map((own) => own.company ?? ''))].sort();
  if (companies.length === 0)
    return refuse(
      'NOT_FOUND',
      `There is no estimate "${number}" of a company you may see; check the number in the estimating system`,
      'estimate',
      number,
    );
  if (company != null && !companies.includes(company))
    return refuse(
      'CROSS_COMPANY',
      `Estimate "${number}" belongs to company ${companies.join(', ')}, not to ${company}; correct one of them`,
      'company',
      number,
    );
  if (company == null && companies.length > 1)
    return refuse(
      'AMBIGUOUS',
      `Companies ${companies.join(', ')} have an estimate "${number}"; name the company`,
      'company',
      number,
    );
  const own = seen.filter((one) => company == null || one.company === company);
  return pick(own, number, revision);
}

function pick(
  headers: readonly EstimateHeader[],
  number: string,
  revision: number,
): EstimateHeader | Refusal {
  const [header, ...others] = headers.filter((own) => own.revision === revision);
  const list = headers
    .map((own) => `${own.revision} (${own.status ?? 'no status'})`)
    .sort()
    .join(', ');
  if (!header)
    return refuse(
      'UNKNOWN_REVISION',
      `Estimate "${number}" has no revision ${revision}; it has ${list}`,
      'revision',
      number,
    );
  if (others.length > 0)
    return refuse(
      'AMBIGUOUS',
      `Estimate "${number}" revision ${revision} is in ${[header, ...others].map(({ source }) => source).join(' and ')}; take it out of all but one`,
      'revision',
      number,
    );
  if (APPROVED.includes(header.status)) return header;
  return refuse(
    'NOT_APPROVED',
    `Estimate "${number}" revision ${revision} is ${header.status ?? 'without a status'}; only one that was submitted or won can be awarded: it has ${list}`,
    'revision',
    number,
  );
}

/** The job's number is free, and the books take what is dated on the day. */
export async function jobProblems(
  { systems, crosswalk, today }: WriteScope,
  { project, date }: Input,
  { code }: CompanySettings,
): Promise<Problem[]> {
  const { checks } = systems.erp;
  const [jobs, accounts, locks] = await Promise.all([
    crosswalk.list('PROJECT'),
    checks.jobsNumbered(code, project),
    checks.lockDates([code]),
  ]);
  const odoo = (kind: string, message: string, field: string, record: string): Problem => ({
    ...about(kind, message, field, record),
    system: 'odoo',
  });
  const taken = accounts.length > 0 || jobs.some((own) => own.company === code && own.number === project);
  const lock = locks.get(code)?.GENERAL ?? null;
  const closed = `The books of ${code} are closed up to ${lock ?? ''}, which is not past yet; open the company's books before a job is added`;
  const locked = `The books of ${code} are locked on ${date} (up to ${lock ?? ''}); choose a later date or have the period opened`;
  return [
    ...(taken
      ? [
          odoo(
            'ALREADY_A_JOB',
            `Company ${code} has a job ${project} already; choose another number`,
            'project',
            project,
          ),
        ]
      : []),
    ...(lock !== null && lock >= today ? [odoo('CLOSED_COMPANY', closed, 'company', code)] : []),
    ...(lock !== null && lock < today && date <= lock ? [odoo('LOCKED_PERIOD', locked, 'date', code)] : []),
  ];
}
