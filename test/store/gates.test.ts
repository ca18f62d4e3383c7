/** Limits of calls to a system: never more at once, never more begun in a second, in one process and over several. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { Database } from '../../store/database.js';
import { createGates, createPace, type Gates } from '../../store/engine/gates.js';
import { openSession, type Session } from '../../store/engine/session.js';
import { migrate } from '../../store/migrations/migrate.js';
import { openPostgres } from '../../store/postgres/open.js';

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Sends calls through gates and notes how many were inside at once and when each began. */
async function send(gates: readonly Gates[], calls: number, lasting: number) {
  let inside = 0;
  let most = 0;
  const starts: number[] = [];
  const call = async (): Promise<void> => {
    inside += 1;
    most = Math.max(most, inside);
    starts.push(performance.now());
    await pause(lasting);
    inside -= 1;
  };
  await Promise.all(
    Array.from({ length: calls }, (_value, at) => (gates[at % gates.length] as Gates).pass('odoo', call)),
  );
  return { most, starts: starts.sort((a, b) => a - b) };
}

/** The shortest time in which `count` calls began. */
const shortest = (starts: readonly number[], count: number): number =>
  Math.min(...starts.slice(count - 1).map((last, at) => last - (starts[at] ?? 0)));

describe('gates of one process', () => {
  it('let in so many at once, and in the order they came', async () => {
    const gates = createGates({ odoo: { concurrency: 3, perSecond: 1_000 } }, null);
    const order: number[] = [];
    const calls = Array.from({ length: 12 }, (_value, at) =>
      gates.pass('odoo', async () => {
        order.push(at);
        await pause(5);
      }),
    );
    await Promise.all(calls);
    expect(order).toEqual(Array.from({ length: 12 }, (_value, at) => at));
    expect((await send([gates], 20, 10)).most).toBe(3);
  });

  it('begin so many in any second', async () => {
    const gates = createGates({ odoo: { concurrency: 20, perSecond: 5 } }, null);
    const { starts } = await send([gates], 12, 1);
    // A second apart, less what a busy machine is late with the first.
    expect(shortest(starts, 6)).toBeGreaterThan(500);
    expect((starts.at(-1) ?? 0) - (starts[0] ?? 0)).toBeLessThan(10_000);
  });

  it('pace by a window that slides', () => {
    let now = 0;
    const next = createPace(2, () => now);
    expect([next(), next(), next()]).toEqual([0, 0, 1_000]);
    now = 600;
    expect(next()).toBe(400);
    now = 5_000;
    expect([next(), next(), next()]).toEqual([0, 0, 1_000]);
  });

  it('turn away who waits when they are closed, and give places back when calls fail', async () => {
    const gates = createGates({ odoo: { concurrency: 1, perSecond: 1_000 } }, null);
    await expect(gates.pass('odoo', () => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
    const inside = gates.pass('odoo', () => pause(50).then(() => 'done'));
    const waiting = gates.pass('odoo', () => pause(1));
    await pause(5);
    gates.close();
    await expect(waiting).rejects.toThrow('stopping');
    await expect(inside).resolves.toBe('done');
    await expect(gates.pass('sap', () => pause(1))).rejects.toThrow('"sap"');
  });
});

const server = process.env['TEST_DATABASE_URL'];
(server ? describe : describe.skip)('gates of two processes on one Postgres', () => {
  const name = `plumbline_test_${randomBytes(6).toString('hex')}`;
  const opened: { database: Database; session: Session }[] = [];
  const onServer = async (statement: string): Promise<void> => {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  const url = new URL(server ?? 'postgres://unused');
  url.pathname = `/${name}`;

  beforeAll(async () => {
    await onServer(`create database ${name}`);
    for (const id of ['one', 'two']) {
      const database = openPostgres(url.href, () => undefined);
      await migrate(database);
      const session = await openSession(database, id, () => undefined);
      if (session) opened.push({ database, session });
    }
  });
  afterAll(async () => {
    for (const { database, session } of opened) {
      session.close();
      await database.close();
    }
    await onServer(`drop database ${name} with (force)`);
  });

  it('count together', async () => {
    const limits = { odoo: { concurrency: 3, perSecond: 1_000 } };
    const gates = opened.map(({ session }) => createGates(limits, session));
    const { most, starts } = await send(gates, 24, 20);
    expect(starts).toHaveLength(24);
    expect(most).toBeLessThanOrEqual(3);
    expect(most).toBeGreaterThan(1);
  });

  it('begin so many in any second between them', async () => {
    const limits = { odoo: { concurrency: 20, perSecond: 6 } };
    const gates = opened.map(({ session }) => createGates(limits, session));
    await pause(1_100);
    const { starts } = await send(gates, 14, 1);
    expect(shortest(starts, 7)).toBeGreaterThan(500);
    expect((starts.at(-1) ?? 0) - (starts[0] ?? 0)).toBeLessThan(10_000);
  });

  it('free the places of a process whose connection is gone', async () => {
    const [first, second] = opened as [(typeof opened)[number], (typeof opened)[number]];
    const enter = (session: Session) => session.enter('maintenance', 1, () => false);
    await enter(first.session);
    let entered = false;
    const waiting = enter(second.session).then((leave) => {
      entered = true;
      return leave();
    });
    await pause(200);
    expect(entered).toBe(false);
    first.session.close();
    await waiting;
    expect(entered).toBe(true);
  });
});
