/** The leader publishes what it reads from the log. */
import type { Passage } from '../fanout.js';
import type { Session } from './connection.js';
import { toMessages } from './message.js';
import type { EventStream } from './stream.js';

/** More events than this are not kept for a broker that does not take them; the others read them from the log. */
const MOST_WAITING = 5_000;
const MOST_BYTES = 256 * 1024;
/** Subject and headers count as well. */
const ROOM_FOR_HEADERS = 2_048;

/** What was read and is not yet published. */
export class Backlog {
  #passages: Passage[] = [];
  #events = 0;
  #wake: (() => void) | undefined;

  put(passage: Passage): void {
    this.#passages.push(passage);
    this.#events += passage.events.length;
    if (this.#events > MOST_WAITING) {
      this.#passages = [placeOnly(passage.after)];
      this.#events = 0;
    }
    this.#wake?.();
  }

  clear(): void {
    this.#passages = [];
    this.#events = 0;
  }

  /** Undefined when it is over. */
  async next(over: AbortSignal): Promise<Passage | undefined> {
    while (!over.aborted) {
      const passage = this.#passages.shift();
      if (passage) {
        this.#events -= passage.events.length;
        return passage;
      }
      await new Promise<void>((resolve) => {
        const done = (): void => {
          over.removeEventListener('abort', done);
          resolve();
        };
        this.#wake = done;
        over.addEventListener('abort', done);
      });
    }
    return undefined;
  }
}

/** Says how far the log goes: whoever is not there yet reads the log. */
const placeOnly = (place: string): Passage => ({ before: place, after: place, events: [] });

/**
 * Publishes until it is over. Each message is accepted only after the one before it: a leader that lost its lock
 * without noticing is refused as soon as another one has published. Rejects with the first message that is not
 * accepted; whoever leads next begins with the place it is at, and nothing has to be known of what was published.
 */
export async function publishAll(
  { js, mostBytes }: Session,
  { name, subject, lastSequence }: EventStream,
  { backlog, head }: { backlog: Backlog; head: string },
  over: AbortSignal,
): Promise<void> {
  let last = lastSequence;
  const most = Math.min(MOST_BYTES, mostBytes - ROOM_FOR_HEADERS);
  for (let passage: Passage | undefined = placeOnly(head); passage; passage = await backlog.next(over)) {
    for (const bytes of toMessages(passage, most)) {
      if (over.aborted) return;
      const { seq } = await js.publish(subject, bytes, {
        expect: { lastSequence: last, streamName: name },
      });
      last = seq;
    }
  }
}
