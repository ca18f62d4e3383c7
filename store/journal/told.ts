/**
 * What is told of a write in the event log, in the transaction that changes it: each change of its status, and each
 * question for somebody's agreement with its answer.
 */
import { randomUUID } from 'node:crypto';
import { canonicalId } from '../crosswalk/ids.js';
import { sql } from 'kysely';
import type { Sql } from '../database.js';
import type { Appended, EventType, NewEvent } from '../events/event.js';
import type { WriteStatus } from './journal.js';

/** Appends in the transaction of the change. */
export type Tell = (tx: Sql, events: readonly NewEvent[]) => Promise<readonly Appended[]>;

/** A write as a change of it reads it back. */
export const CHANGED_COLUMNS = sql`id, kind, company, project, status`;

export interface Changed {
  readonly id: string;
  readonly kind: string;
  /** Company code. */
  readonly company: string;
  /** Project number. */
  readonly project: string | null;
  readonly status: WriteStatus;
}

export function tellChange(
  tell: Tell,
  tx: Sql,
  write: Changed,
  at: string,
  more: readonly Exclude<EventType, 'WRITE_CHANGED'>[] = [],
): Promise<unknown> {
  const { id, kind, company, project, status } = write;
  // The change and its event are one transaction, so nothing can tell it twice.
  const change = randomUUID();
  return tell(
    tx,
    (['WRITE_CHANGED', ...more] as const).map((type) => ({
      ...{ type, company, equipment: null, severity: null },
      project: project === null ? null : canonicalId('PROJECT', company, project),
      occurredAt: new Date(at),
      source: { system: 'plumbline', record: `writes/${id}` },
      dedupeKey: `${type}/${id}/${change}`,
      payload: { write: id, kind, status },
    })),
  );
}
