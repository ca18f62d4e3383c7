/** Starts the whole product over the sandbox firm for one scenario, and speaks to it over HTTP as a client would. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { checkConfig } from '../../gateway/config/load.js';
import type { ConfigInput } from '../../gateway/config/schema.js';
import { createLog } from '../../gateway/log.js';
import { SANDBOX_TOKENS, sandboxConfig } from '../../gateway/sandbox-config.js';
import { startPlumbline } from '../../gateway/start.js';
import { startSandbox, type Sandbox, type SandboxUpstreams } from '../../sandbox/index.js';
import type { Faults } from '../../sandbox/wire-server.js';
import type { Store } from '../../store/store.js';

export interface ScenarioOptions {
  readonly scale?: number;
  readonly transport?: 'IN_PROCESS' | 'HTTP';
  readonly databaseUrl?: string | null;
  /** Breaks something before Plumbline starts. */
  readonly before?: (sandbox: Sandbox) => void;
  /** Changes the sandbox's configuration before it is checked. */
  readonly adjust?: (config: ConfigInput) => ConfigInput;
}

/** What the scenarios' queries ask of a job; a query that leaves a field out does not read it. */
export interface JobAnswer {
  readonly number: string;
  readonly name: string | null;
  readonly company: { readonly code: string };
  readonly schedule: { readonly dataDate: string | null; readonly source: string | null } | null;
  readonly milestones: readonly { readonly code: string }[];
  readonly cost: CostAnswer;
  readonly byCommitment: { readonly estimateAtCompletion: string | null };
  readonly byCpi: { readonly estimateAtCompletion: string | null };
}
export type Figures = Readonly<Record<string, string | null>>;
export interface CostAnswer {
  readonly currency: string;
  readonly originalBudget: string | null;
  readonly actualCost: string | null;
  readonly earnedValue: Figures | null;
  readonly wip: Figures;
  readonly lines: readonly { readonly costCode: { readonly code: string }; readonly costType: string }[];
  readonly sources: readonly SourceAnswer[];
}
export interface SourceAnswer {
  readonly system: string;
  readonly asOf: string | null;
  readonly stale: boolean;
  readonly error: string | null;
}
export interface MachineAnswer {
  readonly number: string;
  readonly company: { readonly code: string };
  readonly sources: readonly SourceAnswer[];
}
export interface Data {
  readonly __typename: string;
  readonly projects: {
    readonly nodes: readonly JobAnswer[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
  readonly fleet: { readonly nodes: readonly MachineAnswer[] } | null;
}

export interface GraphqlAnswer {
  readonly data: Data;
  readonly errors?: readonly {
    message: string;
    path?: readonly (string | number)[];
    extensions: Record<string, unknown>;
  }[];
}

export interface Scenario {
  readonly url: string;
  readonly sandbox: Sandbox;
  /** Of the Plumbline that runs now. */
  readonly store: Store;
  readonly log: readonly string[];
  ask(query: string, variables?: object, token?: string | null): Promise<GraphqlAnswer>;
  post(body: unknown, headers?: Record<string, string>): Promise<Response>;
  fault(system: keyof SandboxUpstreams, faults: Faults): void;
  /** Clears every fault. */
  mend(): void;
  /** Calls by name since the last reset. */
  calls(): Record<string, Record<string, number>>;
  resetCalls(): void;
  /** Stops Plumbline and starts it again over the same data; the sandbox firm goes on. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** A database of the scenario's own on the given server. */
async function createDatabase(server: string): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `scenario_${randomUUID().replaceAll('-', '')}`;
  const run = async (statement: string): Promise<void> => {
    const client = new pg.Client(server);
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  await run(`create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => run(`drop database ${name} with (force)`) };
}

export async function startScenario(options: ScenarioOptions = {}): Promise<Scenario> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'plumbline-scenario-'));
  const log: string[] = [];
  const sandbox = await startSandbox(options.scale ?? 1);
  options.before?.(sandbox);
  const input = { ...sandboxConfig(sandbox), subgraphs: { transport: options.transport ?? 'IN_PROCESS' } };
  const config = checkConfig('the scenario', options.adjust?.(input) ?? input);
  const database = options.databaseUrl == null ? null : await createDatabase(options.databaseUrl);
  const environment = { port: 0, dataDir, databaseUrl: database?.url ?? null };
  const start = (): ReturnType<typeof startPlumbline> =>
    startPlumbline({
      environment,
      config,
      sandbox,
      log: createLog((line) => log.push(line)),
      now: () => new Date(),
    });
  let plumbline = await start();
  const servers = Object.entries(sandbox.upstreams);
  const post = (body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${plumbline.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  return {
    get url() {
      return plumbline.url;
    },
    get store() {
      return plumbline.store;
    },
    sandbox,
    log,
    post,
    ask: async (query, variables = {}, token = SANDBOX_TOKENS.admin) => {
      const answer = await post(
        { query, variables },
        token === null ? {} : { authorization: `Bearer ${token}` },
      );
      return (await answer.json()) as GraphqlAnswer;
    },
    fault: (system, faults) => sandbox.upstreams[system].setFaults(faults),
    mend: () => servers.forEach(([, server]) => server.setFaults({})),
    calls: () =>
      Object.fromEntries(servers.map(([name, server]) => [name, Object.fromEntries(server.calls)])),
    resetCalls: () => servers.forEach(([, server]) => (server.calls as Map<string, number>).clear()),
    restart: async () => {
      await plumbline.stop();
      plumbline = await start();
    },
    stop: async () => {
      await plumbline.stop();
      await sandbox.stop();
      await database?.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
