/** A passage as bytes, and back. */
import type { EventRecord } from '../event.js';
import type { Passage } from '../fanout.js';

const VERSION = 1;

function encode({ before, after, events }: Passage): Uint8Array {
  return Buffer.from(JSON.stringify({ v: VERSION, before, after, events }));
}

/**
 * In order, each at most so many bytes. An event that alone is larger is passed on as its place only, and is read
 * from the log.
 */
export function* toMessages(passage: Passage, mostBytes: number): Generator<Uint8Array, undefined> {
  const { before, after, events } = passage;
  const bytes = encode(passage);
  if (bytes.length <= mostBytes) {
    yield bytes;
    return;
  }
  const half = Math.floor(events.length / 2);
  const middle = events[half - 1];
  if (!middle) {
    yield encode({ before: after, after, events: [] });
    return;
  }
  yield* toMessages({ before, after: middle.cursor, events: events.slice(0, half) }, mostBytes);
  yield* toMessages({ before: middle.cursor, after, events: events.slice(half) }, mostBytes);
}

/** Undefined for what this version does not know: a newer process may lead, or a stranger may have written. */
export function fromMessage(bytes: Uint8Array): Passage | undefined {
  try {
    const parsed = JSON.parse(Buffer.from(bytes).toString()) as Partial<Passage & { v: number }> | null;
    if (parsed?.v !== VERSION || !Array.isArray(parsed.events)) return undefined;
    const { before, after } = parsed;
    if (typeof before !== 'string' || typeof after !== 'string') return undefined;
    return { before, after, events: (parsed.events as EventRecord[]).map(revive) };
  } catch {
    return undefined;
  }
}

function revive(event: EventRecord): EventRecord {
  return { ...event, occurredAt: new Date(event.occurredAt), recordedAt: new Date(event.recordedAt) };
}
