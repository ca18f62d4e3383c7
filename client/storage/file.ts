/** A file of a Node program. One process at a time: two would each write what only they know. */
import { open, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import type { Storage } from './storage.js';

/** The whole map is written with every change: meant for cursors and a queue, not for data. */
export function createFileStorage(file: string): Storage {
  let kept: Promise<Map<string, string>> | undefined;
  let writing: Promise<unknown> = Promise.resolve();
  const load = (): Promise<Map<string, string>> => {
    kept ??= readMap(file);
    kept.catch(() => (kept = undefined));
    return kept;
  };
  const change = (apply: (map: Map<string, string>) => void): Promise<void> => {
    const turn = writing.then(async () => {
      const next = new Map(await load());
      apply(next);
      await writeMap(file, next);
      kept = Promise.resolve(next);
    });
    writing = turn.catch(() => undefined);
    return turn;
  };
  return {
    get: async (name) => (await load()).get(name) ?? null,
    set: (name, text) => change((map) => map.set(name, text)),
    delete: (name) => change((map) => map.delete(name)),
    names: async (prefix) => [...(await load()).keys()].filter((name) => name.startsWith(prefix)),
  };
}

async function readMap(file: string): Promise<Map<string, string>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Map();
    throw error;
  }
  try {
    return new Map(Object.entries(JSON.parse(text) as Record<string, string>));
  } catch {
    throw new Error(`${file} is no file of this storage (not JSON); move it away, or give another path`);
  }
}

/** Written beside and renamed over, so that a crash leaves the old file or the new one, whole. */
async function writeMap(file: string, map: Map<string, string>): Promise<void> {
  const beside = `${file}.new`;
  const handle = await open(beside, 'w');
  try {
    await handle.writeFile(JSON.stringify(Object.fromEntries(map)));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(beside, file);
  const folder = await open(path.dirname(file), 'r');
  await folder.sync().finally(() => folder.close());
}
