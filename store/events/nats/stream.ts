/** The stream of one log. It may be emptied, trimmed or deleted at any time: the log has everything. */
import { DiscardPolicy, RetentionPolicy, StorageType } from '@nats-io/jetstream';
import type { Session } from './connection.js';

export interface EventStream {
  readonly name: string;
  readonly subject: string;
  readonly lastSequence: number;
}

const KEEP_NANOS = 3_600 * 1e9;
const MOST_BYTES = 64 * 1024 * 1024;

/** Made when it is missing; one that an administrator made otherwise is used as it is. */
export async function openStream({ jsm }: Session, lineage: string, replicas: number): Promise<EventStream> {
  const name = `PLUMBLINE_EVENTS_${lineage}`;
  const subject = `plumbline.events.${lineage}`;
  const { state } = await jsm.streams.info(name).catch((error: unknown) => {
    if ((error as { name?: string }).name !== 'StreamNotFoundError') throw error;
    return jsm.streams.add({
      name,
      subjects: [subject],
      description: 'Plumbline: events on their way from the log to the other processes',
      retention: RetentionPolicy.Limits,
      discard: DiscardPolicy.Old,
      storage: StorageType.File,
      max_age: KEEP_NANOS,
      max_bytes: MOST_BYTES,
      num_replicas: replicas,
    });
  });
  return { name, subject, lastSequence: state.last_seq };
}
