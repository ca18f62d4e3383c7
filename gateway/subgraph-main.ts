/** `npm run subgraph -- NAME`: one subgraph over HTTP, the same code that otherwise runs inside the gateway. */
import { existsSync, readFileSync } from 'node:fs';
import { Registry } from 'prom-client';
import type { Inbox } from '../store/store.js';
import type { Subgraph } from '../subgraphs/kit/subgraph.js';
import { createSubgraph, SUBGRAPH_NAMES } from './composition.js';
import { readEnvironment, type Environment } from './config/environment.js';
import { loadConfig } from './config/load.js';
import type { Config } from './config/schema.js';
import { createIntakeMetrics } from './intake/metrics.js';
import { createIntakeWorker, type IntakeWorker } from './intake/worker.js';
import { createLog, type Log } from './log.js';
import { openStoreFor } from './start.js';
import { serveSubgraph } from './subgraph-server.js';
import { createSyncRunner } from './sync-runner.js';

const HELP = `Runs one subgraph over HTTP for a gateway that names it under subgraphs.remote in plumbline.yaml.

  npm run subgraph -- NAME      NAME is one of ${SUBGRAPH_NAMES.join(', ')}

It reads the same plumbline.yaml (CONFIG) and needs the same subgraphs.secret as the gateway. Every process needs the
same Postgres (DATABASE_URL): the embedded store serves one process only.
  PORT=4101   port to listen on`;

interface Setup {
  readonly environment: Environment;
  readonly config: Config;
  readonly secret: string;
}

/** @throws Error with one line per problem. */
function readSetup(): Setup {
  const problems: string[] = [];
  const environment = readEnvironment(
    { env: { PORT: '4101', ...process.env }, exists: existsSync },
    problems,
  );
  const { configPath, databaseUrl } = environment;
  if (configPath === null)
    problems.push('there is no plumbline.yaml; copy plumbline.example.yaml or set CONFIG');
  if (databaseUrl === null)
    problems.push('DATABASE_URL is not set; subgraphs in processes of their own share a Postgres');
  if (problems.length > 0 || configPath === null) throw new Error(problems.join('\n'));
  const config = loadConfig(configPath, { env: process.env, readFile: (path) => readFileSync(path, 'utf8') });
  const { secret } = config.subgraphs;
  if (secret === undefined)
    throw new Error('subgraphs.secret is not set in plumbline.yaml; set the same in the gateway');
  return { environment, config, secret };
}

/** The subgraph of writes takes over what a process left, wherever it runs. */
const goesOn = (subgraph: Subgraph): subgraph is Subgraph & { recover(): Promise<void> } =>
  'recover' in subgraph;

/** What the gateway's door kept for this subgraph. */
function startIntake({ intakes = [] }: Subgraph, inbox: Inbox, config: Config, log: Log): IntakeWorker {
  const metrics = createIntakeMetrics(new Registry());
  const worker = createIntakeWorker({
    ...{ intakes, inbox, settings: config.webhooks, log, metrics, now: () => Date.now() },
  });
  worker.start();
  return worker;
}

async function main(): Promise<void> {
  const name = process.argv[2];
  if (name === undefined || name === '--help') {
    console.log(HELP);
    return;
  }
  const { environment, config, secret } = readSetup();
  const log = createLog((line) => console.log(line));
  const store = await openStoreFor({ environment, config, log });
  const now = (): Date => new Date();
  const around = {
    store,
    now,
    today: () => now().toISOString().slice(0, 10),
    observe: () => undefined,
    dataDir: environment.dataDir,
    log: (line: string) => log.info(line),
  };
  const subgraph = createSubgraph(name, config, around);
  const syncs = createSyncRunner([subgraph.syncs], log);
  await syncs.firstRound();
  syncs.start();
  const intake = startIntake(subgraph, store.events.inbox, config, log);
  const server = await serveSubgraph(subgraph, { port: environment.port, host: config.server.host, secret });
  log.info(`subgraph ${name} at ${server.url}`);
  if (goesOn(subgraph))
    subgraph.recover().catch((error: unknown) => log.error(`writes: ${(error as Error).message}`));
  const stop = async (): Promise<void> => {
    await server.stop();
    await intake.stop();
    await syncs.stop();
    await subgraph.stop();
    await store.close();
    process.exit(0);
  };
  process.on('SIGINT', () => void stop());
  process.on('SIGTERM', () => void stop());
}

main().catch((error: unknown) => {
  console.error((error as Error).message);
  process.exit(1);
});
