/** The engine on DBOS Transact, a library inside the process that keeps its state in the same database. */
import { AsyncResource } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { DBOS } from '@dbos-inc/dbos-sdk';
import type { Database } from '../database.js';
import type { Engine, EngineOptions } from './engine.js';
import { createGates } from './gates.js';
import { createRunLoop, type RunLoop } from './run-loop.js';
import { openSession } from './session.js';
import { keepTakingOver } from './takeover.js';

const RUNS = 'plumbline-runs';
const RUN = 'run';
/** A run that waits costs nothing but its place here. */
const RUNS_AT_ONCE = 100;
/**
 * How often a process looks whether others left runs for it: what it is given itself it starts at once, unless its
 * hands are full. Looking more often costs a resting process more than all the rest of it.
 */
const LOOK_MS = 1_000;
const LAST_ATTEMPTS_MS = 5_000;
const LAST_ROWS_MS = 250;
/** Runs outlive versions of the code: every process may go on with every run. */
const VERSION = 'plumbline';
/** Transact keeps one registry per process, so the loop of the open engine stands here. */
let loop: RunLoop | undefined;
/** Whatever a run starts is no child of it: Transact would keep that with the run, and the journal does already. */
const outside = new AsyncResource('plumbline-engine');

const run = DBOS.registerWorkflow(
  (runId: string) =>
    outside.runInAsyncScope(() => {
      if (loop) return loop.advance(runId);
      throw new Error('the durable engine is not open');
    }),
  { name: RUN, maxRecoveryAttempts: 1_000 },
);

/** One at a time in a process. */
export async function openDbosEngine(database: Database, options: EngineOptions): Promise<Engine> {
  if (loop) throw new Error('the durable engine is open already; close it first');
  const { handler, queues, log } = options;
  const executorId = randomUUID();
  const session = await openSession(database, executorId, log);
  const own = createRunLoop(handler, createGates(queues, session), log);
  loop = own;
  configure(database, executorId, log);
  await DBOS.launch();
  await registerQueue(Object.keys(queues));
  const takeover = keepTakingOver({ database, executorId, workflow: RUN, queue: RUNS, log });
  let starting = 0;
  return {
    submit: async (runId) => {
      const full = own.size + starting >= RUNS_AT_ONCE;
      const how = { workflowID: runId, ...(full && { queueName: RUNS }) };
      starting += 1;
      try {
        await outside.runInAsyncScope(() => DBOS.startWorkflow(run, how)(runId));
      } finally {
        starting -= 1;
      }
    },
    async stop() {
      takeover.stop();
      await own.stop(LAST_ATTEMPTS_MS);
      await DBOS.shutdown(own.size > 0 ? { workflowCompletionTimeoutMS: LAST_ROWS_MS } : {});
      session?.close();
      loop = undefined;
    },
  };
}

function configure(database: Database, executorID: string, log: (line: string) => void): void {
  DBOS.setConfig({
    name: 'plumbline',
    systemDatabaseUrl: 'postgresql://plumbline@localhost/plumbline',
    systemDatabasePool: database.pool,
    systemDatabaseSchemaName: 'plumbline_engine',
    useListenNotify: false,
    applicationVersion: VERSION,
    executorID,
    logger: quietLogger(log),
    enableOTLP: false,
  });
}

/** What is left to others, or was left by the dead. */
async function registerQueue(systems: readonly string[]): Promise<void> {
  await DBOS.registerQueue(RUNS, {
    workerConcurrency: RUNS_AT_ONCE,
    minPollingIntervalMs: LOOK_MS,
    onConflict: 'always_update',
  });
  // Earlier versions had a queue per system; its row would be looked at for ever.
  for (const system of systems) await DBOS.deleteQueue(`plumbline-${system}`);
}

/** Only what an operator must see. */
function quietLogger(log: (line: string) => void) {
  const nothing = (): void => undefined;
  const line = (entry: unknown): void =>
    log(`engine: ${entry instanceof Error ? entry.message : String(entry)}`);
  return { info: nothing, debug: nothing, warn: nothing, error: line };
}
