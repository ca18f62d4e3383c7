import { expect, it } from '@jest/globals';
import pg from 'pg';
import type { Database } from '../../store/database.js';
import { openSession } from '../../store/engine/session.js';
import { forEachStore } from './stores.js';

forEachStore('living processes', (opened, kind) => {
  it('are counted while they live', async () => {
    const { store, url } = opened();
    expect(await store.processes()).toBe(kind === 'pglite' ? 1 : 0);
    if (kind === 'pglite') return;
    const pools = [1, 2].map(() => new pg.Pool({ connectionString: url, max: 1 }));
    const marks = await Promise.all(
      pools.map((pool, at) =>
        openSession({ alone: false, pool } as unknown as Database, `process ${at}`, () => undefined),
      ),
    );
    expect(await store.processes()).toBe(2);
    marks[0]?.close();
    expect(await settles(() => store.processes(), 1)).toBe(1);
    marks[1]?.close();
    await Promise.all(pools.map((pool) => pool.end()));
  });
});

/** The server notices a closed connection a moment later. */
async function settles(read: () => Promise<number>, wanted: number): Promise<number> {
  for (let left = 50; left > 0 && (await read()) !== wanted; left -= 1)
    await new Promise((done) => setTimeout(done, 20));
  return read();
}
