/** Who may work beside whom: what would undo another's work begins when that has ended, in the order asked for. */
export interface Turns {
  /** Beside nobody. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  /** Beside others of its kind. */
  together<T>(work: () => Promise<T>): Promise<T>;
}

export function createTurns(): Turns {
  let lastAlone: Promise<unknown> = Promise.resolve();
  let since: Promise<unknown>[] = [];
  const quiet = (own: Promise<unknown>): Promise<unknown> => own.catch(() => undefined);
  return {
    alone(work) {
      const own = Promise.all([lastAlone, ...since]).then(work);
      lastAlone = quiet(own);
      since = [];
      return own;
    },
    together(work) {
      const own = lastAlone.then(work);
      const ended = quiet(own).then(() => {
        since = since.filter((one) => one !== ended);
      });
      since.push(ended);
      return own;
    },
  };
}
