import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { inTransaction, rowsOf } from '../../store/database.js';
import { toStoreError } from '../../store/errors.js';
import { migrate, MIGRATIONS } from '../../store/migrations/migrate.js';
import { openStore } from '../../store/open.js';
import { lockDirectory } from '../../store/pglite/lock.js';
import { openPglite } from '../../store/pglite/open.js';
import { forEachStore, temporaryDirectory } from './stores.js';

const directories: string[] = [];
function directory(): string {
  const made = temporaryDirectory();
  directories.push(made);
  return made;
}
afterEach(() => {
  for (const made of directories.splice(0)) rmSync(made, { recursive: true, force: true });
});
const silent = (): void => undefined;

forEachStore('the store', (opened, kind) => {
  it('says what it is, what survives, and that it answers', async () => {
    const { store } = opened();
    expect([store.kind, store.durability]).toEqual([
      kind,
      kind === 'pglite' ? 'process-crash' : 'power-loss',
    ]);
    await store.ping();
  });

  it('answers calls made at once, transactions among them', async () => {
    const { mirror } = opened().store;
    const asOf = new Date('2026-10-05T00:00:00Z');
    await Promise.all(
      Array.from({ length: 20 }, (_, i) => mirror.replace('s', `kind-${i}`, [{ key: 'k', body: i }], asOf)),
    );
    const read = await Promise.all(Array.from({ length: 20 }, (_, i) => mirror.documents(`kind-${i}`)));
    expect(read.map((documents) => documents[0]!.body)).toEqual(Array.from({ length: 20 }, (_, i) => i));
  });

  it('names the table and keeps working after a failed write', async () => {
    const { mirror } = opened().store;
    const point = { machine: 'm', meter: 'HOURS', at: new Date(0), value: 'not a number' };
    await expect(mirror.putPoints('s', [point])).rejects.toThrow(/plumbline\.meter_point.*22P02/);
    expect(await mirror.points('s', 'HOURS', ['m'], new Date(0), new Date(1))).toEqual([]);
  });
});

describe('migrations', () => {
  it('run once, all or nothing, and refuse a newer database', async () => {
    const database = await openPglite(directory(), silent);
    const broken = {
      number: MIGRATIONS.length + 1,
      name: 'broken',
      statements: ['create table plumbline.half (id int)', 'oops'],
    };
    await migrate(database);
    await migrate(database);
    await expect(migrate(database, [...MIGRATIONS, broken])).rejects.toThrow(`migration ${broken.number}`);
    const half = sql<{ half: string | null }>`select to_regclass('plumbline.half')::text as half`;
    expect(await rowsOf(database.db, 'half', half)).toEqual([{ half: null }]);
    await migrate(database, [...MIGRATIONS, { ...broken, statements: [] }]);
    await expect(migrate(database)).rejects.toThrow(
      `schema ${broken.number}, this version of Plumbline knows ${MIGRATIONS.length}`,
    );
    await database.close();
  });
});

describe('transactions', () => {
  it('are repeated when two writers collide, three times at most', async () => {
    const database = await openPglite(directory(), silent);
    let tries = 0;
    const collide = () =>
      Promise.reject(Object.assign(new Error('deadlock'), { code: ++tries > 0 ? '40P01' : '' }));
    await expect(inTransaction(database, 't', collide)).rejects.toThrow(
      /deadlock \(40P01\); two writers collided/,
    );
    expect(tries).toBe(3);
    await database.close();
  });
});

