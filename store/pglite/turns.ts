/** The embedded database has one session: whoever speaks to it, or holds a transaction, has the turn. */
export interface Turns {
  /** Resolves when it is the caller's turn. */
  take(): Promise<void>;
  give(): void;
}

export function createTurns(): Turns {
  const queue: (() => void)[] = [];
  let taken = false;
  return {
    async take() {
      if (taken) await new Promise<void>((next) => queue.push(next));
      taken = true;
    },
    give() {
      // The next in line takes over without `taken` ever being false, so nobody can slip in between.
      const next = queue.shift();
      if (next) next();
      else taken = false;
    },
  };
}
