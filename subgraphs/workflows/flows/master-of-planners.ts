/** Cost codes and running jobs of the ERP against what the scheduling system has: a few calls, however many there are. */
import type { CanonicalRecord, FoundException } from '../../../store/store.js';
import { byKey } from '../../kit/group.js';
import type { FlowScope } from './define-flow.js';
import { notPublished, type Compared, type Difference } from './master-data.js';

export async function codeDifferences({ crosswalk, systems, companyCodes }: FlowScope): Promise<Compared> {
  const all = (await crosswalk.list('COST_CODE')).filter(({ company }) => companyCodes.includes(company));
  const codes = byKey(all, ({ number }) => number);
  // Schedules that come as files take no codes.
  if (!systems.scheduling) return { records: codes.size, differences: [], found: [] };
  const [values, spelled] = await Promise.all([
    systems.scheduling.checks.costCodes(),
    crosswalk.entriesOf(
      'COST_CODE',
      'scheduling',
      all.map(({ id }) => id),
    ),
  ]);
  const byCode = new Map(values.map((value) => [value.code, value]));
  const differences: Difference[] = [];
  for (const [code, own] of codes) {
    const value = byCode.get(code);
    const [first] = own;
    if (!first || isNamed(own, value?.name ?? null)) continue;
    // Planners use the code already, in a spelling of theirs that is matched.
    if (!value && own.some(({ id }) => (spelled.get(id) ?? []).length > 0)) continue;
    const state = value ? `${value.name ?? ''}/${value.changedAt ?? ''}` : 'missing';
    const called = `${code} ${first.name ?? ''}`.trim();
    differences.push({
      ...{ object: 'COST_CODE', record: code, company: first.company, called },
      ...{ as: value?.key ?? null, state },
    });
  }
  return { records: codes.size, differences, found: [] };
}

/** Companies may call one code differently: it is in line when one of them calls it so. */
function isNamed(own: readonly CanonicalRecord[], name: string | null): boolean {
  return own.some((record) => (record.name ?? record.number) === name);
}

export async function missingSchedules(scope: FlowScope): Promise<Compared> {
  const jobs = await runningJobs(scope);
  const ids = jobs.map(({ id }) => id);
  const [matched, there] = await Promise.all([
    scope.crosswalk.entriesOf('PROJECT', 'scheduling', ids),
    scope.systems.scheduling?.checks.schedules() ?? [],
  ]);
  const named = new Set(there.map(({ number, company }) => `${company ?? ''}/${number}`));
  const missing = jobs.filter(
    ({ id, number, company }) => (matched.get(id) ?? []).length === 0 && !named.has(`${company}/${number}`),
  );
  return scope.systems.scheduling
    ? { records: jobs.length, differences: missing.map(toDifference), found: [] }
    : { records: jobs.length, differences: [], found: missing.map(noSchedule) };
}

async function runningJobs({ crosswalk, systems, companyCodes }: FlowScope): Promise<CanonicalRecord[]> {
  const all = (await crosswalk.list('PROJECT')).filter(({ company }) => companyCodes.includes(company));
  const ids = all.map(({ id }) => id);
  const entries = await crosswalk.entriesOf('PROJECT', 'odoo', ids);
  const inErp = all.flatMap((job) => {
    const [entry] = entries.get(job.id) ?? [];
    return entry ? [{ job, odooId: Number(entry.externalId) }] : [];
  });
  const headers = await systems.erp.headers(inErp.map(({ odooId }) => odooId));
  return inErp.filter((_own, index) => headers[index]?.status === 'ACTIVE').map(({ job }) => job);
}

function toDifference({ number, company, name }: CanonicalRecord): Difference {
  const called = `${number} ${name ?? ''}`.trim();
  return { object: 'PROJECT', record: number, company, called, as: null, state: 'missing' };
}

function noSchedule({ number, company, name }: CanonicalRecord): FoundException {
  const message = `Job ${number} ${name ?? ''} is being built and has no schedule; put its file into the folder, or match one with matchExternalId`;
  const records = [{ system: 'odoo', kind: 'PROJECT', id: number, label: name }];
  return notPublished('NO_SCHEDULE', { object: 'PROJECT', record: number, company }, message, { records });
}
