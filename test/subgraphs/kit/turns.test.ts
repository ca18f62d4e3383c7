import { expect, it } from '@jest/globals';
import { createTurns } from '../../../subgraphs/kit/turns.js';

it('lets some work together and others alone, in the order asked for, whatever fails', async () => {
  const turns = createTurns();
  const said: string[] = [];
  const work = (name: string) => async (): Promise<void> => {
    said.push(`${name} begins`);
    await new Promise((done) => setTimeout(done, 10));
    said.push(`${name} ends`);
    if (name === 'b') throw new Error('b fails');
  };
  const all = [
    turns.together(work('a')),
    turns.together(work('b')),
    turns.alone(work('c')),
    turns.together(work('d')),
    turns.alone(work('e')),
  ];
  expect((await Promise.allSettled(all)).map(({ status }) => status)).toEqual([
    ...['fulfilled', 'rejected', 'fulfilled', 'fulfilled', 'fulfilled'],
  ]);
  expect(said).toEqual([
    ...['a begins', 'b begins', 'a ends', 'b ends'],
    ...['c begins', 'c ends', 'd begins', 'd ends', 'e begins', 'e ends'],
  ]);
});