describe('the embedded database', () => {
  it('refuses a second opening, naming the directory, the holder and the next step', async () => {
    const dataDir = directory();
    const store = await openStore({ dataDir, configured: {} });
    const second = openStore({ dataDir, configured: {} });
    await expect(second).rejects.toThrow(
      new RegExp(`${dataDir} is in use by process ${process.pid} on .*; stop it`),
    );
    await store.close();
    await store.close();
    expect(existsSync(path.join(dataDir, 'plumbline.lock'))).toBe(false);
    await expect(store.ping()).rejects.toThrow();
    const again = await openStore({ dataDir, configured: {} });
    await again.ping();
    await again.close();
  });

  it('loses no acknowledged write when its process is killed, and takes over the dead lock', async () => {
    const dataDir = directory();
    const script = fileURLToPath(new URL('./write-until-killed.mjs', import.meta.url));
    const child = spawn(process.execPath, [script, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (output.split('\n').length > 50) child.kill('SIGKILL');
    });
    await once(child, 'close');
    const acknowledged = output.split('\n').slice(0, -1).map(Number);
    expect(acknowledged.length).toBeGreaterThanOrEqual(50);
    const pid = (JSON.parse(readFileSync(path.join(dataDir, 'plumbline.lock'), 'utf8')) as { pid: number })
      .pid;
    expect(pid).toBe(child.pid);
    const database = await openPglite(dataDir, silent);
    const rows = await rowsOf(
      database.db,
      'acknowledged',
      sql<{ n: number }>`select n from acknowledged order by n`,
    );
    expect(rows.map((row) => row.n)).toEqual(expect.arrayContaining(acknowledged));
    await database.close();
  });

  it('rejects what waits, and says why, when its worker cannot open', async () => {
    const dataDir = directory();
    writeFileSync(path.join(dataDir, 'pglite'), 'a file where the directory should be');
    await expect(openStore({ dataDir, configured: {} })).rejects.toMatchObject({ name: 'StoreError' });
    expect(existsSync(path.join(dataDir, 'plumbline.lock'))).toBe(false);
  });
});

describe('the directory lock', () => {
  const holder = (more: object) =>
    JSON.stringify({ pid: process.pid, host: hostname(), started: '1', ...more });
  const deadPid = () => spawnSync(process.execPath, ['-e', '']).pid;

  it.each([
    ['a process that is gone', () => holder({ pid: deadPid() })],
    ['a process whose number was given to another', () => holder({ started: '1' })],
  ])('takes over from %s', (_name, text) => {
    const dataDir = directory();
    writeFileSync(path.join(dataDir, 'plumbline.lock'), text());
    const lock = lockDirectory(dataDir);
    expect(readFileSync(path.join(dataDir, 'plumbline.lock'), 'utf8')).toContain(`"pid":${process.pid}`);
    lock.release();
    expect(existsSync(path.join(dataDir, 'plumbline.lock'))).toBe(false);
  });

  it('waits for another host to stop renewing', () => {
    const dataDir = directory();
    const file = path.join(dataDir, 'plumbline.lock');
    writeFileSync(file, holder({ host: 'elsewhere' }));
    expect(() => lockDirectory(dataDir)).toThrow(/on elsewhere/);
    const longAgo = Date.now() / 1000 - 60;
    utimesSync(file, longAgo, longAgo);
    lockDirectory(dataDir).release();
  });

  it('treats a lock that is just being written as held', () => {
    const dataDir = directory();
    writeFileSync(path.join(dataDir, 'plumbline.lock'), '');
    expect(() => lockDirectory(dataDir)).toThrow(/in use by another process/);
  });

  it('never removes a lock that became another process’', () => {
    const dataDir = directory();
    const file = path.join(dataDir, 'plumbline.lock');
    const lock = lockDirectory(dataDir);
    writeFileSync(file, holder({ pid: 1 }));
    lock.release();
    expect(existsSync(file)).toBe(true);
  });
});

describe('a server that does not answer', () => {
  it('is named with the next step', async () => {
    const options = { databaseUrl: 'postgres://nobody@127.0.0.1:1/none', dataDir: '', configured: {} };
    await expect(openStore(options)).rejects.toThrow(/ECONNREFUSED.*start Postgres or correct/);
  });
  it('leaves an unknown failure to the log', () =>
    expect(toStoreError('t', 'odd').message).toBe('store: t: odd (no code); see the log for the statement'));
});
