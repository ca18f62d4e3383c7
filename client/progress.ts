/**
 * Two places of one subscription. Received: where a reconnect goes on, since what was received is in the app's hands.
 * Handled: where a restart of the app goes on, since what was in its hands is lost with it. Only the app moves the
 * second one, and only past events of which every earlier one is handled too.
 */
import type { CursorKeeper } from './keeper.js';

/** So many received cursors are remembered to tell a repeat. */
const REMEMBERED = 1_000;

export interface Progress {
  /** False for an event that was received before. */
  received(cursor: string): boolean;
  /** Resolves once the place is kept, as far as it could move. A cursor that is not awaited changes nothing. */
  handled(cursor: string): Promise<void>;
  /** What is in the app's hands moves the place no more: it was set elsewhere. */
  forget(): void;
}

export function createProgress(name: string, keeper: CursorKeeper): Progress {
  const seen = new Set<string>();
  /** Received and not yet behind the kept place, in order; true once handled. */
  const open = new Map<string, boolean>();
  let keeping: Promise<void> = Promise.resolve();
  let reached: string | null = null;
  const keep = (): Promise<void> => {
    // Taken when its turn comes: of many that wait only the last is written.
    const turn = keeping.then(async () => {
      const cursor = reached;
      if (cursor === null) return;
      await keeper.set(name, cursor);
      if (reached === cursor) reached = null;
    });
    keeping = turn.catch(() => undefined);
    return turn;
  };
  return {
    received(cursor) {
      if (seen.has(cursor)) return false;
      seen.add(cursor);
      open.set(cursor, false);
      const [oldest] = seen;
      if (seen.size > REMEMBERED && oldest !== undefined) seen.delete(oldest);
      return true;
    },
    handled(cursor) {
      if (!open.has(cursor)) return keeping;
      open.set(cursor, true);
      for (const [earlier, done] of open) {
        if (!done) break;
        open.delete(earlier);
        reached = earlier;
      }
      return keep();
    },
    forget() {
      open.clear();
      reached = null;
    },
  };
}
