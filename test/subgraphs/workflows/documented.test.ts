/** docs/writes.md is what people read before they press replay: every write and every step of it stands there. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { Store } from '../../../store/store.js';
import { definitionsFor } from '../../../subgraphs/workflows/writes/index.js';

const definitions = definitionsFor({} as Store['journal']);
const page = readFileSync(new URL('../../../docs/writes.md', import.meta.url), 'utf8');
const section = page.split(/^## /m).find((part) => part.startsWith('The writes\n')) ?? '';
/** Write → the cell of its steps. */
const rows = new Map(
  section
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .flatMap(([, name = '', steps = '']) => {
      const [, kind] = /^`(\w+)`$/.exec(name) ?? [];
      return kind === undefined ? [] : [[kind, steps] as const];
    }),
);

describe('docs/writes.md', () => {
  it('lists the writes there are, and no others', () => {
    expect([...rows.keys()].sort()).toEqual([...definitions.keys()].sort());
  });

  it('names every step of a write whose steps are fixed', () => {
    const fixed = [...definitions.values()].filter(({ steps }) => typeof steps !== 'function');
    const missing = fixed.flatMap(({ kind, steps }) =>
      (steps as readonly { readonly name: string }[])
        .filter(({ name }) => !rows.get(kind)?.includes(`\`${name}\``))
        .map(({ name }) => `${kind}: ${name}`),
    );
    expect(fixed.length).toBeGreaterThan(2);
    expect(missing).toEqual([]);
  });
});
