/** What a relay costs that rests, and what it does when the database is away. */
import { expect, it } from '@jest/globals';
import type { KyselyPlugin } from 'kysely';
import pg from 'pg';
import type { Database } from '../../store/database.js';
import { createEvents } from '../../store/events/create.js';
import { migrate } from '../../store/migrations/migrate.js';
import { openPglite } from '../../store/pglite/open.js';
import { openPostgres } from '../../store/postgres/open.js';
import { collect, event, pause } from './events.js';
import { forEachStore, temporaryDirectory, type Opened } from './stores.js';

const silent = (): void => undefined;

async function openDatabase({ url }: Opened): Promise<Database> {
  const database =
    url === undefined ? await openPglite(temporaryDirectory(), silent) : openPostgres(url, silent);
  await migrate(database);
  return database;
}

/** The same database; counts its statements. */
function counted(database: Database): { database: Database; statements: () => number } {
  let statements = 0;
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => {
      statements += 1;
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  };
  return { database: { ...database, db: database.db.withPlugin(plugin) }, statements: () => statements };
}

forEachStore('a relay', (opened, kind) => {
  it('costs one statement a second at rest, nothing when nobody follows, and is quick again', async () => {
    const { database, statements } = counted(await openDatabase(opened()));
    const events = createEvents({ database, now: () => Date.now(), print: silent });
    const followers = Array.from({ length: 50 }, () => events.follow({ after: 'HEAD', companies: '*' }));
    const coming = Promise.all(followers.map((follower) => follower.next()));
    await pause(2_800);
    const [before, cpu] = [statements(), process.cpuUsage()];
    await pause(3_000);
    const { user, system } = process.cpuUsage(cpu);
    const resting = statements() - before;
    console.info(
      `${kind}: 50 followers at rest for 3 s: ${resting} statements, ${(user + system) / 1_000} ms of CPU`,
    );
    expect(resting).toBeGreaterThan(1);
    expect(resting).toBeLessThan(6);
    const again = performance.now();
    await events.append([event('x')]);
    const batches = await coming;
    expect(performance.now() - again).toBeLessThan(1_000);
    expect(batches.map(({ value }) => (value as { events: unknown[] }).events.length)).toEqual(
      followers.map(() => 1),
    );
    await Promise.all(followers.map((follower) => follower.return!()));
    await pause(100);
    const last = statements();
    await pause(1_200);
    expect(statements()).toBe(last);
    await events.close();
    await database.close();
  }, 25_000);

  if (kind === 'postgres')
    it('goes on where it was when every connection is cut, in use or not, and doubles nothing', async () => {
      const database = await openDatabase(opened());
      const lines: string[] = [];
      const events = createEvents({ database, now: () => Date.now(), print: (line) => lines.push(line) });
      const following = collect(events.follow({ after: await events.head(), companies: '*' }), (keys) =>
        keys.includes('cut-199'),
      );
      const admin = new pg.Client({ connectionString: opened().url });
      await admin.connect();
      for (let n = 0; n < 200; n += 1) {
        if (n % 40 === 20)
          await admin.query(
            `select pg_terminate_backend(pid) from pg_stat_activity
              where datname = current_database() and pid <> pg_backend_pid()`,
          );
        await persist(() => events.append([event(`cut-${n}`)]));
      }
      const keys = await following;
      expect(keys).toEqual(Array.from({ length: 200 }, (_, n) => `cut-${n}`));
      expect(lines.filter((line) => line.includes('hears of new events broke')).length).toBeGreaterThan(0);
      await admin.end();
      await events.close();
      await database.close();
    }, 25_000);
});

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
