/** A write as the graph shows it; its steps, approval and trail are looked up when asked for. */
import type { WriteRecord } from '../../store/store.js';

export type WriteModel = Omit<WriteRecord, 'actor' | 'key' | 'input' | 'inputHash' | 'facts' | 'subject'> & {
  readonly requestedBy: string;
  readonly clientMutationId: string;
  /** JSON text. */
  readonly input: string;
};

export function toWriteModel(write: WriteRecord): WriteModel {
  const { actor, key, input, inputHash: _hash, facts: _facts, subject: _subject, ...shown } = write;
  return { ...shown, requestedBy: actor, clientMutationId: key, input: JSON.stringify(input) };
}
