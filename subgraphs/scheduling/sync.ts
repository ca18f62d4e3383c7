/**
 * Lists every schedule and matches jobs and cost code spellings to ours. A cost code belongs to the company of the
 * job its schedule was matched to. A source that fails is reported and keeps its former entries.
 */
import type { ExternalRecord, Store } from '../../store/store.js';
import type { BackgroundSync } from '../kit/subgraph.js';
import type { ScheduleList } from './connector.js';
import type { ScheduleLibrary } from './library.js';
import { spellingKey } from './loaders.js';
import type { ScheduleHeader } from './model.js';

export function createCrosswalkSync(
  library: ScheduleLibrary,
  store: Store,
  intervalMs: number,
  now: () => number,
): BackgroundSync {
  return {
    name: 'scheduling.crosswalk',
    intervalMs,
    async run() {
      const asOf = new Date(now());
      const { lists, failures } = await listAll(library);
      const headers = lists.flatMap((list) => list.headers);
      const jobs = await store.crosswalk.match('PROJECT', 'scheduling', headers.map(toJobRecord));
      const codes = await store.crosswalk.match(
        'COST_CODE',
        'scheduling',
        await toCostCodeRecords(lists, store),
      );
      await reportStatus(store, asOf, failures);
      const problems = lists.flatMap((list) => list.problems);
      return { records: headers.length, problems: [...failures, ...problems, ...jobs, ...codes] };
    },
  };
}

async function listAll(library: ScheduleLibrary): Promise<{ lists: ScheduleList[]; failures: string[] }> {
  const settled = await Promise.allSettled(library.connectors.map((connector) => connector.list()));
  return {
    lists: settled.flatMap((list) => (list.status === 'fulfilled' ? [list.value] : [])),
    failures: settled.flatMap((list) => (list.status === 'rejected' ? [(list.reason as Error).message] : [])),
  };
}

/** The moment only advances on a complete round, so that "no schedule" never rests on half a list. */
async function reportStatus(store: Store, asOf: Date, failures: readonly string[]): Promise<void> {
  const before = await store.mirror.status('scheduling');
  const [error = null] = failures;
  await store.mirror.setStatus('scheduling', { asOf: error === null ? asOf : before.asOf, error });
}

export function toJobRecord({ id, label, name, company }: ScheduleHeader): ExternalRecord {
  const [source, ...rest] = id.split(':');
  const own = rest.join(':');
  return {
    externalId: id,
    label,
    name,
    company,
    attributes: source === 'p6' ? { objectId: own } : { file: own },
  };
}

async function toCostCodeRecords(lists: readonly ScheduleList[], store: Store): Promise<ExternalRecord[]> {
  const entries = await store.crosswalk.entries('PROJECT', 'scheduling');
  const projects = await store.crosswalk.byIds(
    'PROJECT',
    entries.flatMap((entry) => entry.canonicalId ?? []),
  );
  const companies = new Map(
    entries.map((entry) => [
      entry.externalId,
      projects.get(entry.canonicalId ?? '')?.company ?? entry.company,
    ]),
  );
  const records = new Map<string, ExternalRecord>();
  for (const { scheduleId, spelling } of lists.flatMap((list) => list.costCodes)) {
    const company = companies.get(scheduleId) ?? null;
    const externalId = spellingKey(company, spelling);
    records.set(externalId, { externalId, label: spelling, company });
  }
  return [...records.values()];
}
