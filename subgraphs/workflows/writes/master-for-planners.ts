/** Cost codes and jobs: what the ERP calls them, whether the scheduling system has them, and what is to be done. */
import { seesCompany } from '../../kit/actor.js';
import { isUpstreamError } from '../../kit/errors.js';
import type { CodeValue, SchedulingChecks } from '../../scheduling/effects.js';
import type { Problem, WriteScope } from '../define-write.js';
import { isProblem } from '../find-machine.js';
import { findProject } from '../find-project.js';
import { upToDate } from './master-for-workshop.js';
import type { Publication, PublishInput } from './publish-master-data.js';

export async function costCodeCopy(scope: WriteScope, input: PublishInput): Promise<Publication | Problem> {
  const { crosswalk, actor, systems } = scope;
  const { record: code } = input;
  const own = (await crosswalk.list('COST_CODE')).filter(
    ({ number, company }) =>
      number === code && (input.company == null || company === input.company) && seesCompany(actor, company),
  );
  const [first] = own;
  if (!first) return unknownCode(code);
  if (!systems.scheduling) return onlyRead(code);
  const there = await valueOf(systems.scheduling.checks, code, input.as ?? null);
  if (there && isProblem(there)) return there;
  if (!there) {
    const ids = own.map(({ id }) => id);
    const spelled = await crosswalk.entriesOf('COST_CODE', 'scheduling', ids);
    const [other] = ids.flatMap((id) => spelled.get(id) ?? []);
    if (other) return spelledOtherwise(code, other.label);
  }
  // Companies may call one code differently: what is there stays when one of them calls it so.
  const names = own.map(({ name }) => name ?? code);
  if (there?.code === code && names.includes(there.name ?? '')) return upToDate(`Cost code ${code}`, code);
  const previous = there && { code: there.code, name: there.name ?? '' };
  const change = { record: there?.key ?? null, values: { code, name: names[0] ?? code }, previous };
  return { company: first.company, project: null, called: code, copy: { costCode: change } };
}

async function valueOf(
  checks: SchedulingChecks,
  code: string,
  key: string | null,
): Promise<CodeValue | Problem | null> {
  if (key === null) return (await checks.costCodes(code))[0] ?? null;
  try {
    return await checks.costCode(key);
  } catch (error) {
    if (!isUpstreamError(error) || error.kind !== 'BUSINESS') throw error;
    return { code: 'NOT_FOUND', message: error.message, field: ['as'], record: key, system: 'scheduling' };
  }
}

/** Only for a job that is being built: a bid may be lost, and what is finished needs no schedule. */
export async function scheduleShell(scope: WriteScope, input: PublishInput): Promise<Publication | Problem> {
  const project = await findProject(scope, input.record, input.company);
  if (isProblem(project)) return { ...project, field: ['record'] };
  const { id, number, company, odooId } = project;
  const { scheduling, erp } = scope.systems;
  if (!scheduling) return onlyRead(number);
  const [[header], known, called] = await Promise.all([
    erp.headers([odooId]),
    scope.crosswalk.entriesOf('PROJECT', 'scheduling', [id]),
    scheduling.checks.schedules(number),
  ]);
  const [matched] = known.get(id) ?? [];
  if (matched) return upToDate(`Schedule "${matched.label}" of job ${number}`, number);
  const [taken] = called;
  if (taken?.company === company) return upToDate(`Schedule "${taken.number}" of job ${number}`, number);
  if (taken) return numberTaken(number, taken.company);
  if (header?.status !== 'ACTIVE') return notActive(number, header?.status ?? 'without a state');
  if (!scheduling.checks.hasPlaceFor(company)) return noPlace(company);
  const change = { number, name: header.name ?? number, company };
  return { company, project: number, called: number, copy: { schedule: change } };
}

const problem = (code: string, message: string, record: string, system = 'scheduling'): Problem => ({
  ...{ code, message, field: ['record'], record, system },
});
const unknownCode = (code: string): Problem =>
  problem(
    'NOT_FOUND',
    `The ERP has no cost code "${code}" in your companies; add it there, or correct it`,
    code,
    'odoo',
  );
const onlyRead = (record: string): Problem =>
  problem('NOT_CONFIGURED', 'No schedule of this firm takes writes: files are only read', record);
const spelledOtherwise = (code: string, label: string): Problem =>
  problem(
    'SPELLED_OTHERWISE',
    `Scheduling codes with "${label}" for ${code} already; leave it, or name its id with "as" to have it renamed`,
    code,
  );
const numberTaken = (number: string, company: string | null): Problem =>
  problem(
    'NUMBER_TAKEN',
    `Scheduling has a project "${number}" of ${company ?? 'no known company'}, and project ids are unique there; make the schedule by hand under another id and match it`,
    number,
  );
const notActive = (number: string, status: string): Problem =>
  problem(
    'NOT_ACTIVE',
    `Job ${number} is ${status}; a schedule is made for a job that is being built`,
    number,
    'odoo',
  );
const noPlace = (company: string): Problem =>
  problem(
    'NO_EPS',
    `The P6 settings name no EPS, or several, for company ${company}; name exactly one under companies, or make the schedule by hand`,
    company,
  );
