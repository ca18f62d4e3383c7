/** One batched look-up each for jobs, their books, their order lines and their external ids; all from the store. */
import DataLoader from 'dataloader';
import type { CanonicalRecord, ControlsBook, Store } from '../../store/store.js';
import { seesCompany, seesProject } from '../kit/actor.js';
import type { CompanySettings } from '../kit/company.js';
import type { GatewayRequest } from '../kit/subgraph.js';
import type { ControlsContext } from './context.js';
import { NOTHING_SAID } from './cost/open-commitment.js';
import type { ProjectModel } from './model.js';

export interface ControlsDependencies {
  readonly store: Pick<Store, 'crosswalk' | 'controls' | 'baselines'>;
  readonly companies: readonly CompanySettings[];
  readonly now: () => Date;
}

const EMPTY: ControlsBook = {
  ...{ changeOrders: [], accruals: [], closedOrderLines: [], estimatesToComplete: [] },
  baseline: null,
};

export function createContext(
  { store, companies, now }: ControlsDependencies,
  request: GatewayRequest,
): ControlsContext {
  const byCode = new Map(companies.map((company) => [company.code, company]));
  const visible = (record: CanonicalRecord): ProjectModel | null => {
    const company = byCode.get(record.company);
    if (!company || !seesProject(request.actor, record.company, record.number)) return null;
    return { id: record.id, number: record.number, name: record.name, company };
  };
  return {
    request,
    now,
    companies: companies.filter((company) => seesCompany(request.actor, company.code)),
    projects: async () => {
      const records = await store.crosswalk.list('PROJECT');
      const jobs = records.map(visible).filter((job) => job !== null);
      return jobs.sort((a, b) => (jobKey(a) < jobKey(b) ? -1 : 1));
    },
    project: new DataLoader(async (ids) => {
      const records = await store.crosswalk.byIds('PROJECT', ids);
      return ids.map((id) => {
        const record = records.get(id);
        return record ? visible(record) : null;
      });
    }),
    book: new DataLoader(async (ids) => {
      const books = await store.controls.book(ids);
      return ids.map((id) => books.get(id) ?? EMPTY);
    }),
    orderLines: orderLinesOf(store),
    revisions: revisionsOf(store),
    externalIds: new DataLoader(async (ids) => {
      const entries = await store.crosswalk.entriesOf('PROJECT', null, ids);
      return ids.map((id) => entries.get(id) ?? []);
    }),
  };
}

function revisionsOf({ baselines }: ControlsDependencies['store']): ControlsContext['revisions'] {
  return new DataLoader(async (ids) => {
    const revisions = await baselines.revisions(ids);
    return ids.map((id) => revisions.get(id) ?? []);
  });
}

/** Keyed by the job with its supplies, so nothing is cached: two fetches of one job may carry different order lines. */
function orderLinesOf(store: ControlsDependencies['store']): ControlsContext['orderLines'] {
  return new DataLoader(
    async (jobs) => {
      const ids = jobs.flatMap(({ ledger }) => (ledger?.orderLines ?? []).map(({ id }) => id));
      const books = await store.controls.onOrderLines([...new Set(ids)]);
      return jobs.map(({ company }) => books.get(company.code) ?? NOTHING_SAID);
    },
    { cache: false },
  );
}

/** Stable order and cursor of a job in a list. */
export function jobKey(job: ProjectModel): string {
  return `${job.company.code}/${job.number}`;
}
