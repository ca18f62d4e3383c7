/** What is known of a new job at once: the records the ERP made of it, and the schedule that is named. */
import type { LinkedRecord } from '../../controls/connector.js';
import type { CompanySettings } from '../../kit/company.js';
import type { CrosswalkEntry } from '../../../store/store.js';
import type { InputOf, Problem, WriteScope } from '../define-write.js';
import type { AwardFacts, AwardResults } from './award-estimate.js';

type Input = InputOf<'awardEstimate'>;

/** As the ERP's own list will show them. */
export function madeRecords({ company, project, codes }: AwardFacts, results: AwardResults): LinkedRecord[] {
  const { customer, 'cost codes': made } = results;
  const { id, accountId } = results.project;
  const of = (number: string, name: string | null) => ({ label: number, of: { company, number, name } });
  const odoo = { system: 'odoo', company } as const;
  return [
    {
      ...{ ...odoo, kind: 'PROJECT', externalId: String(id), ...of(project.number, project.name) },
      attributes: { accountId: String(accountId) },
    },
    ...(made?.codes ?? []).map(({ code, id: codeId }) => ({
      ...{ ...odoo, kind: 'COST_CODE' as const, externalId: String(codeId) },
      ...of(code, codes.make.find((own) => own.code === code)?.name ?? null),
    })),
    ...(customer
      ? [
          {
            ...odoo,
            kind: 'PARTY' as const,
            externalId: String(customer.id),
            ...of(String(customer.id), customer.name),
          },
        ]
      : []),
  ];
}

/** Null when none is named. */
export async function scheduleOf(
  scope: WriteScope,
  { schedule, project }: Input,
  { code }: CompanySettings,
): Promise<LinkedRecord | Problem | null> {
  if (schedule == null) return null;
  const entries = await scope.crosswalk.entries('PROJECT', 'scheduling');
  const fit = entries.filter(({ externalId, label, attributes }) =>
    [externalId, label, attributes['objectId']].includes(schedule),
  );
  const own = fit.filter(({ company }) => company === null || company === code);
  const [entry] = own;
  if (!entry || own.length > 1) return notOne(schedule, fit, own, code);
  if (entry.canonicalId !== null)
    return problem(
      'SCHEDULE_TAKEN',
      `Schedule "${schedule}" is that of ${entry.canonicalNumber ?? 'another job'} already; name another, or correct the match (matchExternalId)`,
      entry.canonicalNumber ?? schedule,
    );
  if (!(await isThere(scope, entry))) return gone(schedule);
  return {
    ...{ kind: 'PROJECT', system: 'scheduling', externalId: entry.externalId, label: entry.label },
    ...{ company: entry.company, of: { company: code, number: project, name: null } },
  };
}

function notOne(
  schedule: string,
  fit: readonly CrosswalkEntry[],
  own: readonly CrosswalkEntry[],
  company: string,
): Problem {
  if (own.length > 1)
    return problem(
      'AMBIGUOUS',
      `Several schedules are called "${schedule}" (${own.map(({ externalId }) => externalId).join(', ')}); give the id of one`,
      schedule,
    );
  const [foreign] = fit;
  if (!foreign) return gone(schedule);
  return problem(
    'CROSS_COMPANY',
    `Schedule "${schedule}" belongs to company ${foreign.company ?? ''}, the job to ${company}; name one of ${company}`,
    schedule,
  );
}

const gone = (schedule: string): Problem =>
  problem(
    'NOT_FOUND',
    `The scheduling system has no project "${schedule}"; make it there (new ones are seen with the next round of the sync), or leave schedule out`,
    schedule,
  );

const problem = (code: string, message: string, record: string): Problem => ({
  ...{ code, message, field: ['schedule'], record, system: 'scheduling' },
});

/** The list may be older than a deletion; a source that takes no writes is believed. */
async function isThere({ systems }: WriteScope, { externalId }: CrosswalkEntry): Promise<boolean> {
  if (!systems.scheduling || !externalId.startsWith('p6:')) return true;
  return (await systems.scheduling.checks.schedule(externalId)) !== null;
}
