/** Processes that are killed: what they acknowledged is there, and what they had not yet told is told once. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from '@jest/globals';
import type { Delivery, Store } from '../../store/store.js';
import { collect, event, pause } from './events.js';
import { forEachEventLog, temporaryDirectory } from './stores.js';

const script = fileURLToPath(new URL('./events-child.mjs', import.meta.url));

interface Child {
  readonly lines: () => readonly string[];
  /** Lines of a kind, without its name. */
  readonly of: (kind: 'appended' | 'kept' | 'saw') => readonly string[];
  kill(): Promise<void>;
}
const children = new Set<ChildProcess>();
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
});

function start(options: object): Child {
  const child = spawn(process.execPath, [script, JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.add(child);
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const ended = once(child, 'close');
  // A line that was cut off in the middle was not told.
  const lines = (): string[] => output.split('\n').slice(0, -1);
  return {
    lines,
    of: (kind) =>
      lines().flatMap((line) => (line.startsWith(`${kind} `) ? [line.slice(kind.length + 1)] : [])),
    async kill() {
      child.kill('SIGKILL');
      await ended;
      children.delete(child);
    },
  };
}

async function until(holds: () => boolean): Promise<void> {
  const end = Date.now() + 20_000;
  while (!holds()) {
    if (Date.now() > end) throw new Error('it took longer than 20 s');
    await pause(10);
  }
}

async function takeAll(store: Store): Promise<Delivery[]> {
  const taken: Delivery[] = [];
  for (;;) {
    const some = await store.events.inbox.take(200, 60_000);
    taken.push(...some);
    if (some.length === 0) return taken;
  }
}

forEachEventLog('processes that are killed', (opened, kind) => {
  it('leave every delivery in the inbox that they acknowledged', async () => {
    const dataDir = temporaryDirectory();
    const child = start({ databaseUrl: opened().url, dataDir, name: 'd', deliveries: true });
    await until(() => child.of('kept').length > 50);
    await child.kill();
    const store = await opened().open({ dataDir });
    const taken = await takeAll(store);
    await store.close();
    rmSync(dataDir, { recursive: true, force: true });
    const ids = taken.map(({ deliveryId }) => deliveryId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining([...child.of('kept')]));
    expect(Buffer.from(taken[7]!.rawBody).toString()).toBe('{"n":7}');
  }, 25_000);

  // The embedded store has one process.
  if (kind === 'pglite') return;

  it('share one log: one is killed and comes back at its cursor, and nobody misses or doubles anything', async () => {
    const { store, url: databaseUrl, options } = opened();
    const after = await store.events.head();
    const own = store.events.follow({ after, companies: '*' });
    const seen: string[] = [];
    const following = collect(own, (keys) => {
      seen.splice(0, seen.length, ...keys);
      return keys.includes('last');
    });
    const settings = { databaseUrl, dataDir: '', after, events: options.events };
    const steady = start({ ...settings, name: 'steady' });
    const told: string[] = [];
    const appended: string[] = [];
    let place = after;
    for (const life of [1, 2]) {
      const child = start({ ...settings, name: `life-${life}`, after: place });
      await until(() => child.of('appended').length > 40 && child.of('saw').length > 60);
      await child.kill();
      const saw = child.of('saw').map((line) => line.split(' ') as [string, string]);
      told.push(...saw.map(([, key]) => key));
      place = saw.at(-1)![0];
      appended.push(...child.of('appended'));
    }
    await pause(100);
    await steady.kill();
    appended.push(...steady.of('appended'));
    await store.events.append([event('last')]);
    const all = await following;
    console.info(
      `postgres: ${all.length} events, ${appended.length} acknowledged by 3 processes, all killed`,
    );
    expect(new Set(all).size).toBe(all.length);
    expect([...all].sort()).toEqual(expect.arrayContaining([...appended].sort()));
    // What the killed one was told in its two lives is one unbroken part of what everybody was told.
    expect(told).toEqual(all.slice(0, told.length));
    const steadily = steady.of('saw').map((line) => line.split(' ')[1]);
    expect(steadily).toEqual(all.slice(0, steadily.length));
    expect(steadily.length).toBeGreaterThan(100);
  }, 28_000);
});
