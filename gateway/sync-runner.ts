/**
 * Runs the subgraphs' background syncs: one round of each before the gateway is ready, then each at its own
 * interval, never two rounds of one at once. A failed round is logged and tried again at the next interval.
 */
import type { BackgroundSync } from '../subgraphs/kit/subgraph.js';
import type { Log } from './log.js';

export interface SyncRunner {
  /** One round of every sync, wave after wave; the syncs of a wave run at once. */
  firstRound(): Promise<void>;
  /** A round that begins after this call, of some of the syncs; one under way may have missed what just changed. */
  again(some: readonly BackgroundSync[]): Promise<void>;
  /** Starts the intervals. */
  start(): void;
  stop(): Promise<void>;
}

/** @param waves systems of record first: what comes later is matched against what they publish. */
export function createSyncRunner(waves: readonly (readonly BackgroundSync[])[], log: Log): SyncRunner {
  const syncs = waves.flat();
  const timers: NodeJS.Timeout[] = [];
  const running = new Map<string, Promise<void>>();
  /** Problems of the last round of a sync that speaks only of what is new. */
  const said = new Map<string, string>();

  function once(sync: BackgroundSync): Promise<void> {
    const current = running.get(sync.name);
    if (current) return current;
    const round = report(sync, log, said).finally(() => running.delete(sync.name));
    running.set(sync.name, round);
    return round;
  }

  return {
    async firstRound() {
      for (const wave of waves) await Promise.all(wave.map(once));
    },
    async again(some) {
      for (const sync of some) {
        await running.get(sync.name);
        await once(sync);
      }
    },
    start() {
      for (const sync of syncs) timers.push(setInterval(() => void once(sync), sync.intervalMs).unref());
    },
    async stop() {
      for (const timer of timers) clearInterval(timer);
      await Promise.all(running.values());
    },
  };
}

const MOST_PROBLEMS = 20;

async function report(sync: BackgroundSync, log: Log, said: Map<string, string>): Promise<void> {
  const started = performance.now();
  try {
    const { records, problems } = await sync.run();
    if (isOldNews(sync, said, problems) && records === 0) return;
    log.info(
      `sync ${sync.name}: ${records} records in ${Math.round(performance.now() - started)} ms, ${problems.length} problem(s)`,
    );
    for (const problem of problems.slice(0, MOST_PROBLEMS)) log.warn(`  ${problem}`);
    if (problems.length > MOST_PROBLEMS)
      log.warn(
        `  and ${problems.length - MOST_PROBLEMS} more; ask crosswalk(filter: { unmatchedOnly: true })`,
      );
  } catch (error) {
    const { message } = error as Error;
    if (isOldNews(sync, said, [message])) return;
    log.error(`sync ${sync.name} failed and will be tried again: ${message}`);
  }
}

function isOldNews(
  { name, quiet }: BackgroundSync,
  said: Map<string, string>,
  problems: readonly string[],
): boolean {
  if (!quiet) return false;
  const now = problems.join('\n');
  const before = said.get(name) ?? '';
  said.set(name, now);
  return now === before;
}
