/**
 * Opens a job: its analytic account, the project on it, milestones and tasks, each by `load` with an external id of its
 * own. Odoo runs them as separate transactions, so a run that broke off is finished by the next one; the project is
 * found only once all of it is there.
 */
import type { Effect } from '../../kit/effect.js';
import type { Session } from '../erp/session.js';
import { readFields } from '../erp/read.js';
import { readId, readLink, readText } from '../erp/wire.js';
import type { OdooSettings } from '../settings.js';
import { isDay } from './journal-entry.js';
import { archive, findKeyed, flatLoading, loadAll, type Columns } from './keyed-records.js';
import { externalId } from './load.js';
import { companyOf, inCompany, refusal, type EffectScope } from './scope.js';

export interface ProjectInput {
  /** Company code. */
  readonly company: string;
  /** Job number: the code of its analytic account. */
  readonly number: string;
  readonly name: string;
  /** res.partner id. */
  readonly customerId?: number;
  /** YYYY-MM-DD. */
  readonly start?: string;
  readonly finish?: string;
  /** Puts it in the first stage that stands for it; in Odoo's own first stage when left out or when none does. */
  readonly status?: OdooSettings['stages'][string];
  readonly milestones: readonly { readonly name: string; readonly deadline?: string }[];
  /** `milestone` counts from 0 into `milestones`. */
  readonly tasks: readonly {
    readonly name: string;
    readonly allocatedHours?: string;
    readonly milestone?: number;
  }[];
}

export interface ProjectResult {
  /** project.project id. */
  readonly id: number;
  /** account.analytic.account id: whose cost and revenue the job's is. */
  readonly accountId: number;
  /** project.milestone and project.task ids in the order of the input. */
  readonly milestoneIds: readonly number[];
  readonly taskIds: readonly number[];
}

export type CreateProject = Effect<ProjectInput, ProjectResult>;

export function createCreateProject(scope: EffectScope): CreateProject {
  return {
    name: 'create-project',
    system: 'odoo',
    idempotency: { kind: 'KEY' },
    run: (input, key) =>
      scope.use(async (session) => {
        const desk = open(scope, session, input, key);
        const earlier = await find(desk);
        if (earlier) return earlier;
        await refuseNumber(desk);
        for (const [model, records] of loadsOf(desk, await stageOf(scope, desk)))
          await loadAll(desk.session, flatLoading(model, records), `${model} of job ${input.number}`);
        const made = await find(desk);
        if (made) return made;
        throw refusal(
          `odoo made job ${input.number}, but does not show all of it to the configured key; give it access`,
        );
      }),
    find: (input, key) => scope.use((session) => find(open(scope, session, input, key))),
    undo: (input, result, key) =>
      scope.use(async (session) => {
        const desk = open(scope, session, input, key);
        await refuseBooked(desk, result.accountId);
        await archive(desk.session, 'project.project', [result.id]);
        await archive(desk.session, 'account.analytic.account', [result.accountId]);
      }),
  };
}

interface Desk {
  readonly session: Session;
  readonly companyId: number;
  readonly input: ProjectInput;
  readonly key: string;
}

function open(scope: EffectScope, session: Session, input: ProjectInput, key: string): Desk {
  const company = companyOf(scope, input.company);
  if (input.number.trim() === '' || input.name.trim() === '')
    throw refusal(`job "${input.number}" ("${input.name}") needs both a number and a name`);
  const days = [input.start, input.finish, ...input.milestones.map(({ deadline }) => deadline)];
  for (const day of days)
    if (day !== undefined && !isDay(day))
      throw refusal(`job ${input.number} has the date "${day}"; write YYYY-MM-DD`);
  for (const { name, milestone } of input.tasks)
    if (milestone !== undefined && input.milestones[milestone] === undefined)
      throw refusal(
        `task "${name}" of job ${input.number} is under milestone ${milestone}, which is not given`,
      );
  return { session: inCompany(session, company), companyId: company.odooCompanyId, input, key };
}

/** In this order: each names records of those before it by their external ids. */
function loadsOf(desk: Desk, stageId: number | null): [string, Columns[]][] {
  const { input, key } = desk;
  const milestones = input.milestones.map(({ name, deadline = '' }, at) => ({
    id: externalId(key, `_m${at + 1}`),
    name,
    'project_id/id': externalId(key),
    deadline,
  }));
  const tasks = input.tasks.map(({ name, allocatedHours = '', milestone }, at) => ({
    id: externalId(key, `_t${at + 1}`),
    name,
    'project_id/id': externalId(key),
    allocated_hours: allocatedHours,
    'milestone_id/id': milestone === undefined ? '' : externalId(key, `_m${milestone + 1}`),
  }));
  return [...jobLoads(desk, stageId), ['project.milestone', milestones], ['project.task', tasks]];
}

