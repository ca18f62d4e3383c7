/** The engine on DBOS Transact, a library inside the process that keeps its state in the same database. */
import { randomUUID } from 'node:crypto';
import { DBOS } from '@dbos-inc/dbos-sdk';
import type { Database } from '../database.js';
import type { Engine, EngineOptions, QueueLimits, RunHandler } from './engine.js';
import { markAlive } from './alive.js';
import { keepTakingOver } from './takeover.js';

const RUNS = 'plumbline-runs';
const RUNS_AT_ONCE = 25;
const POLL_MS = 50;
/** Both look at the journal first, so a database that was away for a while only costs time. */
const PATIENT = { retriesAllowed: true, maxAttempts: 20, intervalSeconds: 0.5, backoffRate: 1.5 } as const;
/** Runs outlive versions of the code: every process may go on with every run. */
const VERSION = 'plumbline';
/** Transact keeps one registry per process, so the handler of the open engine stands here. */
let handler: RunHandler | undefined;

function opened(): RunHandler {
  if (handler) return handler;
  throw new Error('the durable engine is not open');
}

const attempt = DBOS.registerWorkflow(
  async (runId: string) => {
    await DBOS.runStep(() => opened().attempt(runId), { name: 'attempt', ...PATIENT });
  },
  { name: 'attempt', maxRecoveryAttempts: 1_000 },
);

const run = DBOS.registerWorkflow(
  async (runId: string) => {
    for (;;) {
      const next = await DBOS.runStep(() => opened().next(runId), { name: 'next', ...PATIENT });
      if (next.kind === 'END') return;
      if (next.kind === 'WAIT') await DBOS.sleep(next.ms);
      else {
        const { queue, priority } = next;
        const started = await DBOS.startWorkflow(attempt, {
          queueName: queueOf(queue),
          enqueueOptions: { priority },
        })(runId);
        await started.getResult({ pollingIntervalMs: POLL_MS });
      }
    }
  },
  { name: 'run', maxRecoveryAttempts: 1_000 },
);

const queueOf = (system: string): string => `plumbline-${system}`;

/** One at a time in a process. */
export async function openDbosEngine(database: Database, options: EngineOptions): Promise<Engine> {
  if (handler) throw new Error('the durable engine is open already; close it first');
  handler = options.handler;
  const executorID = randomUUID();
  DBOS.setConfig({
    name: 'plumbline',
    systemDatabaseUrl: 'postgresql://plumbline@localhost/plumbline',
    systemDatabasePool: database.pool,
    systemDatabaseSchemaName: 'plumbline_engine',
    useListenNotify: false,
    applicationVersion: VERSION,
    executorID,
    logger: quietLogger(options.log),
    enableOTLP: false,
  });
  const alive = await markAlive(database, executorID);
  await DBOS.launch();
  await registerQueues(options.queues);
  const queues = [RUNS, ...Object.keys(options.queues).map(queueOf)];
  const takeover = keepTakingOver(database, executorID, queues, options.log);
  return {
    submit: async (runId) => {
      await DBOS.startWorkflow(run, { workflowID: runId, queueName: RUNS })(runId);
    },
    async stop() {
      takeover.stop();
      await DBOS.shutdown({ workflowCompletionTimeoutMS: 5_000 });
      await alive.release();
      handler = undefined;
    },
  };
}

async function registerQueues(queues: Readonly<Record<string, QueueLimits>>): Promise<void> {
  const polling = { minPollingIntervalMs: POLL_MS, onConflict: 'always_update' } as const;
  await DBOS.registerQueue(RUNS, { workerConcurrency: RUNS_AT_ONCE, ...polling });
  for (const [name, { concurrency, perSecond }] of Object.entries(queues)) {
    const rateLimit = { limitPerPeriod: perSecond, periodSec: 1 };
    await DBOS.registerQueue(queueOf(name), { globalConcurrency: concurrency, rateLimit, ...polling });
  }
}

/** Only what an operator must see. */
function quietLogger(log: (line: string) => void) {
  const nothing = (): void => undefined;
  const line = (entry: unknown): void =>
    log(`engine: ${entry instanceof Error ? entry.message : String(entry)}`);
  return { info: nothing, debug: nothing, warn: nothing, error: line };
}
