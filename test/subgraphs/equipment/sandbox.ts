/** The sandbox firm's machines behind both simulators, a store on disk, and the subgraph synced once. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execute, parse, type ExecutionResult } from 'graphql';
import { AEMP_CREDENTIALS, createAempSimulator } from '../../../sandbox/aemp/index.js';
import { createFleetioSimulator, FLEETIO_CREDENTIALS } from '../../../sandbox/fleetio/index.js';
import type { Firm } from '../../../sandbox/firm/index.js';
import type { WireServer } from '../../../sandbox/wire-server.js';
import { openStore } from '../../../store/open.js';
import type { ConfiguredMatches, ExternalRecord, Store } from '../../../store/store.js';
import { createEquipmentSubgraph, equipmentSettings } from '../../../subgraphs/equipment/index.js';
import type { Actor } from '../../../subgraphs/kit/actor.js';
import type { CompanySettings } from '../../../subgraphs/kit/company.js';
import type { Subgraph } from '../../../subgraphs/kit/subgraph.js';

export interface EquipmentSandbox {
  readonly store: Store;
  readonly telematics: WireServer;
  readonly maintenance: WireServer;
  readonly subgraph: Subgraph;
  /** Moves the clock, milliseconds. */
  advance(ms: number): void;
  ask(query: string, variables?: Record<string, unknown>, actor?: Actor): Promise<ExecutionResult>;
  stop(): Promise<void>;
}

export const EVERYONE: Actor = { id: 'ada', roles: ['admin'], companies: '*', projects: '*' };

export function toCompanies(firm: Firm): CompanySettings[] {
  return firm.companies.map((company) => ({
    ...company,
    odooCompanyId: company.odooId,
    costCodeScheme: 'Cost codes',
    payrollAccounts: firm.payrollAccounts,
    retentionAccounts: firm.retentionAccounts,
    equipmentJournal: 'EQUIP',
    costTypeByAccount: {},
    costTypeByCategory: {},
    crosswalk: {},
  }));
}

/** Publishes jobs and cost codes as the ERP would: a job or code without company exists in each. */
export async function publishJobs(store: Store, firm: Firm): Promise<void> {
  const external = (plan: 'PROJECT' | 'COST_CODE'): ExternalRecord[] =>
    firm.analyticAccounts
      .filter((account) => account.plan === plan)
      .flatMap((account) =>
        firm.companies
          .filter(({ code }) => (companyOf(firm, account.id) ?? code) === code)
          .map(({ code: company }) => ({
            externalId: `${company}/${account.id}`,
            label: account.code,
            number: account.code,
            name: account.name,
            company,
          })),
      );
  await store.crosswalk.publish('PROJECT', 'odoo', external('PROJECT'));
  await store.crosswalk.publish('COST_CODE', 'odoo', external('COST_CODE'));
}

/** Spellings that no rule can read, mapped as an operator would in plumbline.yaml. */
function toConfigured(firm: Firm): ConfiguredMatches {
  const odd = (company: string): Record<string, string> =>
    Object.fromEntries(
      firm.projects.flatMap(({ spelling: { maintenance }, number, company: own }) =>
        own === company && maintenance !== undefined && /site/i.test(maintenance)
          ? [[maintenance, number]]
          : [],
      ),
    );
  return Object.fromEntries(
    firm.companies.map(({ code }) => [code, { maintenance: { PROJECT: odd(code) } }]),
  );
}

function companyOf(firm: Firm, accountId: number): string | null {
  return (
    firm.projects.find((project) => project.accountId === accountId)?.company ??
    firm.analyticAccounts.find(({ id }) => id === accountId)?.company ??
    null
  );
}

export async function startEquipment(firm: Firm): Promise<EquipmentSandbox> {
  const directory = mkdtempSync(join(tmpdir(), 'plumbline-equipment-'));
  const [telematics, maintenance] = await Promise.all([
    createAempSimulator(firm),
    createFleetioSimulator(firm),
  ]);
  const store = await openStore({ dataDir: join(directory, 'store'), configured: toConfigured(firm) });
  await publishJobs(store, firm);
  let clock = Date.parse(`${firm.today}T12:00:00Z`);
  const limits = { concurrency: 8, perSecond: 5_000 };
  const provider = { minIntervalMs: 0, intervalMs: 60_000, limits };
  const { xml, json } = AEMP_CREDENTIALS;
  const settings = equipmentSettings.parse({
    maintenance: { ...FLEETIO_CREDENTIALS, url: maintenance.url, intervalMs: 60_000, limits, attempts: 1 },
    telematics: [
      {
        ...provider,
        name: 'yard',
        url: `${telematics.url}/xml`,
        format: 'xml',
        auth: { kind: 'basic', ...xml },
      },
      {
        ...provider,
        name: 'cloud',
        url: `${telematics.url}/json`,
        format: 'json',
        auth: { kind: 'bearer', ...json },
      },
    ],
    viewMs: 0,
  });
  const subgraph = createEquipmentSubgraph({
    settings,
    store,
    companies: toCompanies(firm),
    now: () => new Date(clock),
    today: () => firm.today,
  });
  let requests = 0;
  return {
    store,
    telematics,
    maintenance,
    subgraph,
    advance: (ms) => {
      clock += ms;
    },
    async ask(query, variables = {}, actor = EVERYONE) {
      const contextValue = subgraph.contextFor({ id: `request-${(requests += 1)}`, actor });
      return execute({
        schema: subgraph.schema,
        document: parse(query),
        variableValues: variables,
        contextValue,
      });
    },
    async stop() {
      await subgraph.stop();
      await Promise.all([telematics.close(), maintenance.close(), store.close()]);
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
