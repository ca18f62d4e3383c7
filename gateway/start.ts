/**
 * Starts everything in order: store → (sandbox) → subgraphs → first sync → front door; stops in reverse order.
 * What was started is stopped again when a later part fails.
 */
import { readFileSync } from 'node:fs';
import { Registry } from 'prom-client';
import { openStore } from '../store/open.js';
import type { Store } from '../store/store.js';
import { shareLimits } from '../subgraphs/kit/limiter.js';
import type { CallObserver } from '../subgraphs/kit/upstream.js';
import type { SandboxThread } from '../sandbox/index.js';
import { createAfterWrites } from './after-writes.js';
import { authenticator } from './auth/authenticate.js';
import {
  compose,
  configuredMatches,
  fileSources,
  syncWaves,
  webhookDoors,
  type Composition,
} from './composition.js';
import type { Environment } from './config/environment.js';
import type { Config } from './config/schema.js';
import { fileRoutes, type FileSource } from './http/files.js';
import { createGatewayServer, type GatewayServer } from './http/server.js';
import { openIntake, type OpenIntake } from './intake/open.js';
import type { Log } from './log.js';
import { createHearing } from './live/hearing.js';
import { createTopics } from './live/topics.js';
import { createReadiness, type Readiness } from './readiness.js';
import { seedControlsBook } from './sandbox-book.js';
import { SAMPLE_QUERY } from './sample-query.js';
import { sandboxRoutes } from './sandbox-routes.js';
import { connectSandboxWebhooks } from './sandbox-webhooks.js';
import { createSyncRunner } from './sync-runner.js';
import { countUpstreamCalls } from './upstream-metrics.js';

/** How long a new or a dead process may go unnoticed. */
const SHARE_EVERY_MS = 2_000;

export interface StartOptions {
  readonly environment: Pick<Environment, 'port' | 'dataDir' | 'databaseUrl'>;
  readonly config: Config;
  /** Present when the make-believe firm is served. */
  readonly sandbox?: SandboxThread;
  readonly log: Log;
  readonly now: () => Date;
  /** Also told of every upstream call, for benches. */
  readonly observe?: CallObserver;
}

export interface Plumbline {
  /** Address of the front door, for example `http://127.0.0.1:4000`. */
  readonly url: string;
  readonly store: Store;
  stop(): Promise<void>;
}

export async function startPlumbline(options: StartOptions): Promise<Plumbline> {
  const undo: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    return await startParts(options, undo, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startParts(
  options: StartOptions,
  undo: (() => Promise<void>)[],
  stop: () => Promise<void>,
): Promise<Plumbline> {
  const { config, sandbox, log, now } = options;
  const store = await openStoreFor(options);
  undo.push(() => store.close());
  const registry = new Registry();
  const today = (): string => sandbox?.firm.today ?? now().toISOString().slice(0, 10);
  const observe = observer(options, registry);
  const after = createAfterWrites(
    () => composition.local,
    (some) => syncs.again(some),
  );
  undo.push(() => after.stop());
  const composition = await compose(config, {
    ...{ store, observe, now, today, dataDir: options.environment.dataDir },
    log: (line) => log.info(line),
    changed: (system) => after.changed(system),
  });
  undo.push(() => composition.stop());
  const syncs = createSyncRunner(syncWaves(composition.local), log);
  undo.push(() => syncs.stop());
  const readiness = createReadiness(store);
  const files = fileSources(composition, config.subgraphs.remote, (some) => syncs.again(some));
  const intake = openIntakeOf(options, composition, store, registry);
  undo.push(() => intake.worker.stop());
  const server = await openFrontDoor(options, { composition, files, intake, readiness, registry, store });
  undo.push(() => server.stop());
  await syncs.firstRound();
  if (sandbox) await seedControlsBook(sandbox.firm, store);
  readiness.synced();
  syncs.start();
  // What changed is told by comparing with the mirror, so hints wait for the first round.
  intake.worker.start();
  if (sandbox) await connectSandboxWebhooks(sandbox, config, server.url);
  undo.push(keepSharing(store, log));
  composition.recover().catch((error: unknown) => log.error(`writes: ${(error as Error).message}`));
  return { url: server.url, store, stop };
}

function openIntakeOf(
  { config, log, now }: StartOptions,
  { local }: Composition,
  store: Store,
  registry: Registry,
): OpenIntake {
  return openIntake({
    ...{ doors: webhookDoors(config), intakes: local.flatMap((own) => own.intakes ?? []) },
    ...{ inbox: store.events.inbox, settings: config.webhooks, registry, log, now: () => now().getTime() },
  });
}

/** Processes on one database use the same upstreams: each takes its part of their limits. */
function keepSharing(store: Store, log: Log): () => Promise<void> {
  if (store.kind === 'pglite') return () => Promise.resolve();
  const look = (): void => {
    store.processes().then(shareLimits, (error: unknown) => log.error(`store: ${(error as Error).message}`));
  };
  const timer = setInterval(look, SHARE_EVERY_MS);
  return () => {
    clearInterval(timer);
    return Promise.resolve();
  };
}

export function openStoreFor({
  environment,
  config,
  log,
}: Pick<StartOptions, 'environment' | 'config' | 'log'>): Promise<Store> {
  return openStore({
    dataDir: environment.dataDir,
    databaseUrl: environment.databaseUrl ?? undefined,
    configured: configuredMatches(config.companies),
    events: config.events,
    log: (line) => log.info(line),
  });
}

function observer({ observe }: StartOptions, registry: Registry): CallObserver {
  const count = countUpstreamCalls(registry);
  return (call) => {
    count(call);
    observe?.(call);
  };
}

interface Parts {
  readonly composition: Composition;
  readonly files: Readonly<Record<string, FileSource>>;
  readonly intake: OpenIntake;
  readonly readiness: Readiness;
  readonly registry: Registry;
  readonly store: Store;
}

function openFrontDoor(
  { environment, config, sandbox, log }: StartOptions,
  { composition, files, intake, readiness, registry, store }: Parts,
): Promise<GatewayServer> {
  const authenticate = authenticator(config.auth);
  return createGatewayServer({
    supergraphSdl: readFileSync(new URL('../codegen/generated/supergraph.graphql', import.meta.url), 'utf8'),
    sources: composition.sources,
    live: { log: store.events, topics: createTopics(store), mayHear: createHearing(store) },
    authenticate,
    port: environment.port,
    host: config.server.host,
    corsOrigins: config.server.corsOrigins,
    routes: [
      ...fileRoutes({ sources: files, authenticate, log }),
      ...intake.routes,
      ...(sandbox ? sandboxRoutes(sandbox, webhookDoors(config)) : []),
    ],
    readiness: () => readiness.check(),
    registry,
    log,
    explorerQuery: SAMPLE_QUERY,
  });
}
