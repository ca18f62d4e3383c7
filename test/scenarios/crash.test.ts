/** The product is killed at a dozen points of its writes, on each store; `npm run crash` meets every one of them. */
import { expect, it } from '@jest/globals';
import { runProgram } from './programs.js';

const CASES = [
  { backend: 'pglite', write: 'recordEquipmentUsage,postProgressBilling' },
  { backend: 'postgres', write: 'reportBreakdown,submitTimesheet' },
] as const;
const server = process.env['TEST_DATABASE_URL'];

for (const { backend, write } of CASES)
  (backend === 'postgres' && server === undefined ? it.skip : it)(
    `loses and doubles nothing on ${backend}`,
    async () => {
      const argv = ['--kills', '12', '--seed', '2', '--backend', backend, '--write', write];
      const { lines, code } = await runProgram('test/crash/main.mjs', argv, { DATABASE_URL: server });
      const last = /^12 kills: (\d+) wanted, \1 landed, 0 lost, 0 doubled, 0 unknown$/;
      expect(lines.at(-1)).toMatch(last);
      expect(lines.filter((line) => line.startsWith('fault:'))).toEqual([]);
      expect(lines).toContainEqual(expect.stringMatching(/^audit trail: \d+ entries, whole$/));
      expect(code).toBe(0);
    },
    300_000,
  );
