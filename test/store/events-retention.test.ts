/** What the event log keeps, for how long, and what a reader hears whose place is gone. */
import { describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { change } from '../../store/database.js';
import { eventsSettings } from '../../store/events/settings.js';
import { openPglite } from '../../store/pglite/open.js';
import { openPostgres } from '../../store/postgres/open.js';
import type { Store } from '../../store/store.js';
import { all, append, event, keysOf } from './events.js';
import { forEachEventLog, temporaryDirectory, type Opened } from './stores.js';

describe('retention', () => {
  let at = Date.parse('2026-11-01T00:00:00Z');
  const day = 86_400_000;
  const settings = eventsSettings.parse({ keepDays: 10, keepEvents: 30, dedupeDays: 20, deviceDays: 15 });

  forEachEventLog(
    'events',
    (opened) => {
      const log = () => opened().store.events;

      it('keeps by time and by number, and says what is gone', async () => {
        at = Date.parse('2026-11-01T00:00:00Z');
        const start = await log().head();
        await append(log(), [event('r1'), event('r2')]);
        const afterTwo = await log().head();
        await log().devices.ack('anna', 'old phone', afterTwo);
        at += 6 * day;
        await append(log(), [event('r3')]);
        expect(await log().prune()).toEqual({ events: 0, keys: 0, deliveries: 0, devices: 0 });
        at += 5 * day;
        expect(await log().prune()).toMatchObject({ events: 2, keys: 0 });
        expect(keysOf((await log().read(all)).events)).toEqual(['r3']);
        // Nothing after it is gone, so it can be resumed.
        expect(keysOf((await log().read({ ...all, after: afterTwo })).events)).toEqual(['r3']);
        await expect(log().read({ ...all, after: start })).rejects.toMatchObject({
          code: 'CURSOR_EXPIRED',
          message: expect.stringMatching(
            new RegExp(`cursor ${start} cannot be resumed: .*retention; query the present state`),
          ),
        });
        await append(
          log(),
          Array.from({ length: 40 }, (_, i) => event(`many-${i}`)),
        );
        expect(await log().prune()).toMatchObject({ events: 11 });
        const { events } = await log().read(all);
        expect(keysOf(events)).toEqual(Array.from({ length: 30 }, (_, i) => `many-${i + 10}`));
        await expect(log().read({ ...all, after: afterTwo })).rejects.toMatchObject({
          code: 'CURSOR_EXPIRED',
        });
      });

      it('knows the keys of what is gone, for longer', async () => {
        expect(await append(log(), [event('r1'), event('many-0')])).toMatchObject([
          { isNew: false },
          { isNew: false },
        ]);
        at += 10 * day;
        expect(await log().prune()).toMatchObject({ events: 0, keys: 2, devices: 1 });
        expect(await append(log(), [event('r1')])).toMatchObject([{ isNew: true }]);
        expect(await log().devices.cursor('anna', 'old phone')).toBeNull();
      });

      it('begins where a log that was emptied ended', async () => {
        at += 50 * day;
        const end = await log().head();
        expect(await log().prune()).toMatchObject({ events: 31 });
        expect(await log().head()).toBe(end);
        expect(await log().read({ ...all, after: end })).toEqual({
          events: [],
          cursor: end,
          hasMore: false,
          held: false,
        });
        expect(await log().read(all)).toEqual({ events: [], cursor: end, hasMore: false, held: false });
        await append(log(), [event('next')]);
        expect(keysOf((await log().read({ ...all, after: end })).events)).toEqual(['next']);
      });

      it('tells a follower whose place was pruned', async () => {
        const place = await log().head();
        await append(log(), [event('gone')]);
        at += 50 * day;
        await log().prune();
        const follower = log().follow({ after: place, companies: '*' });
        await expect(follower.next()).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' });
        expect(await follower.next()).toEqual({ done: true, value: undefined });
      });
    },
    { now: () => at, events: settings },
  );

  it('wants keys to be known at least as long as events', () => {
    expect(() => eventsSettings.parse({ keepDays: 30, dedupeDays: 10 })).toThrow(
      /must not be shorter than keepDays/,
    );
    expect(() => eventsSettings.parse({ keepEvents: 0 })).toThrow(/keepEvents/);
  });
});

/** A restored copy carries transaction numbers of the server it was dumped from. */
async function pretendRestored(opened: () => Opened, store: Store, dataDir: string): Promise<Store> {
  const { url } = opened();
  await store.close();
  const database =
    url === undefined ? await openPglite(dataDir, () => undefined) : openPostgres(url, () => undefined);
  await change(
    database.db,
    'event',
    sql`update plumbline.event set xid = (xid::text::bigint + 1000000)::text::xid8`,
  );
  await database.close();
  return opened().open({ dataDir });
}

forEachEventLog('a log restored from a dump', (opened) => {
  it('is read again, and refuses the cursors of before', async () => {
    const dataDir = temporaryDirectory();
    let store = await opened().open({ dataDir });
    await store.events.append([event('before-1')]);
    await store.events.append([event('before-2')]);
    const cursor = await store.events.head();
    await store.events.devices.ack('anna', 'phone', cursor);
    store = await pretendRestored(opened, store, dataDir);
    await store.events.append([event('after'), event('before-1')]);
    expect(keysOf((await store.events.read(all)).events)).toEqual(['before-1', 'before-2', 'after']);
    await expect(store.events.read({ ...all, after: cursor })).rejects.toMatchObject({
      code: 'CURSOR_EXPIRED',
    });
    expect(await store.events.devices.cursor('anna', 'phone')).toBe(cursor);
    const head = await store.events.head();
    expect(await store.events.devices.ack('anna', 'phone', head)).toBe(head);
    await store.close();
    store = await opened().open({ dataDir });
    expect(await store.events.head()).toBe(head);
    await store.close();
  });
});
