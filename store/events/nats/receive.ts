/** What the leader publishes, from now on, until anything goes wrong: then it is begun anew and the log is read. */
import { DeliverPolicy } from '@nats-io/jetstream';
import type { Passage } from '../fanout.js';
import type { Session } from './connection.js';
import { fromMessage } from './message.js';

export interface Receiver {
  /** Whatever is published after this is received. */
  begun(): void;
  /** False while what comes is not wanted. */
  wants(): boolean;
  received(passage: Passage | undefined): void;
}

const CONSUME = { max_messages: 64, expires: 10_000, idle_heartbeat: 2_000 };
/**
 * The client mends these by itself, from the message after its last one. In a stream that was made anew that number
 * may be far ahead, and it would wait for it in silence.
 */
const TROUBLE = new Set([
  'heartbeats_missed',
  'consumer_not_found',
  'consumer_deleted',
  'stream_not_found',
  'reset',
]);

export async function receive(
  { js }: Session,
  stream: string,
  receiver: Receiver,
  over: AbortSignal,
): Promise<void> {
  const consumer = await js.consumers.get(stream, { deliver_policy: DeliverPolicy.New });
  const messages = await consumer.consume(CONSUME);
  const stop = (): void => messages.stop();
  over.addEventListener('abort', stop);
  if (over.aborted) stop();
  void (async () => {
    for await (const { type } of messages.status()) if (TROUBLE.has(type)) stop();
  })();
  receiver.begun();
  try {
    for await (const { data } of messages) if (receiver.wants()) receiver.received(fromMessage(data));
  } finally {
    over.removeEventListener('abort', stop);
    // The server removes it after a while where this does not reach it.
    if (!over.aborted) await consumer.delete().catch(() => undefined);
  }
}
