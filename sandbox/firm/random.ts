/** A small seeded generator: the same seed gives the same firm on every machine. */

export interface Random {
  /** 0 ≤ value < 1. */
  next(): number;
  /** Whole number from low to high, both included. */
  int(low: number, high: number): number;
  pick<T>(list: readonly T[]): T;
  chance(probability: number): boolean;
  /** Amount text with two decimals between two whole units. */
  amount(low: number, high: number): string;
}

/** FNV-1a over the characters; turns a word into the generator's first state. */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (const character of text) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return state >>> 0;
}

/** Mulberry32 (public domain algorithm by Tommy Ettinger): 32 bits of state are plenty for a make-believe firm. */
export function createRandom(seed: string): Random {
  let state = hash(seed);
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const int = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    int,
    pick: (list) => {
      const chosen = list[int(0, list.length - 1)];
      if (chosen === undefined) throw new RangeError('cannot pick from an empty list');
      return chosen;
    },
    chance: (probability) => next() < probability,
    amount: (low, high) => (int(low * 100, high * 100 - 1) / 100).toFixed(2),
  };
}
