/** A job and a cost code by what people call them, with their ids in the ERP, ready to be booked on. */
import { seesProject } from '../kit/actor.js';
import type { CanonicalRecord } from '../../store/store.js';
import type { Problem, WriteScope } from './define-write.js';

export interface ProjectTarget {
  /** Canonical id. */
  readonly id: string;
  readonly number: string;
  /** Company code. */
  readonly company: string;
  /** project.project id. */
  readonly odooId: number;
  /** Analytic account of the job. */
  readonly accountId: number;
}

const problem = (code: string, message: string, field: string, record: string): Problem => ({
  ...{ code, message, field: [field], record, system: 'odoo' },
});

/** @param company narrows a number that two companies use */
export async function findProject(
  { crosswalk, actor }: WriteScope,
  number: string,
  company: string | null | undefined,
): Promise<ProjectTarget | Problem> {
  const all = await crosswalk.list('PROJECT');
  const found = all.filter(
    (own) =>
      own.number === number &&
      (company == null || own.company === company) &&
      seesProject(actor, own.company, number),
  );
  const [project] = found;
  if (!project)
    return problem(
      'NOT_FOUND',
      `There is no project "${number}" among the jobs you may see; list them with projects { nodes { number } }`,
      'project',
      number,
    );
  if (found.length > 1)
    return problem(
      'AMBIGUOUS',
      `Project "${number}" exists in companies ${found.map((own) => own.company).join(', ')}; name the company`,
      'company',
      number,
    );
  return toTarget({ crosswalk }, project);
}

async function toTarget(
  { crosswalk }: Pick<WriteScope, 'crosswalk'>,
  project: CanonicalRecord,
): Promise<ProjectTarget | Problem> {
  const entry = (await crosswalk.entriesOf('PROJECT', 'odoo', [project.id])).get(project.id)?.[0];
  const accountId = Number(entry?.attributes['accountId']);
  const { number, company } = project;
  if (entry && Number.isSafeInteger(accountId))
    return { id: project.id, number, company, odooId: Number(entry.externalId), accountId };
  const message = `Project "${project.number}" has no analytic account in the ERP that we know of; give it one there`;
  return problem('UNMATCHED', message, 'project', project.number);
}

/** Analytic account of a cost code in a company's ERP. */
export async function findCostCode(
  { crosswalk }: WriteScope,
  code: string,
  company: string,
): Promise<{ readonly accountId: number } | Problem> {
  const codes = await crosswalk.entries('COST_CODE', 'odoo');
  const entry = codes.find((own) => own.canonicalNumber === code && own.company === company);
  if (entry) return { accountId: Number(entry.externalId) };
  return problem(
    'NOT_FOUND',
    `Company ${company} has no cost code "${code}"; use one of its list`,
    'costCode',
    code,
  );
}

/** @param instead what to do when it stays closed, for example `dispatch to another job` */
export async function closedProblems(
  { systems }: WriteScope,
  { number, odooId }: ProjectTarget,
  instead: string,
): Promise<Problem[]> {
  const [job] = await systems.erp.checks.projects([odooId]);
  if (job?.active && job.status !== 'CLOSED') return [];
  const message = `Project ${number} is closed or archived; reopen it in the ERP or ${instead}`;
  return [problem('CLOSED_JOB', message, 'project', number)];
}
