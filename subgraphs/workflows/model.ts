/** A write as the graph shows it; its steps, approval and trail are looked up when asked for. */
import type { UserError } from '../../codegen/generated/workflows.js';
import type { WriteRecord } from '../../store/store.js';
import type { Problem } from './define-write.js';

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

export function toUserErrors(problems: readonly Problem[]): UserError[] {
  return problems.map(({ field, record = null, system = null, ...same }) => ({
    ...same,
    field: [...field],
    record,
    system,
  }));
}
