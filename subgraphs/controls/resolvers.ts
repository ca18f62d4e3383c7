/** Relations and references of the unified part: jobs from the crosswalk, cost from what was supplied. */
import type {
  Accrual,
  CompanyResolvers,
  ProjectResolvers,
  QueryResolvers,
  ResolverTypeWrapper,
  Resolvers,
  ChangeOrder,
} from '../../codegen/generated/controls.js';
import type { AccrualRecord, ChangeOrderRecord } from '../../store/store.js';
import type { CompanySettings, CostType } from '../kit/company.js';
import { toConnection } from '../kit/connection.js';
import { centsText, sumTexts, toCents } from '../kit/cents.js';
import { publicError } from '../kit/errors.js';
import { scalars } from '../kit/scalars.js';
import { toBaselineRevision } from './baseline-revision.js';
import { projectCost } from './cost/project-cost.js';
import { jobKey } from './loaders.js';
import type { ProjectModel, Supplies } from './model.js';

const Query: QueryResolvers = {
  project: async (_root, { number, company }, context) => {
    const jobs = await context.projects();
    const found = jobs.filter(
      (job) => job.number === number && (company == null || job.company.code === company),
    );
    if (found.length === 1) return found[0] ?? null;
    if (found.length === 0) throw notVisible(number, company ?? null, context.companies);
    const codes = found.map((job) => job.company.code).join(', ');
    throw publicError(
      'BAD_USER_INPUT',
      `Project "${number}" exists in several companies (${codes}); add company: "${found[0]?.company.code ?? ''}"`,
    );
  },
  projects: async (_root, args, context) => {
    const jobs = await context.projects();
    const { company, numbers, search } = args.filter ?? {};
    const wanted = jobs.filter(
      (job) =>
        (company == null || job.company.code === company) &&
        (numbers == null || numbers.includes(job.number)) &&
        (search == null || `${job.number} ${job.name ?? ''}`.toLowerCase().includes(search.toLowerCase())),
    );
    return toConnection(wanted, args, { field: 'projects', fallback: 50, most: 200, keyOf: jobKey });
  },
};

function notVisible(number: string, company: string | null, companies: readonly CompanySettings[]): Error {
  const where = company === null ? '' : ` in company "${company}"`;
  const codes = companies.map(({ code }) => code).join(', ') || 'none';
  return publicError(
    'NOT_FOUND',
    `There is no project "${number}"${where} among the jobs you may see (your companies: ${codes}); list them with projects { nodes { number } }`,
  );
}

const Project: ProjectResolvers = {
  __resolveReference: async (reference, context) => {
    const supplied = reference as unknown as Supplies & { id: string };
    const job = await context.project.load(supplied.id);
    if (!job) throw publicError('NOT_FOUND', `Project id "${supplied.id}" is not among the jobs you may see`);
    return { ...supplied, ...job };
  },
  externalIds: async ({ id }, _args, context) =>
    (await context.externalIds.load(id)).map(({ system, externalId, url }) => ({
      system,
      id: externalId,
      url,
    })),
  changeOrders: async (job, _args, context) =>
    (await context.book.load(job.id)).changeOrders.map((change) => toChangeOrder(change, job)),
  accruals: async (job, _args, context) => {
    const { accruals } = await context.book.load(job.id);
    return [...accruals].sort(byDate).map((accrual) => toAccrual(accrual, job));
  },
  baselineRevisions: async (job, _args, context) =>
    (await context.revisions.load(job.id)).map((revision) => toBaselineRevision(revision, job)),
  cost: async (job, { eac }, context) => {
    const [book, orderLines] = await Promise.all([context.book.load(job.id), context.orderLines.load(job)]);
    return projectCost(job, { ...book, orderLines }, eac, context.now());
  },
};

function toChangeOrder(
  change: ChangeOrderRecord,
  { company }: ProjectModel,
): ResolverTypeWrapper<ChangeOrder> {
  return {
    ...change,
    cost: centsText(sumTexts(change.lines.map(({ cost }) => cost))),
    lines: change.lines.map(({ costCode, costType, cost }) => ({
      costCode: { code: costCode, scheme: company.costCodeScheme, name: null },
      costType: costType as CostType,
      cost,
    })),
  };
}

const byDate = (a: AccrualRecord, b: AccrualRecord): number =>
  a.date.localeCompare(b.date) || a.id.localeCompare(b.id);

function toAccrual(
  { id, costCode, costType, amount, date, orderLineId, reversedOn, rental }: AccrualRecord,
  { company }: ProjectModel,
): ResolverTypeWrapper<Accrual> {
  return {
    ...{ id, costType: costType as CostType, amount: centsText(toCents(amount)), date },
    costCode: { code: costCode, scheme: company.costCodeScheme, name: null },
    ...{ orderLine: orderLineId, reversedOn, reversedBy: rental?.reversedBy ?? null },
    ...{ equipment: rental?.equipment ?? null, from: rental?.from ?? null, to: rental?.to ?? null },
  };
}

const Company: CompanyResolvers = {
  __resolveReference: (reference, context) => {
    const { id } = reference as unknown as { id: string };
    const company = context.companies.find(({ code }) => code === id);
    if (!company) throw publicError('FORBIDDEN', `Company "${id}" is not among the companies you may see`);
    return company;
  },
  id: ({ code }) => code,
};

export const resolvers: Resolvers = { ...scalars, Query, Project, Company };
