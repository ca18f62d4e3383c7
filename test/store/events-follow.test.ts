/** Following the log: nothing lost, nothing twice, whoever writes, whatever breaks, however slow the follower. */
import { expect, it } from '@jest/globals';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { eventsSettings } from '../../store/events/settings.js';
import type { EventBatch } from '../../store/store.js';
import { collect, event, keysOf, pause } from './events.js';
import { forEachEventLog } from './stores.js';

/** Polling behind the wake-up would take longer than a test. */
const onlyWoken = eventsSettings.parse({ restPollMs: 60_000 });

/** Keys of the next batch, and its cursor. */
async function pull(batches: AsyncIterableIterator<EventBatch>): Promise<{ keys: string[]; cursor: string }> {
  const { done, value } = (await batches.next()) as IteratorResult<EventBatch, undefined>;
  if (done) throw new Error('the follower ended');
  return { keys: keysOf(value.events), cursor: value.cursor };
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
const heap = (): number => {
  collectGarbage();
  return process.memoryUsage().heapUsed;
};

forEachEventLog(
  'following',
  (opened) => {
    const log = () => opened().store.events;

    it('begins at the end or at any place, and hands over what fits, in order', async () => {
      const place = await log().head();
      await log().append([event('a1'), event('a2', { company: 'SC' }), event('a3')]);
      const late = log().follow({ after: place, companies: ['NB'], most: 1 });
      const first = await pull(late);
      expect(first.keys).toEqual(['a1']);
      const fromNow = log().follow({ after: 'HEAD', companies: '*' });
      const coming = pull(fromNow);
      await pause(100);
      await log().append([event('a4'), event('a5')]);
      expect((await coming).keys).toEqual(['a4', 'a5']);
      expect(await collect(late, (keys) => keys.length === 3)).toEqual(['a3', 'a4', 'a5']);
      const resumed = log().follow({ after: first.cursor, companies: '*' });
      expect(await collect(resumed, (keys) => keys.length === 4)).toEqual(['a2', 'a3', 'a4', 'a5']);
      await fromNow.return!();
    });

    it('is woken by an append after a rest', async () => {
      const follower = log().follow({ after: await log().head(), companies: '*' });
      const waits: number[] = [];
      for (let i = 0; i < 5; i += 1) {
        const coming = pull(follower);
        await pause(i === 0 ? 3_000 : 50);
        const began = performance.now();
        await log().append([event(`woken-${i}`)]);
        expect((await coming).keys).toEqual([`woken-${i}`]);
        waits.push(performance.now() - began);
      }
      await follower.return!();
      console.info(
        `${opened().store.kind}: appended → followed, ms: ${waits.map((ms) => ms.toFixed(1)).join(' ')}`,
      );
      expect(Math.max(...waits)).toBeLessThan(2_000);
    }, 15_000);

    it('ends at once, also while it waits', async () => {
      const follower = log().follow({ after: 'HEAD', companies: '*' });
      const coming = follower.next();
      await pause(100);
      expect(await follower.return!()).toEqual({ done: true, value: undefined });
      expect(await coming).toEqual({ done: true, value: undefined });
      expect(await follower.next()).toEqual({ done: true, value: undefined });
      const unused = log().follow({ after: 'HEAD', companies: '*' });
      await unused.return!();
    });

    it('refuses garbage, and goes on for the others', async () => {
      const place = await log().head();
      const good = log().follow({ after: place, companies: '*' });
      const coming = pull(good);
      await expect(log().follow({ after: 'garbage', companies: '*' }).next()).rejects.toMatchObject({
        code: 'CURSOR_INVALID',
      });
      await expect(log().follow({ after: place, companies: '*', most: 0 }).next()).rejects.toMatchObject({
        code: 'LIMIT_INVALID',
      });
      await log().append([event('still')]);
      expect((await coming).keys).toEqual(['still']);
      await good.return!();
    });

    it('keeps nothing for a follower that stalls, and gives it everything later', async () => {
      const place = await log().head();
      const stalled = log().follow({ after: place, companies: '*' });
      const others = Array.from({ length: 20 }, () => log().follow({ after: place, companies: '*' }));
      const payload = { text: 'x'.repeat(1_000) };
      const expected = Array.from({ length: 12_000 }, (_, i) => `stall-${i}`);
      const fed = others.map(async (other) => {
        let count = 0;
        for await (const { events } of other) if ((count += events.length) === expected.length) break;
        return count;
      });
      const append = async (from: number, to: number): Promise<void> => {
        for (let at = from; at < to; at += 200)
          await log().append(expected.slice(at, at + 200).map((key) => event(key, { payload })));
      };
      await append(0, 200);
      const first = await pull(stalled);
      await append(200, 2_000);
      const before = heap();
      await append(2_000, expected.length);
      expect(await Promise.all(fed)).toEqual(others.map(() => expected.length));
      const grown = (heap() - before) / 1e6;
      console.info(
        `${opened().store.kind}: 10,000 events of 1 kB past a stalled follower: heap ${grown.toFixed(1)} MB`,
      );
      // Kept for it they would be 15 MB and more.
      expect(grown).toBeLessThan(6);
      const had = first.keys;
      const rest = await collect(stalled, (keys) => had.length + keys.length >= expected.length);
      expect([...had, ...rest]).toEqual(expected);
    }, 25_000);

    it('ends with the store', async () => {
      const store = opened().store.kind === 'postgres' ? await opened().open() : opened().store;
      const follower = store.events.follow({ after: 'HEAD', companies: '*' });
      const coming = follower.next();
      await pause(50);
      await store.close();
      expect(await coming).toEqual({ done: true, value: undefined });
      expect(() => store.events.follow({ after: 'HEAD', companies: '*' })).toThrow(/the store is closing/);
    });
  },
  { events: onlyWoken },
);
