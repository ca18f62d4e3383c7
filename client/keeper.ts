/** How far an app has come in each of its subscriptions: a cursor per name that survives the app. */
import type { Storage } from './storage/storage.js';

/** An app that stores what events tell in a database of its own keeps the cursor there too, in the same transaction. */
export interface CursorKeeper {
  /** Null for a subscription that never began. */
  get(name: string): Promise<string | null>;
  /** Resolves once it is kept. */
  set(name: string, cursor: string): Promise<void>;
}

const PREFIX = 'cursor/';

export function createCursorKeeper(storage: Storage): CursorKeeper {
  return {
    get: (name) => storage.get(PREFIX + name),
    set: (name, cursor) => storage.set(PREFIX + name, cursor),
  };
}
