/** How writes go, and questions nobody answered: counted from the journal, within companies. */
import { expect, it } from '@jest/globals';
import type { NewWrite, WriteStatus } from '../../store/store.js';
import { forEachStore } from './stores.js';

const START = Date.parse('2026-11-20T10:00:00Z');
const DAY = 86_400_000;
let clock = START;

const write = (id: string, over: Partial<NewWrite> = {}): NewWrite => ({
  ...{ id, key: id, kind: 'reportBreakdown', company: 'NB', project: null, subject: `equipment/${id}` },
  ...{ summary: id, actor: 'anna', input: {}, inputHash: id, facts: {}, reverses: null, steps: [] },
  ...over,
});

forEachStore(
  'flows',
  (opened) => {
    const journal = () => opened().store.journal;
    const fact = () => ({ at: new Date(clock).toISOString(), actor: 'anna', event: 'MOVED' });
    /** Received now, at rest some seconds later. */
    async function rested(id: string, to: WriteStatus, seconds: number, over: Partial<NewWrite> = {}) {
      const received = clock;
      await journal().receive(write(id, over));
      clock = received + seconds * 1_000;
      await journal().move(id, ['RECEIVED'], { to, audit: fact() });
      clock = received;
    }

    it('are empty before the first write', async () => {
      clock = START;
      expect(await journal().flows('*')).toEqual([]);
      expect(await journal().expired('*', 10)).toEqual([]);
    });

    it('count the backlog, and what came to rest in the last 24 hours', async () => {
      await rested('old', 'SUCCEEDED', 1);
      clock = START + 2 * DAY;
      for (const [id, seconds] of [
        ['a', 2],
        ['b', 4],
        ['c', 6],
      ] as const)
        await rested(id, 'SUCCEEDED', seconds);
      await rested('d', 'DEAD', 8);
      await rested('e', 'UNKNOWN', 10);
      await rested('f', 'CANCELLED', 500);
      await journal().receive(write('g'));
      await journal().receive(write('h', { kind: 'dispatchEquipment', company: 'SC' }));
      clock += 60_000;
      const breakdowns = {
        ...{ kind: 'reportBreakdown', backlog: 1, oldestReceivedAt: new Date(START + 2 * DAY) },
        ...{ succeeded: 3, failed: 2, p50Seconds: 6 },
      };
      const [dispatches, seen] = await journal().flows('*');
      expect(seen).toMatchObject(breakdowns);
      expect(seen!.p95Seconds).toBeCloseTo(9.6);
      expect(dispatches).toEqual({
        ...{ kind: 'dispatchEquipment', backlog: 1, oldestReceivedAt: new Date(START + 2 * DAY) },
        ...{ succeeded: 0, failed: 0, p50Seconds: null, p95Seconds: null },
      });
      expect((await journal().flows(['SC'])).map(({ kind }) => kind)).toEqual(['dispatchEquipment']);
      expect(await journal().flows([])).toEqual([]);
    });

    it('show a question that expired, until somebody closes it', async () => {
      const expiresAt = new Date(clock + 1_000);
      for (const id of ['p', 'q']) {
        await journal().receive(write(id));
        await journal().askApproval(id, 'always', id === 'p' ? expiresAt : new Date(clock + DAY), fact());
      }
      expect(await journal().expired('*', 10)).toEqual([]);
      clock += 1_000;
      const found = await journal().expired('*', 10);
      expect(found.map(({ write: own, expiredAt }) => [own.id, expiredAt])).toEqual([['p', expiresAt]]);
      expect(await journal().expired(['SC'], 10)).toEqual([]);
      await journal().move('p', ['PENDING_APPROVAL'], { to: 'REJECTED', audit: fact() });
      expect(await journal().expired('*', 10)).toEqual([]);
      expect((await journal().flows('*')).at(-1)).toMatchObject({ backlog: 1 });
    });
  },
  { now: () => clock },
);
