/** The crash run and the fault matrix meet every write there is, and the reversal of each that can be taken back. */
import { expect, it } from '@jest/globals';
import type { Store } from '../../store/store.js';
import { definitionsFor } from '../../subgraphs/workflows/writes/index.js';
import { WRITES } from '../crash/catalogue/index.mjs';

const kinds = [...definitionsFor({} as Store['journal']).keys()].sort();
/** What has no reversal by design: it is refused before anything is sent. */
const NOT_TAKEN_BACK = ['acknowledgeBreakdown', 'releaseRetention', 'reverseWrite'];

const unique = (names: readonly string[]): string[] => [...new Set(names)].sort();

it('asks for every write', () => {
  expect(unique(WRITES.map(({ mutation }) => mutation))).toEqual(kinds);
});

it('takes every write back that can be taken back', () => {
  const taken = WRITES.flatMap(({ mutation, base }) =>
    mutation === 'reverseWrite' ? [base?.mutation ?? ''] : [],
  );
  expect(unique(taken)).toEqual(kinds.filter((kind) => !NOT_TAKEN_BACK.includes(kind)));
});

it('gives every entry a name of its own', () => {
  const names = WRITES.map(({ name }) => name);
  expect(unique(names)).toHaveLength(names.length);
});
