/**
 * The last events that the relay read, in memory once for all followers, and the followers that wait for more. A
 * follower whose place is older than that reads the log itself, so that nothing is kept for it.
 */
import type { EventPage, EventRecord } from './event.js';

const MOST_IN_MEMORY = 1_000;

export type TailPage = Omit<EventPage, 'held'>;

/** One follower's wait; `wake` ends it. */
export interface Waiting {
  wake?: (() => void) | undefined;
}

export class Tail {
  #events: EventRecord[] = [];
  /** Cursor → number of the event after it, counted from the first one ever pushed. */
  #places = new Map<string, number>();
  #pushed = 0;
  /** The place before the oldest event in memory. */
  #first = '';
  #version = 0;
  readonly #waiting = new Set<Waiting>();

  /** Changes whenever waiting followers should look again. */
  get version(): number {
    return this.#version;
  }

  /** Forgets all; from now on it begins at this cursor. */
  reset(cursor: string): void {
    this.#events = [];
    this.#first = cursor;
    this.#places = new Map([[cursor, this.#pushed]]);
    this.#wakeAll();
  }

  push(events: readonly EventRecord[]): void {
    for (const event of events) {
      this.#events.push(event);
      this.#places.set(event.cursor, (this.#pushed += 1));
    }
    for (const { cursor } of this.#events.splice(0, Math.max(0, this.#events.length - MOST_IN_MEMORY))) {
      this.#places.delete(this.#first);
      this.#first = cursor;
    }
    this.#wakeAll();
  }

  /** Those after a cursor that fit, at most so many; undefined when the place is not in memory. */
  after(cursor: string, fits: (event: EventRecord) => boolean, most: number): TailPage | undefined {
    const place = this.#places.get(cursor);
    if (place === undefined) return undefined;
    const fitting: EventRecord[] = [];
    let at = place - this.#pushed + this.#events.length;
    for (; at < this.#events.length && fitting.length < most; at += 1) {
      const event = this.#events[at];
      if (event && fits(event)) fitting.push(event);
    }
    return {
      events: fitting,
      cursor: this.#events[at - 1]?.cursor ?? cursor,
      hasMore: at < this.#events.length,
    };
  }

  /** Resolves when `version` is no longer the one given, or at `waiting.wake()`. */
  async changed(version: number, waiting: Waiting): Promise<void> {
    if (version !== this.#version) return;
    await new Promise<void>((resolve) => {
      waiting.wake = resolve;
      this.#waiting.add(waiting);
    });
    waiting.wake = undefined;
    this.#waiting.delete(waiting);
  }

  #wakeAll(): void {
    this.#version += 1;
    for (const { wake } of [...this.#waiting]) wake?.();
  }
}
