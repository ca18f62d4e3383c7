/** Where this process is in the log: it goes on by reading it, or by what a broker brings. */
import { isRefused } from './cursor.js';
import { eventsAfter, type Passage } from './fanout.js';
import { createHeldWatch, type HeldWatch } from './held.js';
import type { RelayParts } from './relay.js';
import type { Tail } from './tail.js';

/** Events that are read at once. */
export const MOST = 500;

export class LogReader {
  readonly #held: HeldWatch;
  #cursor: string | undefined;
  #broken = false;
  #looking = false;

  /** @param passOn receives every stretch that is read from the log */
  constructor(
    private readonly parts: RelayParts,
    private readonly tail: Tail,
    private readonly passOn: (passage: Passage) => void,
  ) {
    this.#held = createHeldWatch(parts.holder, parts.settings.heldSeconds * 1_000, parts.print);
  }

  knowsPlace(): boolean {
    return this.#cursor !== undefined;
  }

  /** Reads on; the number of events that were found, 0 when the log cannot be read now. */
  async look(): Promise<number> {
    const { print } = this.parts;
    this.#looking = true;
    try {
      const found = await this.#read();
      if (this.#broken) print('store: the event log can be read again');
      this.#broken = false;
      return found;
    } catch (error) {
      // Everything after its place was pruned meanwhile: it begins at the end, and followers read for themselves.
      if (isRefused(error)) this.#cursor = undefined;
      else if (!this.#broken) print(`store: the event log cannot be read now: ${(error as Error).message}`);
      this.#broken = !isRefused(error);
      return 0;
    } finally {
      this.#looking = false;
    }
  }

  /** False when something is missing before it, or it is not understood: then the log is to be read. */
  take(passage: Passage | undefined): boolean {
    // Who is looking may find it there, or miss something before it: it looks again.
    if (this.#looking || this.#cursor === undefined || !passage) return false;
    const events = eventsAfter(this.#cursor, passage);
    if (!events) return false;
    if (events.length === 0) return true;
    this.#cursor = passage.after;
    this.tail.push(events);
    return true;
  }

  async #read(): Promise<number> {
    const { log } = this.parts;
    const before = this.#cursor;
    if (before === undefined) {
      this.#cursor = await log.head();
      this.tail.reset(this.#cursor);
      return 0;
    }
    const { events, cursor, held } = await log.read({ after: before, companies: '*', limit: MOST });
    this.#cursor = cursor;
    if (events.length > 0) {
      this.tail.push(events);
      this.passOn({ before, after: cursor, events });
    }
    await this.#held.seen(held);
    return events.length;
  }
}
