/** Tasks of a job in the ERP, with what can be flagged on them. */
import { readFields, type Domain } from '../erp/read.js';
import type { Session } from '../erp/session.js';
import { readId, readIds, readLink, readText } from '../erp/wire.js';

/** Odoo's selections in words; waiting is left out, since Odoo works it out from what a task depends on. */
export const PRIORITIES = { LOW: '0', MEDIUM: '1', HIGH: '2', URGENT: '3' } as const;
export const STATES = {
  IN_PROGRESS: '01_in_progress',
  CHANGES_REQUESTED: '02_changes_requested',
  APPROVED: '03_approved',
  DONE: '1_done',
  CANCELLED: '1_canceled',
} as const;

export type TaskPriority = keyof typeof PRIORITIES;
export type TaskState = keyof typeof STATES;

export interface TaskRecord {
  /** project.task id. */
  readonly id: number;
  readonly name: string;
  readonly projectId: number | null;
  readonly priority: TaskPriority;
  /** Null for a state that Odoo works out itself (waiting). */
  readonly state: TaskState | null;
  /** Neither done, cancelled nor archived. */
  readonly open: boolean;
  /** project.tags ids. */
  readonly tagIds: readonly number[];
}

const NEEDS = { required: ['name', 'project_id', 'priority', 'state', 'tag_ids'], optional: ['active'] };

export async function readTasks(session: Session, domain: Domain): Promise<TaskRecord[]> {
  const fields = await session.choose('project.task', NEEDS);
  const rows = await readFields(session, 'project.task', domain, fields);
  return rows.map((row) => {
    const state = wordOf(STATES, readText(row, 'state'));
    return {
      id: readId(row),
      name: readText(row, 'name') ?? '',
      projectId: readLink(row, 'project_id'),
      priority: wordOf(PRIORITIES, readText(row, 'priority')) ?? 'LOW',
      state,
      open: row['active'] !== false && state !== 'DONE' && state !== 'CANCELLED',
      tagIds: readIds(row, 'tag_ids'),
    };
  });
}

function wordOf<Words extends Readonly<Record<string, string>>>(
  words: Words,
  value: string | null,
): keyof Words | null {
  return Object.keys(words).find((word) => words[word] === value) ?? null;
}

/** Odoo keeps tag names unique, whatever their capitals. */
export async function findTag(session: Session, tag: string): Promise<number | null> {
  const rows = await readFields(session, 'project.tags', [['name', 'ilike', tag]], ['name']);
  const row = rows.find((one) => readText(one, 'name')?.toLowerCase() === tag.toLowerCase());
  return row ? readId(row) : null;
}
