/** The estimating subgraph over the simulator and an embedded store, for tests. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { graphql, type ExecutionResult } from 'graphql';
import type { Firm } from '../../../sandbox/firm/index.js';
import { createHeavybidSimulator, HEAVYBID_CLIENT } from '../../../sandbox/heavybid/index.js';
import { openStore } from '../../../store/open.js';
import type { ConfiguredMatches } from '../../../store/store.js';
import { createEstimatingSubgraph, estimatingSettings } from '../../../subgraphs/estimating/index.js';
import type { Actor } from '../../../subgraphs/kit/actor.js';
import type { CompanySettings } from '../../../subgraphs/kit/company.js';

export const EVERYONE: Actor = { id: 'analyst', roles: ['analyst'], companies: '*', projects: '*' };

export async function startEstimating(firm: Firm, files?: object) {
  const directory = await mkdtemp(join(tmpdir(), 'plumbline-estimating-'));
  const store = await openStore({ dataDir: join(directory, 'store'), configured: configuredOf(firm) });
  const server = await createHeavybidSimulator(firm);
  const clock = { ms: Date.parse('2026-10-05T12:00:00Z') };
  const settings = estimatingSettings.parse({
    heavybid: {
      url: server.url,
      ...HEAVYBID_CLIENT,
      businessUnits: Object.fromEntries(firm.companies.map((one) => [one.estimatingUnit, one.code])),
      deadlineMs: 500,
    },
    ...(files && { files }),
  });
  const subgraph = createEstimatingSubgraph({
    settings,
    store,
    companies: firm.companies.map(toSettings),
    now: () => new Date(clock.ms),
    ownFolder: join(directory, 'files'),
  });
  await publishRecords(store, firm);
  let requests = 0;
  return {
    server,
    store,
    subgraph,
    clock,
    sync: () => subgraph.syncs.find(({ name }) => name === 'estimating.crosswalk')!.run(),
    query: (source: string, actor: Actor = EVERYONE, variableValues = {}): Promise<ExecutionResult> =>
      graphql({
        schema: subgraph.schema,
        source,
        variableValues,
        contextValue: subgraph.contextFor({ id: `request-${(requests += 1)}`, actor }),
      }),
    async stop() {
      await subgraph.stop();
      await server.close();
      await store.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function configuredOf(firm: Firm): ConfiguredMatches {
  const matches: Record<string, Record<string, Record<string, Record<string, string>>>> = {};
  for (const { company, system, kind, spelling, number } of firm.configuredMatches)
    (((matches[company] ??= {})[system] ??= {})[kind] ??= {})[spelling] = number;
  return matches;
}

/** Publishes jobs and cost codes as the ERP would; returns nothing that the crosswalk does not know. */
async function publishRecords(store: Awaited<ReturnType<typeof openStore>>, firm: Firm): Promise<void> {
  await store.crosswalk.publish(
    'PROJECT',
    'odoo',
    firm.projects.flatMap((job) =>
      (job.company === null ? firm.companies.map(({ code }) => code) : [job.company]).map((company) => ({
        externalId: `${company}:${job.odooId}`,
        label: job.number,
        number: job.number,
        name: job.name,
        company,
      })),
    ),
  );
  await store.crosswalk.publish(
    'COST_CODE',
    'odoo',
    firm.analyticAccounts
      .filter(({ plan }) => plan === 'COST_CODE')
      .flatMap((account) =>
        (account.company === null ? firm.companies.map(({ code }) => code) : [account.company]).map(
          (company) => ({
            externalId: `${company}:${account.id}`,
            label: account.code,
            number: account.code,
            name: account.name,
            company,
          }),
        ),
      ),
  );
}

function toSettings(company: Firm['companies'][number]): CompanySettings {
  return {
    code: company.code,
    name: company.name,
    currency: company.currency,
    odooCompanyId: company.odooId,
    costCodeScheme: `${company.code} codes`,
    labor: company.labor,
    payrollAccounts: [],
    retentionAccounts: [],
    equipmentJournal: 'EQUIP',
    costTypeByAccount: {},
    costTypeByCategory: {},
    equipmentRates: company.equipmentRates,
    rentedEquipment: company.rentedEquipment,
    crosswalk: {},
  };
}
