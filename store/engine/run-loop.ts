/**
 * Advances runs: asks what comes next, waits, makes attempts in turn. Nothing of it is memorised here, since handlers
 * look at the journal first; a run that was cut off anywhere is advanced again from the start.
 */
import type { RunHandler } from './engine.js';
import type { Gates } from './gates.js';

export interface RunLoop {
  /** Runs in hand. */
  readonly size: number;
  /** Resolves when the run has ended; never after `stop`, so that the run stays unfinished for whoever goes on. */
  advance(runId: string): Promise<void>;
  /** Begins nothing more; resolves when what is under way has ended, or after `withinMs`. */
  stop(withinMs: number): Promise<void>;
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;

export function createRunLoop(handler: RunHandler, gates: Gates, log: (line: string) => void): RunLoop {
  const calls = createCalls(log);
  let size = 0;

  async function advance(runId: string): Promise<void> {
    for (;;) {
      const next = await calls.persist(runId, () => handler.next(runId));
      if (next.kind === 'END') return;
      if (next.kind === 'WAIT') await pause(next.ms);
      else await calls.persist(runId, () => gates.pass(next.queue, () => handler.attempt(runId)));
    }
  }

  return {
    get size() {
      return size;
    },
    async advance(runId) {
      size += 1;
      await advance(runId).finally(() => (size -= 1));
    },
    async stop(withinMs) {
      const ended = calls.stop();
      gates.close();
      await Promise.race([ended, pause(withinMs)]);
    },
  };
}

interface Calls {
  /** One call of the handler, repeated while the database is away: only time is lost. */
  persist<T>(runId: string, call: () => Promise<T>): Promise<T>;
  /** Begins none any more; resolves when those under way have ended. */
  stop(): Promise<void>;
}

function createCalls(log: (line: string) => void): Calls {
  const underWay = new Set<Promise<unknown>>();
  let stopping = false;
  return {
    async persist(runId, call) {
      for (let wait = FIRST_PAUSE_MS; ; wait = Math.min(LONGEST_PAUSE_MS, wait * 2)) {
        if (stopping) await forever();
        const result = call();
        const ended = result.catch(() => undefined).finally(() => underWay.delete(ended));
        underWay.add(ended);
        try {
          return await result;
        } catch (error) {
          if (!stopping)
            log(`engine: run ${runId} goes on in ${wait / 1_000} s: ${(error as Error).message}`);
        }
        await pause(wait);
      }
    },
    stop: async () => {
      stopping = true;
      await Promise.all(underWay);
    },
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms).unref());
}

const forever = (): Promise<never> => new Promise(() => undefined);
