/**
 * Work of a dead process is taken over without any outside service. On Postgres a living process holds an advisory
 * lock on its executor id, and whoever can take another's lock knows it is dead. The embedded store has one process
 * only, so every other executor is dead by definition.
 */
import { DBOS, type WorkflowStatus } from '@dbos-inc/dbos-sdk';
import type { PoolClient } from 'pg';
import type { Database } from '../database.js';
import { LOCK_CLASS } from './alive.js';

const SCAN_MS = 1_000;

/** Looks for work of the dead at once and then every second. @param queues where it may be put back */
export function keepTakingOver(
  database: Database,
  executorId: string,
  queues: readonly string[],
  log: (line: string) => void,
): { stop(): void } {
  let busy = false;
  const scan = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    try {
      await takeOver(database, executorId, queues);
    } catch (error) {
      // Mostly the database is away; the next scan tries again.
      log(`engine: work of ended processes could not be looked for: ${(error as Error).message}`);
    } finally {
      busy = false;
    }
  };
  void scan();
  const timer = setInterval(() => void scan(), SCAN_MS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}

async function takeOver(database: Database, own: string, queues: readonly string[]): Promise<void> {
  const pending = await DBOS.listWorkflows({ status: 'PENDING', loadInput: false, loadOutput: false });
  for (const executor of new Set(pending.map(({ executorId }) => executorId))) {
    if (executor === undefined || executor === own) continue;
    const work = pending.filter(({ executorId }) => executorId === executor);
    if (database.alone) await putBack(work, queues);
    else await putBackIfDead(database, executor, work, queues);
  }
}

async function putBackIfDead(
  database: Database,
  executor: string,
  work: readonly WorkflowStatus[],
  queues: readonly string[],
): Promise<void> {
  const client: PoolClient = await database.pool.connect();
  try {
    const { rows } = await client.query<{ dead: boolean }>(
      'select pg_try_advisory_lock($1, hashtext($2)) as dead',
      [LOCK_CLASS, executor],
    );
    if (!rows[0]?.dead) return;
    try {
      await putBack(work, queues);
    } finally {
      await client.query('select pg_advisory_unlock($1, hashtext($2))', [LOCK_CLASS, executor]);
    }
  } finally {
    client.release();
  }
}

async function putBack(work: readonly WorkflowStatus[], queues: readonly string[]): Promise<void> {
  for (const queueName of queues) {
    const ids = work.filter((one) => one.queueName === queueName).map(({ workflowID }) => workflowID);
    if (ids.length > 0) await DBOS.resumeWorkflows(ids, { queueName });
  }
}
