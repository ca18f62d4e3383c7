/** Relations and references only. An actor is told nothing about an estimate or job outside its companies. */
import type {
  AwardedBudget,
  BidItem,
  Estimate,
  EstimateResolvers,
  ProjectResolvers,
  QueryResolvers,
  Resolvers,
  SourceStatus,
} from '../../codegen/generated/estimating.js';
import { seesCompany, seesProject } from '../kit/actor.js';
import type { Aged } from '../kit/cache.js';
import { UNCODED, type CompanySettings } from '../kit/company.js';
import { publicError, unavailable, UpstreamError } from '../kit/errors.js';
import type { ResolversFor } from '../kit/resolvers-for.js';
import { scalars } from '../kit/scalars.js';
import { codeOf, costOf, pickAward, sellPriceOf, toBudget, type Award } from './budget.js';
import type { EstimatingContext } from './context.js';
import { spellingKey } from './loaders.js';
import type { BidItemModel, EstimateDetail, EstimateHeader, EstimateModel } from './model.js';

export function createResolvers(companies: readonly CompanySettings[]): Resolvers {
  const byCode = new Map(companies.map((company) => [company.code, company]));
  const Query: QueryResolvers = { estimate: findEstimate };
  const Project: ProjectResolvers = {
    __resolveReference: ({ id }) => ({ id }),
    estimate: async ({ id }, _, context) => toEstimate((await findAward(id, context))?.award.header ?? null),
    awardedBudget: ({ id }, _, context) => readBudget(id, context, byCode),
  };
  const Estimate: ResolversFor<EstimateResolvers, Estimate, EstimateModel> = {
    __resolveReference: async ({ id }, context) => toEstimate(await headerOf(id, context)),
    cost: async ({ id }, _, context) => costOf(await detailOf(id, context)),
    sellPrice: async ({ id }, _, context) => sellPriceOf(await detailOf(id, context)),
    bidItems: ({ id }, _, context) => readBidItems(id, context, byCode),
    revisions: ({ id }, _, context) => readRevisions(id, context),
    project: ({ id }, _, context) => findProject(id, context),
  };
  return { ...scalars, Query, Project, Estimate };
}

const findEstimate: NonNullable<QueryResolvers['estimate']> = async (_, { number, revision }, context) => {
  const { value } = await context.loaders.byNumber.load(number);
  const seen: EstimateHeader[] = [];
  for (const header of value) if (await sees(header, context)) seen.push(header);
  const wanted = revision == null ? seen : seen.filter((header) => header.revision === revision);
  const [found] = wanted.sort((a, b) => b.revision - a.revision || (a.id < b.id ? -1 : 1));
  return toEstimate(found ?? null);
};

/** Estimates of a job are seen like the job; those without a matched job by people with the whole company. */
async function sees(header: EstimateHeader, context: EstimatingContext): Promise<boolean> {
  const { actor } = context.request;
  if (header.company === null) return actor.companies === '*' && actor.projects === '*';
  if (!seesCompany(actor, header.company)) return false;
  if (actor.projects === '*') return true;
  const { jobs } = await context.loaders.spellings();
  const entry = header.job === null ? undefined : jobs.get(spellingKey(header.company, header.job));
  return entry?.canonicalNumber != null && seesProject(actor, header.company, entry.canonicalNumber);
}

async function headerOf(id: string, context: EstimatingContext): Promise<EstimateHeader> {
  const { value } = await context.loaders.header.load(id);
  if (value && (await sees(value, context))) return value;
  throw publicError('NOT_FOUND', `There is no estimate "${id}"; ask for it by number with Query.estimate`);
}

async function detailOf(id: string, context: EstimatingContext): Promise<EstimateDetail> {
  return (await context.loaders.detail.load(await headerOf(id, context))).value;
}

