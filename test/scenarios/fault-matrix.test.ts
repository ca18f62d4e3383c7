/**
 * Every write × every way a target fails, at a step of each that the seed picks: its final state, what each target
 * holds, and the unified cost. `npm run faults` meets every call of every step.
 */
import { expect, it } from '@jest/globals';
import { runProgram } from './programs.js';

it('leaves nothing wrong, lost or doubled, and the cost as the ledger has it', async () => {
  const { lines, code } = await runProgram('test/crash/faults.mjs', ['--sample', '--seed', '4']);
  const last = lines.at(-1) ?? '';
  expect(last).toMatch(
    /^\d+ faults, 0 wrong final states: (\d+) wanted, \1 landed, 0 lost, 0 doubled, 0 unknown$/,
  );
  expect(Number(last.split(' ')[0])).toBeGreaterThan(90);
  expect(lines.filter((line) => line.startsWith('fault:'))).toEqual([]);
  expect(lines).toContainEqual(
    expect.stringMatching(/equal to the answer key with these writes, to the cent$/),
  );
  expect(code).toBe(0);
}, 300_000);
