/**
 * Lists every estimate, matches job and cost code spellings to ours, and leaves the index job → estimate ids in
 * the crosswalk entries (attribute `estimateIds`, blank separated). It also warms the detail cache. When a source
 * cannot be listed the former index stays as it is: half a list would take a job's awarded estimate away.
 */
import type { ExternalRecord, Store } from '../../store/store.js';
import type { BackgroundSync, SyncReport } from '../kit/subgraph.js';
import type { EstimateLibrary } from './library.js';
import { spellingKey } from './loaders.js';
import type { EstimateDetail, EstimateHeader } from './model.js';

export function createCrosswalkSync(
  library: EstimateLibrary,
  store: Store,
  intervalMs: number,
  now: () => number,
): BackgroundSync {
  return {
    name: 'estimating.crosswalk',
    intervalMs,
    async run() {
      const asOf = new Date(now());
      const { headers, problems, failures } = await listAll(library);
      if (failures.length > 0) {
        await reportStatus(store, asOf, failures);
        return report(0, failures);
      }
      const details = await library.details(headers);
      const read = details.flatMap((detail) => ('value' in detail ? [detail.value] : []));
      failures.push(...new Set(details.flatMap((detail) => ('value' in detail ? [] : [detail.message]))));
      const [jobs, codes] = await Promise.all([
        store.crosswalk.match('PROJECT', 'estimating', jobRecords(headers)),
        store.crosswalk.match(
          'COST_CODE',
          'estimating',
          read.length === headers.length ? costCodeRecords(headers, read) : [],
        ),
      ]);
      await reportStatus(store, asOf, failures);
      return report(headers.length, [...failures, ...problems, ...jobs, ...codes]);
    },
  };
}

function report(records: number, problems: readonly string[]): SyncReport {
  return { records, problems };
}

/** The moment only advances on a complete round, so that "nothing awarded" never rests on half a list. */
async function reportStatus(store: Store, asOf: Date, failures: readonly string[]): Promise<void> {
  const before = await store.mirror.status('estimating');
  const [error = null] = failures;
  await store.mirror.setStatus('estimating', { asOf: error === null ? asOf : before.asOf, error });
}

async function listAll(library: EstimateLibrary) {
  const lists = await Promise.allSettled(library.connectors.map((connector) => connector.list()));
  const listed = lists.flatMap((list) => (list.status === 'fulfilled' ? [list.value] : []));
  return {
    headers: listed.flatMap((list) => list.headers),
    problems: listed.flatMap((list) => list.problems),
    failures: lists.flatMap((list) => (list.status === 'rejected' ? [(list.reason as Error).message] : [])),
  };
}

/** One record per company and spelling of a job. */
function jobRecords(headers: readonly EstimateHeader[]): ExternalRecord[] {
  const jobs = new Map<string, { company: string | null; label: string; ids: string[] }>();
  for (const { id, company, job } of headers) {
    if (job === null) continue;
    const key = spellingKey(company, job);
    const known = jobs.get(key);
    if (known) known.ids.push(id);
    else jobs.set(key, { company, label: job, ids: [id] });
  }
  return [...jobs].map(([externalId, { company, label, ids }]) => ({
    externalId,
    label,
    company,
    attributes: { estimateIds: ids.sort().join(' ') },
  }));
}

export function costCodeRecords(
  headers: readonly EstimateHeader[],
  details: readonly EstimateDetail[],
): ExternalRecord[] {
  const records = new Map<string, ExternalRecord>();
  headers.forEach(({ company }, i) => {
    for (const item of details[i]?.bidItems ?? []) {
      for (const { costCodeSpelling: label } of item.costLines) {
        if (label === null) continue;
        const externalId = spellingKey(company, label);
        records.set(externalId, { externalId, label, company });
      }
    }
  });
  return [...records.values()];
}
