/** IndexedDB of a browser, also in workers. Give it `globalThis.indexedDB`. */
import type { Storage } from './storage.js';

/** As much of IndexedDB as is used here: the module needs no types of a browser. */
interface Happening {
  addEventListener(type: string, listener: () => void): void;
}
interface Asked<T> extends Happening {
  readonly result: T;
  readonly error: unknown;
}
interface Shelf {
  get(name: string): Asked<unknown>;
  put(text: string, name: string): Asked<unknown>;
  delete(name: string): Asked<unknown>;
  getAllKeys(): Asked<readonly unknown[]>;
}
interface Turn extends Happening {
  readonly error: unknown;
  objectStore(name: string): Shelf;
}
interface Base {
  createObjectStore(name: string): unknown;
  transaction(name: string, mode: 'readonly' | 'readwrite'): Turn;
}
export interface IndexedDb {
  open(name: string, version: number): Asked<Base>;
}

const SHELF = 'kept';

/** @param database its name; one of our own, since its version is ours */
export function createIndexedDbStorage(factory: IndexedDb, database = 'plumbline'): Storage {
  let opened: Promise<Base> | undefined;
  const open = (): Promise<Base> => {
    opened ??= openBase(factory, database);
    // What failed (a private window, a full disk) is tried again by the next call.
    opened.catch(() => (opened = undefined));
    return opened;
  };
  const run = async <T>(mode: 'readonly' | 'readwrite', ask: (shelf: Shelf) => Asked<T>): Promise<T> => {
    const turn = (await open()).transaction(SHELF, mode);
    const asked = ask(turn.objectStore(SHELF));
    // Only the end of the transaction says that it is kept; the request's own success comes before.
    await new Promise<void>((resolve, reject) => {
      turn.addEventListener('complete', resolve);
      for (const end of ['abort', 'error']) turn.addEventListener(end, () => reject(failure(turn.error)));
    });
    return asked.result;
  };
  return {
    get: async (name) => {
      const text = await run('readonly', (shelf) => shelf.get(name));
      return typeof text === 'string' ? text : null;
    },
    set: async (name, text) => {
      await run('readwrite', (shelf) => shelf.put(text, name));
    },
    delete: async (name) => {
      await run('readwrite', (shelf) => shelf.delete(name));
    },
    names: async (prefix) =>
      (await run('readonly', (shelf) => shelf.getAllKeys())).filter(
        (name): name is string => typeof name === 'string' && name.startsWith(prefix),
      ),
  };
}

function openBase(factory: IndexedDb, database: string): Promise<Base> {
  return new Promise((resolve, reject) => {
    const asked = factory.open(database, 1);
    asked.addEventListener('upgradeneeded', () => asked.result.createObjectStore(SHELF));
    asked.addEventListener('success', () => resolve(asked.result));
    asked.addEventListener('error', () => reject(failure(asked.error)));
  });
}

const failure = (error: unknown): Error =>
  error instanceof Error ? error : new Error(`IndexedDB: ${String(error)}`);
