/** `npm start`: the sandbox firm when nothing is configured, else the systems of plumbline.yaml. */
import { existsSync, readFileSync } from 'node:fs';
import { checkConfig, loadConfig } from './config/load.js';
import { readEnvironment, type Environment } from './config/environment.js';
import type { Config } from './config/schema.js';
import { createLog, type Log } from './log.js';
import { SANDBOX_TOKENS, sandboxConfig } from './sandbox-config.js';
import { startPlumbline, type Plumbline } from './start.js';
import type { SandboxThread } from '../sandbox/index.js';

const HELP = `Plumbline: one GraphQL graph over Odoo, equipment, scheduling and estimating.

  npm start                 runs the sandbox firm, or plumbline.yaml when there is one
  npm run subgraph -- NAME  runs one subgraph over HTTP
  npm test                  runs the tests

Environment:
  PORT=4000            port of the front door
  DATA_DIR=.plumbline  where the embedded store and the files that are handed in are kept
  DATABASE_URL=        a Postgres address; without it the embedded store is used
  CONFIG=              path of plumbline.yaml; see plumbline.example.yaml
  SANDBOX_SCALE=1      how many times the sandbox firm is multiplied

Next: open http://127.0.0.1:4000/graphiql, or http://127.0.0.1:4000/ for Apollo Sandbox.`;

interface Setup {
  readonly config: Config;
  readonly sandbox?: SandboxThread;
}

async function setUp(environment: Environment): Promise<Setup> {
  if (environment.configPath !== null) {
    const readFile = (path: string): string => readFileSync(path, 'utf8');
    return { config: loadConfig(environment.configPath, { env: process.env, readFile }) };
  }
  const { startSandboxThread } = await import('../sandbox/index.js');
  const sandbox = await startSandboxThread(environment.sandboxScale);
  return { sandbox, config: checkConfig('the sandbox', sandboxConfig(sandbox)) };
}

function announce(plumbline: Plumbline, { sandbox }: Setup, environment: Environment, log: Log): void {
  const { kind, durability } = plumbline.store;
  log.info(
    `store: ${kind === 'pglite' ? `PGlite in ${environment.dataDir}` : 'Postgres'}, durability: ${durability}`,
  );
  if (sandbox) {
    log.info(
      `no configuration found: serving the sandbox firm, ${sandbox.answerKey.projects.length} jobs at scale ${environment.sandboxScale}`,
    );
    for (const [name, token] of Object.entries(SANDBOX_TOKENS)) log.info(`token ${name.padEnd(7)} ${token}`);
    log.info(`sandbox   ${plumbline.url}/sandbox`);
  }
  log.info(`explorer  ${plumbline.url}/graphiql`);
  log.info(`writes    ${plumbline.url}/operations`);
  log.info(`ready     ${plumbline.url}/graphql`);
}

/** Stops in order at the first signal, at once at the second. */
function stopOnSignal(stop: () => Promise<void>, log: Log): void {
  let stopping = false;
  const onSignal = (signal: string): void => {
    if (stopping) process.exit(1);
    stopping = true;
    log.info(`${signal}: finishing what is in flight`);
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error(`stop: ${(error as Error).message}`);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
}

async function main(): Promise<void> {
  if (process.argv.includes('--help')) {
    console.log(HELP);
    return;
  }
  const log = createLog((line) => console.log(line));
  const problems: string[] = [];
  const environment = readEnvironment({ env: process.env, exists: existsSync }, problems);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const setup = await setUp(environment);
  const plumbline = await startPlumbline({ ...setup, environment, log, now: () => new Date() });
  announce(plumbline, setup, environment, log);
  stopOnSignal(async () => {
    await plumbline.stop();
    await setup.sandbox?.stop();
  }, log);
}

main().catch((error: unknown) => {
  console.error((error as Error).message);
  process.exit(1);
});
