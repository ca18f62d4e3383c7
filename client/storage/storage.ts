/** Where an app keeps what must survive its end: a small map from names to texts. */
export interface Storage {
  /** Null for a name that nothing is kept under. */
  get(name: string): Promise<string | null>;
  /** Resolves once the text is kept: it is read again after the app or the device dies. */
  set(name: string, text: string): Promise<void>;
  /** Deleting what is not there is no error. */
  delete(name: string): Promise<void>;
  /** Names that begin so, in no order. */
  names(prefix: string): Promise<readonly string[]>;
}

/** For tests and for apps that may forget. */
export function createMemoryStorage(): Storage {
  const kept = new Map<string, string>();
  return {
    get: (name) => Promise.resolve(kept.get(name) ?? null),
    set: (name, text) => Promise.resolve(void kept.set(name, text)),
    delete: (name) => Promise.resolve(void kept.delete(name)),
    names: (prefix) => Promise.resolve([...kept.keys()].filter((name) => name.startsWith(prefix))),
  };
}
