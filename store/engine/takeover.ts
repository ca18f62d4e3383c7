/**
 * Work of a dead process is taken over without any outside service. On Postgres a living process holds an advisory
 * lock on its executor id, and whoever can take another's lock knows it is dead. The embedded store has one process
 * only, so every other executor is dead by definition, and none can appear later.
 */
import { DBOS, type WorkflowStatus } from '@dbos-inc/dbos-sdk';
import type { PoolClient } from 'pg';
import type { Database } from '../database.js';
import { ALIVE_LOCKS } from './alive.js';

const SCAN_MS = 1_000;

export interface TakeoverOptions {
  readonly database: Database;
  readonly executorId: string;
  /** Name of the workflow and the queue it is put back on. */
  readonly workflow: string;
  readonly queue: string;
  readonly log: (line: string) => void;
}

/** Looks for work of the dead at once and then every second, or on the embedded store until it was looked for once. */
export function keepTakingOver(options: TakeoverOptions): { stop(): void } {
  let busy = false;
  const scan = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    try {
      await takeOver(options);
      if (options.database.alone) clearInterval(timer);
    } catch (error) {
      // Mostly the database is away; the next scan tries again.
      options.log(`engine: work of ended processes could not be looked for: ${(error as Error).message}`);
    } finally {
      busy = false;
    }
  };
  const timer = setInterval(() => void scan(), SCAN_MS);
  timer.unref();
  void scan();
  return { stop: () => clearInterval(timer) };
}

async function takeOver({ database, executorId: own, workflow, queue }: TakeoverOptions): Promise<void> {
  const pending = await DBOS.listWorkflows({
    status: 'PENDING',
    workflowName: workflow,
    loadInput: false,
    loadOutput: false,
  });
  for (const executor of new Set(pending.map(({ executorId }) => executorId))) {
    if (executor === undefined || executor === own) continue;
    const work = pending.filter(({ executorId }) => executorId === executor);
    if (database.alone) await putBack(work, queue);
    else await putBackIfDead(database, executor, work, queue);
  }
}

async function putBackIfDead(
  database: Database,
  executor: string,
  work: readonly WorkflowStatus[],
  queue: string,
): Promise<void> {
  const client: PoolClient = await database.pool.connect();
  try {
    const { rows } = await client.query<{ dead: boolean }>(
      'select pg_try_advisory_lock($1, hashtext($2)) as dead',
      [ALIVE_LOCKS, executor],
    );
    if (!rows[0]?.dead) return;
    try {
      await putBack(work, queue);
    } finally {
      await client.query('select pg_advisory_unlock($1, hashtext($2))', [ALIVE_LOCKS, executor]);
    }
  } finally {
    client.release();
  }
}

async function putBack(work: readonly WorkflowStatus[], queueName: string): Promise<void> {
  const ids = work.map(({ workflowID }) => workflowID);
  await DBOS.resumeWorkflows(ids, { queueName });
}