function jobLoads({ session, companyId, input, key }: Desk, stageId: number | null): [string, Columns[]][] {
  if (session.projectPlanId === null)
    throw refusal('odoo does not say which analytic plan holds the jobs; make the job there by hand');
  const shared = {
    name: input.name,
    'company_id/.id': String(companyId),
    'partner_id/.id': input.customerId === undefined ? '' : String(input.customerId),
  };
  const account = {
    id: externalId(key, '_a'),
    ...shared,
    code: input.number,
    'plan_id/.id': String(session.projectPlanId),
  };
  const project = {
    id: externalId(key),
    ...shared,
    'account_id/id': externalId(key, '_a'),
    date_start: input.start ?? '',
    date: input.finish ?? '',
    'stage_id/.id': stageId === null ? '' : String(stageId),
    allow_timesheets: 'True',
    allow_milestones: 'True',
  };
  return [
    ['account.analytic.account', [account]],
    ['project.project', [project]],
  ];
}

const STAGE_NEEDS = { required: ['name'], optional: ['sequence'] };

/** Stages are a feature that a firm may not use: then a project has none. */
async function stageOf({ stages }: EffectScope, { session, input }: Desk): Promise<number | null> {
  if (input.status === undefined) return null;
  const needs = { required: [], optional: ['stage_id'] };
  if ((await session.choose('project.project', needs)).length === 0) return null;
  const fields = await session.choose('project.project.stage', STAGE_NEEDS);
  const rows = await readFields(session, 'project.project.stage', [], fields);
  const order = (row: (typeof rows)[number]): number => Number(row['sequence'] ?? 0);
  const fit = rows.filter((row) => stages[readText(row, 'name') ?? ''] === input.status);
  const [first] = fit.sort((a, b) => order(a) - order(b) || readId(a) - readId(b));
  return first ? readId(first) : null;
}

/** What was booked on a job does not go with it. */
async function refuseBooked({ session, input }: Desk, accountId: number): Promise<void> {
  const { rpc, context } = session;
  const domain = [['account_id', '=', accountId]];
  const booked = await rpc.call('account.analytic.line', 'search', { domain, limit: 1 }, { context });
  if (Array.isArray(booked) && booked.length > 0)
    throw refusal(`cost or revenue is booked on job ${input.number}; reverse that first, or close the job`);
}

/** Analytic accounts of jobs that have the number in the company, archived ones too. */
export async function jobsNumbered(session: Session, companyId: number, number: string): Promise<number[]> {
  const { rpc, context } = session;
  const domain = [
    ['code', '=', number],
    ['plan_id', '=', session.projectPlanId],
    ['company_id', 'in', [companyId, false]],
  ];
  const found = await rpc.call('account.analytic.account', 'search', { domain }, { context });
  return Array.isArray(found) ? (found as number[]) : [];
}

/** Two jobs with one number would be one in every report. */
async function refuseNumber({ session, companyId, input, key }: Desk): Promise<void> {
  const ids = await jobsNumbered(session, companyId, input.number);
  const fields = ['code'];
  const own = await findKeyed(session, 'account.analytic.account', { domain: [['id', 'in', ids]], fields }, [
    externalId(key, '_a'),
  ]);
  if (ids.length > own.size)
    throw refusal(`job number ${input.number} is taken in company ${input.company}; choose another number`);
}

async function find({ session, input, key }: Desk): Promise<ProjectResult | null> {
  const own = externalId(key);
  const projects = await findKeyed(
    session,
    'project.project',
    {
      domain: ['|', ['name', '=', input.name], ['account_id.code', '=', input.number]],
      fields: ['account_id'],
    },
    [own],
  );
  const project = projects.get(own);
  if (!project) return null;
  const part = async (model: string, letter: string, count: number): Promise<number[]> => {
    const externals = Array.from({ length: count }, (_, at) => externalId(key, `_${letter}${at + 1}`));
    const domain = [['project_id', '=', readId(project)]] as const;
    const rows = count > 0 ? await findKeyed(session, model, { domain, fields: ['name'] }, externals) : null;
    return externals.flatMap((name) => {
      const row = rows?.get(name);
      return row ? [readId(row)] : [];
    });
  };
  const [milestoneIds, taskIds] = await Promise.all([
    part('project.milestone', 'm', input.milestones.length),
    part('project.task', 't', input.tasks.length),
  ]);
  const accountId = readLink(project, 'account_id');
  const whole = milestoneIds.length === input.milestones.length && taskIds.length === input.tasks.length;
  return whole && accountId !== null ? { id: readId(project), accountId, milestoneIds, taskIds } : null;
}
