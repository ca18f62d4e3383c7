/** Publishes what the ERP is the system of record for: cost codes, jobs and parties. */
import type { BackgroundSync, SyncReport } from '../kit/subgraph.js';
import type { ExternalRecord, Store } from '../../store/store.js';
import type { ErpReads } from './connector.js';
import type { DirectoryRecord } from './model.js';

/** A record that several companies share is published once for each of them. */
export function toExternalRecords(records: readonly DirectoryRecord[]): ExternalRecord[] {
  return records.flatMap(({ externalId, number, name, companies, url, attributes }) =>
    companies.map((company) => ({ externalId, label: number, company, number, name, url, attributes })),
  );
}

export function createCrosswalkSync(
  connector: Pick<ErpReads, 'directory'>,
  store: Pick<Store, 'crosswalk'>,
  intervalMs: number,
): BackgroundSync {
  return {
    name: 'odoo.crosswalk',
    ofRecord: true,
    intervalMs,
    async run(): Promise<SyncReport> {
      try {
        const { costCodes, projects, parties, problems } = await connector.directory();
        await store.crosswalk.publish('COST_CODE', 'odoo', toExternalRecords(costCodes));
        await store.crosswalk.publish('PROJECT', 'odoo', toExternalRecords(projects));
        await store.crosswalk.publish('PARTY', 'odoo', toExternalRecords(parties));
        return { records: costCodes.length + projects.length + parties.length, problems };
      } catch (error) {
        return { records: 0, problems: [error instanceof Error ? error.message : String(error)] };
      }
    },
  };
}
