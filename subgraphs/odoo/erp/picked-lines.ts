/** Analytic lines of issues that are picked but not done: they exist, yet nothing was used. */
import { readAll } from './read.js';
import type { Session } from './session.js';
import { readIds } from './wire.js';

export interface PickedLines {
  /** Ids the last read found; undefined before the first one. A guess, to be checked against `read`. */
  last(): readonly number[] | undefined;
  /** Ids as they are now, ascending. */
  read(session: Session): Promise<readonly number[]>;
}

export function createPickedLines(): PickedLines {
  let last: readonly number[] | undefined;
  return {
    last: () => last,
    async read(session) {
      const moves = await readAll(session, 'stock.move', [
        ['picking_id.project_id', '!=', false],
        ['state', '!=', 'done'],
        ['analytic_account_line_ids', '!=', false],
      ]);
      last = moves.flatMap((move) => readIds(move, 'analytic_account_line_ids')).sort((a, b) => a - b);
      return last;
    },
  };
}

/** True for the same ids in the same order. */
export function sameIds(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((id, i) => id === b[i]);
}
