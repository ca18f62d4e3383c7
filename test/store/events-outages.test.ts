/** The log when the database is in somebody's way: room, open transactions, cut connections. */
import { expect, it } from '@jest/globals';
import { sql } from 'kysely';
import pg from 'pg';
import { rowsOf, type Database } from '../../store/database.js';
import { createEvents } from '../../store/events/create.js';
import { eventsSettings } from '../../store/events/settings.js';
import { collect, event, openDatabase, openFanout, pause, silent } from './events.js';
import { forEachEventLog } from './stores.js';

forEachEventLog('event log', (opened, kind) => {
  if (kind === 'pglite')
    it('of the embedded store uses the room of events that were removed again', async () => {
      const database = await openDatabase(opened());
      const settings = eventsSettings.parse({ keepEvents: 100 });
      const events = createEvents({ database, now: () => Date.now(), print: silent, settings });
      const sizes: number[] = [];
      for (const round of [1, 2, 3, 4]) {
        const some = Array.from({ length: 2_000 }, (_, i) => event(`${round}-${i}`, { payload: { text } }));
        await events.append(some);
        await events.prune();
        sizes.push(await sizeOf(database));
      }
      console.info(`rounds of 2,000 events, kB after each: ${sizes.join(' ')}`);
      expect(sizes[3]).toBeLessThan(sizes[0]! * 1.5);
      await events.close();
      await database.close();
    }, 25_000);

  if (kind === 'postgres')
    it('names whose open transaction holds events back, and delivers them when it ends', async () => {
      const database = await openDatabase(opened());
      const lines: string[] = [];
      const settings = eventsSettings.parse({ heldSeconds: 0.5 });
      const events = createEvents({
        database,
        now: () => Date.now(),
        print: (line) => lines.push(line),
        settings,
        fanout: await openFanout(opened(), database),
      });
      const other = new pg.Client({ connectionString: opened().url });
      await other.connect();
      const { rows } = await other
        .query<{ pid: number }>('begin; select pg_current_xact_id()')
        .then(() => other.query<{ pid: number }>('select pg_backend_pid() as pid'));
      const after = await events.head();
      const following = collect(events.follow({ after, companies: '*' }), (keys) => keys.length === 1);
      await events.append([event('held')]);
      expect(await events.read({ companies: '*', after, limit: 10 })).toMatchObject({
        events: [],
        held: true,
      });
      for (let i = 0; i < 100 && lines.length === 0; i += 1) await pause(50);
      expect(lines).toEqual([
        expect.stringMatching(
          `events wait behind a transaction that does not end: process ${rows[0]!.pid} of user .* open since 20`,
        ),
      ]);
      await other.query('commit');
      expect(await following).toEqual(['held']);
      expect(lines[1]).toBe('store: events are delivered again');
      await other.end();
      await events.close();
      await database.close();
    }, 25_000);

  if (kind === 'postgres')
    it('goes on where it was when every connection is cut, in use or not, and doubles nothing', async () => {
      const database = await openDatabase(opened());
      const lines: string[] = [];
      const fanout = await openFanout(opened(), database);
      const print = (line: string): number => lines.push(line);
      const events = createEvents({ database, now: () => Date.now(), print, fanout });
      const following = collect(events.follow({ after: await events.head(), companies: '*' }), (keys) =>
        keys.includes('cut-199'),
      );
      const admin = new pg.Client({ connectionString: opened().url });
      await admin.connect();
      let cut = 0;
      for (let n = 0; n < 200; n += 1) {
        if (n % 40 === 20) {
          const { rows } = await admin.query(
            `select pg_terminate_backend(pid) from pg_stat_activity
              where datname = current_database() and pid <> pg_backend_pid()`,
          );
          cut += rows.length;
        }
        await persist(() => events.append([event(`cut-${n}`)]));
      }
      const keys = await following;
      expect(keys).toEqual(Array.from({ length: 200 }, (_, n) => `cut-${n}`));
      await admin.end();
      expect(cut).toBeGreaterThanOrEqual(5);
      // A process that a broker feeds listens only while it leads, so it may hold no such connection when it is cut.
      if (!fanout)
        expect(lines.filter((line) => line.includes('hears of new events broke')).length).toBeGreaterThan(0);
      await events.close();
      await database.close();
    }, 25_000);
});

const text = 'x'.repeat(300);

async function sizeOf({ db }: Database): Promise<number> {
  const [row] = await rowsOf(
    db,
    'event',
    sql<{ kb: number }>`select (pg_total_relation_size('plumbline.event') / 1024)::int as kb`,
  );
  return row!.kb;
}

/** Whether the first try landed is not known; the dedupe key makes the second one safe. */
async function persist(work: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await work();
      return;
    } catch (error) {
      if (attempt === 5) throw error;
      await pause(20);
    }
  }
}
