/** What a relay costs that rests. */
import { expect, it } from '@jest/globals';
import type { KyselyPlugin } from 'kysely';
import type { Database } from '../../store/database.js';
import { createEvents } from '../../store/events/create.js';
import { event, openDatabase, pause, silent } from './events.js';
import { forEachEventLog } from './stores.js';

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

forEachEventLog('a relay', (opened, kind) => {
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
});
