/**
 * One change in one upstream system, as a durable write makes it: once, however often it is tried. A connector offers
 * its effects in domain words and declares how each is made safe to repeat; whoever runs them keeps key and outcome.
 */
import type { SystemName } from './errors.js';

/** How an effect whose outcome is unknown is made sure to land once. */
export type Idempotency =
  /** The target keeps our key with the record: running again gives the same record. */
  | { readonly kind: 'KEY' }
  /** The effect sets a state: running again changes nothing. */
  | { readonly kind: 'STATE' }
  /**
   * The target keeps no key. After an unknown outcome wait until nothing of it can land any more, then look it up; run
   * again only when it is not there.
   */
  | { readonly kind: 'LOOK_UP'; readonly delayBoundMs: number };

export interface Effect<Input, Result> {
  /** Verb and noun, for example `post-journal-entry`. */
  readonly name: string;
  readonly system: SystemName;
  readonly idempotency: Idempotency;
  /**
   * Makes the change, reads it back and resolves with what is there; rejects with an UpstreamError. A business refusal
   * has kind BUSINESS; TIMEOUT, NETWORK, SERVER and GARBAGE leave the outcome unknown.
   * @param key unique for this effect of this write; at most 60 characters of [a-z0-9_]
   */
  run(input: Input, key: string): Promise<Result>;
  /** What an earlier run with the key left behind, or null. Changes nothing. */
  find(input: Input, key: string): Promise<Result | null>;
  /** Takes the effect back by a reversal of its own (never a deletion of what was posted). Safe to repeat like `run`. */
  readonly undo?: (input: Input, result: Result, key: string, why: Reversal) => Promise<void>;
}

/** Why and on which accounting day something is taken back. */
export interface Reversal {
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly reason: string;
  /** Who takes it back; whoever made it when left out. */
  readonly by?: string;
}
