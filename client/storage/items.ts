/**
 * `localStorage` of a browser, or AsyncStorage of React Native. Both have the same three calls; they differ in how
 * they list their names.
 */
import type { Storage } from './storage.js';

type Maybe<T> = T | Promise<T>;

interface Items {
  getItem(name: string): Maybe<string | null>;
  setItem(name: string, text: string): Maybe<unknown>;
  removeItem(name: string): Maybe<unknown>;
}
/** As the browser's `localStorage`. */
interface WebItems extends Items {
  readonly length: number;
  key(index: number): string | null;
}
/** As React Native's AsyncStorage. */
interface NativeItems extends Items {
  getAllKeys(): Promise<readonly string[]>;
}

/** @param prefix keeps our names apart from others of the app */
export function createItemStorage(items: WebItems | NativeItems, prefix = 'plumbline/'): Storage {
  return {
    get: async (name) => items.getItem(prefix + name),
    set: async (name, text) => {
      await items.setItem(prefix + name, text);
    },
    delete: async (name) => {
      await items.removeItem(prefix + name);
    },
    names: async (start) =>
      (await listNames(items))
        .filter((name) => name.startsWith(prefix + start))
        .map((name) => name.slice(prefix.length)),
  };
}

async function listNames(items: WebItems | NativeItems): Promise<readonly string[]> {
  if ('getAllKeys' in items) return items.getAllKeys();
  return Array.from({ length: items.length }, (_, index) => items.key(index)).filter((name) => name !== null);
}
