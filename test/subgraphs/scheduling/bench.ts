/** A scheduling subgraph over the sandbox firm's P6, with the firm's jobs and cost codes published as the ERP would. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { graphql } from 'graphql';
import { createFirm } from '../../../sandbox/firm/index.js';
import type { Firm } from '../../../sandbox/firm/ledger.js';
import { createP6Simulator, type P6Simulator } from '../../../sandbox/p6/index.js';
import { openStore } from '../../../store/open.js';
import type { ExternalRecord, Store } from '../../../store/store.js';
import type { Actor } from '../../../subgraphs/kit/actor.js';
import type { SyncReport } from '../../../subgraphs/kit/subgraph.js';
import {
  createSchedulingSubgraph,
  schedulingSettings,
  type SchedulingSubgraph,
} from '../../../subgraphs/scheduling/index.js';

export const EVERYONE: Actor = { id: 'test', roles: ['analyst'], companies: '*', projects: '*' };

export interface Bench {
  readonly firm: Firm;
  readonly p6: P6Simulator;
  readonly store: Store;
  readonly subgraph: SchedulingSubgraph;
  /** Canonical project ids by company and number: `NB J-101`. */
  readonly projects: ReadonlyMap<string, string>;
  /** Moves the clock forward. */
  pass(ms: number): void;
  sync(): Promise<readonly string[]>;
  /** One round of looking for changes of milestones. */
  watch(subgraph?: SchedulingSubgraph): Promise<SyncReport>;
  /** The same subgraph as another process, or one that was started later, has it. */
  another(): SchedulingSubgraph;
  entities<T>(type: string, ids: readonly string[], fields: string, actor?: Actor): Promise<Answer<T>>;
  stop(): Promise<void>;
}
export interface Answer<T> {
  readonly entities: readonly T[];
  readonly errors: readonly { message: string; extensions: Record<string, unknown> }[];
}

export async function startBench(
  input: { p6?: object; files?: object; mostRows?: number; milestones?: object; scale?: number } = {},
): Promise<Bench> {
  const firm = createFirm({ scale: input.scale ?? 1 });
  const p6 = await createP6Simulator(firm, input.mostRows === undefined ? {} : { mostRows: input.mostRows });
  const dataDir = mkdtempSync(path.join(tmpdir(), 'scheduling-'));
  const store = await openStore({ dataDir, configured: toConfigured(firm) });
  await store.crosswalk.publish('PROJECT', 'odoo', toProjects(firm));
  await store.crosswalk.publish('COST_CODE', 'odoo', toCostCodes(firm));
  let offset = 0;
  const create = (): SchedulingSubgraph =>
    createSchedulingSubgraph({
      settings: schedulingSettings.parse({
        p6: {
          ...{ url: p6.url, database: 'PMDB', user: 'sandbox', password: 'sandbox', attempts: 1 },
          companies: Object.fromEntries(firm.companies.map((each) => [each.estimatingUnit, each.code])),
          ...input.p6,
        },
        ...(input.files && { files: input.files }),
        ...(input.milestones && { milestones: input.milestones }),
      }),
      store,
      companies: [],
      ownFolder: path.join(dataDir, 'files'),
      now: () => new Date(Date.now() + offset),
    });
  const subgraph = create();
  const others: SchedulingSubgraph[] = [];
  const records = await store.crosswalk.list('PROJECT');
  let requests = 0;
  return {
    ...{ firm, p6, store, subgraph },
    projects: new Map(records.map((each) => [`${each.company} ${each.number}`, each.id])),
    pass: (ms) => {
      offset += ms;
    },
    another() {
      const other = create();
      others.push(other);
      return other;
    },
    watch: (own = subgraph) => own.syncs.find(({ name }) => name === 'scheduling.milestones')!.run(),
    sync: async () => (await subgraph.syncs[0]!.run()).problems,
    entities: async <T>(
      type: string,
      ids: readonly string[],
      fields: string,
      actor = EVERYONE,
    ): Promise<Answer<T>> => {
      requests += 1;
      const result = await graphql({
        schema: subgraph.schema,
        source: `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${type} { ${fields} } } }`,
        variableValues: { of: ids.map((id) => ({ __typename: type, id })) },
        contextValue: subgraph.contextFor({ id: `request-${requests}`, actor }),
      });
      const entities = (result.data?.['_entities'] ?? []) as readonly T[];
      return {
        entities,
        errors: (result.errors ?? []).map(({ message, extensions }) => ({ message, extensions })),
      };
    },
    stop: async () => {
      await Promise.all([subgraph, ...others].map((each) => each.stop()));
      await Promise.all([p6.close(), store.close()]);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function toProjects(firm: Firm): ExternalRecord[] {
  return firm.projects.map((project) => ({
    externalId: `${project.odooId}`,
    label: project.number,
    name: project.name,
    company: project.company ?? firm.companies[0]!.code,
  }));
}

function toCostCodes(firm: Firm): ExternalRecord[] {
  const codes = firm.analyticAccounts.filter((account) => account.plan === 'COST_CODE');
  return codes.flatMap((account) =>
    firm.companies
      .filter(({ code }) => account.company === null || account.company === code)
      .map(({ code }) => ({ externalId: `${account.id}`, label: account.code, company: code })),
  );
}

function toConfigured(firm: Firm) {
  const configured: Record<string, Record<string, Record<string, Record<string, string>>>> = {};
  for (const { company, system, kind, spelling, number } of firm.configuredMatches) {
    (((configured[company] ??= {})[system] ??= {})[kind] ??= {})[spelling] = number;
  }
  return configured;
}
