/** Clients that are cut off while a gateway is killed hear every event once; `npm run live:chaos` does so at length. */
import { expect, it } from '@jest/globals';
import { countHeard } from '../live/report.mjs';
import { runProgram } from './programs.js';

const server = process.env['TEST_DATABASE_URL'];
const SMALL =
  '--events 500 --disconnects 15 --kills 1 --clients 3 --rate 200 --writer-processes 2 --minutes 2';

for (const backend of ['pglite', 'postgres'])
  (backend === 'postgres' && server === undefined ? it.skip : it)(
    `loses and doubles nothing on ${backend}`,
    async () => {
      const argv = ['--backend', backend, ...SMALL.split(' ')];
      const { lines, code } = await runProgram('test/live/main.mjs', argv, { DATABASE_URL: server });
      console.info(lines.join('\n'));
      expect(lines.at(-1)).toMatch(`${backend}: resuming lost 0, doubled 0; naive lost `);
      expect(lines).toContainEqual(
        expect.stringMatching(/: 500 events of 10 writers .* 15 disconnects, 1 kills/),
      );
      expect(code).toBe(0);
    },
    180_000,
  );

it('would tell what is missing, there twice, in the wrong order, or of nobody', () => {
  // Two writers: even moments are the first one's, odd ones the second one's.
  const [a1, b1, a2, b2, other] = [0, 1, 2, 3, 4].map((ms) => new Date(ms).toISOString()) as [
    string,
    ...string[],
  ];
  const wanted = [a1, b1!, a2!, b2!];
  const nothing = { lost: 0, doubled: 0, strange: 0, disordered: 0 };
  expect(countHeard(wanted, [b1!, a1, b2!, a2!], 2)).toEqual(nothing);
  expect(countHeard(wanted, [a1, b1!, b2!], 2)).toEqual({ ...nothing, lost: 1 });
  expect(countHeard(wanted, [a1, a1, ...wanted.slice(1)], 2)).toEqual({ ...nothing, doubled: 1 });
  expect(countHeard(wanted, [a2!, b1!, a1, b2!], 2)).toEqual({ ...nothing, disordered: 1 });
  expect(countHeard(wanted, [...wanted, other!], 2)).toEqual({ ...nothing, strange: 1 });
});
