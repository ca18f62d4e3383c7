/** The inbox: each delivery once, in one hand at a time, handled together with what it tells. */
import { expect, it } from '@jest/globals';
import type { NewDelivery } from '../../store/store.js';
import { all, event, keysOf } from './events.js';
import { forEachEventLog } from './stores.js';

let now = Date.parse('2026-11-20T10:00:00Z');
const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
const delivery = (deliveryId: string, over: Partial<NewDelivery> = {}): NewDelivery => ({
  connector: 'telematics',
  deliveryId,
  receivedAt: new Date(now),
  headers: { 'svix-id': deliveryId, 'svix-timestamp': '1763632800' },
  rawBody: bytes,
  ...over,
});

forEachEventLog(
  'inbox',
  (opened) => {
    const inbox = () => opened().store.events.inbox;
    const log = () => opened().store.events;

    it('keeps a delivery once per connector, byte by byte', async () => {
      expect(await inbox().keep(delivery('a'))).toBe(true);
      const repeats = [delivery('a', { rawBody: Buffer.from('forged') }), delivery('a')];
      expect(await Promise.all(repeats.map((one) => inbox().keep(one)))).toEqual([false, false]);
      expect(await inbox().keep(delivery('a', { connector: 'maintenance' }))).toBe(true);
      const [first, second] = await inbox().take(10, 1_000);
      expect({ ...first, rawBody: [...first!.rawBody] }).toEqual({
        ...delivery('a'),
        rawBody: [...bytes],
        id: first!.id,
        attempt: 1,
        error: null,
      });
      expect(second!.connector).toBe('maintenance');
      expect(await inbox().take(10, 1_000)).toEqual([]);
      expect(await inbox().done(first!, [])).toBe(true);
      expect(await inbox().done(second!, [])).toBe(true);
      for (const id of ['', 'x'.repeat(201)])
        await expect(inbox().keep(delivery(id))).rejects.toThrow(
          `inbox: a delivery of telematics has an id of ${id.length} characters; give one of 1 to 200`,
        );
      // What was handled is still known.
      expect(await inbox().keep(delivery('a'))).toBe(false);
    });

    it('appends what a delivery told together with being done, both or neither', async () => {
      await inbox().keep(delivery('b'));
      const [taken] = await inbox().take(1, 1_000);
      await expect(inbox().done(taken!, [event('told'), event('')])).rejects.toMatchObject({
        code: 'EVENT_INVALID',
      });
      expect(keysOf((await log().read(all)).events)).toEqual([]);
      expect(await inbox().done(taken!, [event('told')])).toBe(true);
      expect(await inbox().done(taken!, [event('told twice')])).toBe(false);
      expect(keysOf((await log().read(all)).events)).toEqual(['told']);
    });

    it('gives a delivery to another when its holder says nothing, and then listens to the other only', async () => {
      await inbox().keep(delivery('c'));
      const [lost] = await inbox().take(1, 30_000);
      now += 29_999;
      expect(await inbox().take(1, 30_000)).toEqual([]);
      now += 1;
      const [again] = await inbox().take(1, 30_000);
      expect(again).toMatchObject({ id: lost!.id, attempt: 2 });
      expect(await inbox().done(lost!, [event('late')])).toBe(false);
      expect(await inbox().failed(lost!, 'late', null)).toBe(false);
      expect(await inbox().done(again!, [event('in time')])).toBe(true);
      expect(keysOf((await log().read(all)).events)).toEqual(['told', 'in time']);
    });

    it('tries a failed one again at its time, and parks what is given up for a person', async () => {
      await inbox().keep(delivery('d'));
      const [first] = await inbox().take(1, 1_000);
      expect(await inbox().failed(first!, 'telematics cannot be reached', new Date(now + 60_000))).toBe(true);
      now += 59_000;
      expect(await inbox().take(1, 1_000)).toEqual([]);
      now += 1_000;
      const [second] = await inbox().take(1, 1_000);
      expect(second).toMatchObject({ attempt: 2, error: 'telematics cannot be reached' });
      expect(await inbox().failed(second!, 'no machine has PIN 1', null)).toBe(true);
      now += 86_400_000;
      expect(await inbox().take(1, 1_000)).toEqual([]);
      const [parked] = await inbox().parked(10);
      expect(parked).toMatchObject({ deliveryId: 'd', error: 'no machine has PIN 1' });
      expect([...parked!.rawBody]).toEqual([...bytes]);
      expect(await inbox().retry(parked!.id)).toBe(true);
      expect(await inbox().retry(parked!.id)).toBe(false);
      const [third] = await inbox().take(1, 1_000);
      expect(third).toMatchObject({ deliveryId: 'd', attempt: 3 });
      await inbox().done(third!, []);
    });

    it('hands each delivery to one taker, the oldest first', async () => {
      const ids = Array.from({ length: 60 }, (_, i) => `many-${i}`);
      for (const id of ids) await inbox().keep(delivery(id));
      const takers = await Promise.all(Array.from({ length: 6 }, () => inbox().take(10, 60_000)));
      for (const taken of takers) {
        const order = taken.map(({ id }) => Number(id));
        expect(order).toEqual([...order].sort((a, b) => a - b));
      }
      const taken = takers.flat().concat(await inbox().take(60, 60_000));
      expect(taken.map(({ deliveryId }) => deliveryId).sort()).toEqual([...ids].sort());
    });

    it('forgets what was handled long ago, and nothing else', async () => {
      now += 40 * 86_400_000;
      expect(await log().prune()).toMatchObject({ deliveries: 5 });
      expect(await inbox().keep(delivery('a'))).toBe(true);
      expect(await inbox().keep(delivery('many-0'))).toBe(false);
    });
  },
  { now: () => now },
);