function toEstimate(header: EstimateHeader): EstimateModel;
function toEstimate(header: EstimateHeader | null): EstimateModel | null;
function toEstimate(header: EstimateHeader | null): EstimateModel | null {
  if (!header) return null;
  const { id, number, revision, name, status, awardedOn, currency, source } = header;
  return { id, number, revision, name, status, awardedOn, currency, source };
}

interface FoundAward {
  readonly award: Award;
  readonly company: string;
  readonly reads: readonly Aged<unknown>[];
}

async function findAward(projectId: string, context: EstimatingContext): Promise<FoundAward | null> {
  const { loaders, request } = context;
  const project = await loaders.project.load(projectId);
  if (!project || !seesProject(request.actor, project.company, project.number)) return null;
  const ids = await loaders.estimateIds.load(projectId);
  const reads = await Promise.all(ids.map((id) => loaders.header.load(id)));
  const award = pickAward(reads.flatMap((read) => read.value ?? []));
  return award && { award, company: project.company, reads };
}

async function readBudget(
  projectId: string,
  context: EstimatingContext,
  companies: ReadonlyMap<string, CompanySettings>,
): Promise<AwardedBudget> {
  const { loaders } = context;
  const found = await findAward(projectId, context);
  if (!found) return { lines: [], exceptions: [], sellPrice: null, sources: [await indexSource(context)] };
  const [detail, spellings] = await Promise.all([
    loaders.detail.load(found.award.header),
    loaders.spellings(),
  ]);
  const currency = companies.get(found.company)?.currency ?? null;
  return {
    ...toBudget(found.award, detail.value, spellings, currency),
    sources: [toSource([...found.reads, detail])],
  };
}

/** "Nothing was awarded" is only as good as the last complete list of estimates. */
async function indexSource({ loaders }: EstimatingContext): Promise<SourceStatus> {
  const { asOf, error } = await loaders.indexStatus();
  if (asOf) return { system: 'estimating', asOf, stale: error !== null, error };
  const message = error ?? 'estimating has not been read yet; it is listed in the background';
  throw unavailable(new UpstreamError('estimating', 'NETWORK', message));
}

function toSource(reads: readonly Aged<unknown>[]): SourceStatus {
  return {
    system: 'estimating',
    asOf: new Date(Math.min(...reads.map((read) => read.asOf.getTime()))),
    stale: reads.some((read) => read.stale),
    error: reads.find((read) => read.error !== undefined)?.error ?? null,
  };
}

async function readBidItems(
  id: string,
  context: EstimatingContext,
  companies: ReadonlyMap<string, CompanySettings>,
): Promise<BidItem[]> {
  const { company } = await headerOf(id, context);
  const [detail, spellings] = await Promise.all([detailOf(id, context), context.loaders.spellings()]);
  const scheme = companies.get(company ?? '')?.costCodeScheme ?? null;
  const nameOf = (spelling: string | null): string | null => {
    const entry = spelling === null ? undefined : spellings.costCodes.get(spellingKey(company, spelling));
    return spellings.codes.get(entry?.canonicalId ?? '')?.name ?? null;
  };
  return detail.bidItems.map((item: BidItemModel) => ({
    ...item,
    costLines: item.costLines.map((line) => {
      const code = codeOf(line, company, spellings);
      const costCode = { code, scheme, name: code === UNCODED ? null : nameOf(line.costCodeSpelling) };
      return { ...line, costCode };
    }),
  }));
}

async function readRevisions(id: string, context: EstimatingContext): Promise<number[]> {
  const { number, company } = await headerOf(id, context);
  const { value } = await context.loaders.byNumber.load(number);
  const own = value.filter((header) => header.company === company).map((header) => header.revision);
  return [...new Set(own)].sort((a, b) => a - b);
}

async function findProject(id: string, context: EstimatingContext): Promise<{ id: string } | null> {
  const { job, company } = await headerOf(id, context);
  if (job === null) return null;
  const { jobs } = await context.loaders.spellings();
  const canonicalId = jobs.get(spellingKey(company, job))?.canonicalId;
  return canonicalId == null ? null : { id: canonicalId };
}
