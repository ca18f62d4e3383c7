/** What every part of the write side shares: the journal, the engine, the definitions and how they are reached. */
import type { AuditFact, Engine, Store, WriteRecord } from '../../store/store.js';
import type { Actor } from '../kit/actor.js';
import type { Problem, WriteDefinition, WriteScope } from './define-write.js';
import { runIdOf } from './runner.js';
import type { WorkflowsSettings } from './settings.js';

export interface Office {
  readonly journal: Store['journal'];
  readonly events: Pick<Store['events'], 'head'>;
  readonly definitions: ReadonlyMap<string, WriteDefinition>;
  readonly settings: WorkflowsSettings;
  /** Opens the durable engine when first needed. */
  readonly engine: () => Promise<Engine>;
  readonly scopeFor: (actor: Actor) => WriteScope;
  readonly now: () => number;
  /** Time-sortable and unique; [a-z0-9]. */
  readonly newId: () => string;
}

export interface Answer {
  readonly write: WriteRecord | null;
  readonly userErrors: readonly Problem[];
  readonly plan?: readonly { readonly name: string; readonly system: string; readonly title: string }[];
}

export const refuse = (...problems: readonly Problem[]): Answer => ({ write: null, userErrors: problems });

export function fact(
  { now }: Office,
  actor: string,
  event: string,
  more: Partial<AuditFact> = {},
): AuditFact {
  return { at: new Date(now()).toISOString(), actor, event, ...more };
}

/** RECEIVED or approved → QUEUED, and handed to the engine. Safe to repeat. */
export async function queue(
  office: Office,
  id: string,
  from: readonly WriteRecord['status'][],
  actor: string,
): Promise<WriteRecord> {
  await office.journal.move(id, from, { to: 'QUEUED', audit: fact(office, actor, 'QUEUED') });
  const write = await office.journal.write(id);
  if (!write) throw new Error(`write ${id} is not in the journal`);
  if (write.status === 'QUEUED') await (await office.engine()).submit(runIdOf(write));
  return write;
}
