/** Draws people's attention to a task: priority, state, a tag. Sets a state, so that running again changes nothing. */
import type { Effect } from '../../kit/effect.js';
import { readFields } from '../erp/read.js';
import type { Session } from '../erp/session.js';
import { readId, readIds, readText } from '../erp/wire.js';
import { flatLoading, loadAll } from './keyed-records.js';
import { externalId } from './load.js';
import { refusal, type EffectScope } from './scope.js';

/** Odoo's selections in words; waiting is left out, since Odoo works it out from what a task depends on. */
const PRIORITIES = { LOW: '0', MEDIUM: '1', HIGH: '2', URGENT: '3' } as const;
const STATES = {
  IN_PROGRESS: '01_in_progress',
  CHANGES_REQUESTED: '02_changes_requested',
  APPROVED: '03_approved',
  DONE: '1_done',
  CANCELLED: '1_canceled',
} as const;

export type TaskPriority = keyof typeof PRIORITIES;
export type TaskState = keyof typeof STATES;

/** What is left out stays as it is. */
export interface FlagTaskInput {
  /** project.task id. */
  readonly taskId: number;
  readonly priority?: TaskPriority;
  readonly state?: TaskState;
  /** Text of a tag; it is made when Odoo has none of that name. */
  readonly tag?: string;
}

export interface FlagTaskResult {
  readonly taskId: number;
  readonly name: string;
}

export type FlagTask = Effect<FlagTaskInput, FlagTaskResult>;

export function createFlagTask(scope: EffectScope): FlagTask {
  return {
    name: 'flag-task',
    system: 'odoo',
    idempotency: { kind: 'STATE' },
    run: (input) =>
      scope.use(async (session) => {
        const { priority, state, tag } = input;
        if (priority === undefined && state === undefined && tag === undefined)
          throw refusal(`task ${input.taskId} is to be flagged without priority, state or tag; give one`);
        const task = await readTask(session, input);
        if (task.flagged) return task.result;
        const tagId =
          tag === undefined ? null : ((await findTag(session, tag)) ?? (await makeTag(session, tag)));
        const vals = {
          ...(priority && { priority: PRIORITIES[priority] }),
          ...(state && { state: STATES[state] }),
          ...(tagId !== null && { tag_ids: [[4, tagId]] }),
        };
        const { rpc, context } = session;
        await rpc.call('project.task', 'write', { vals }, { ids: [input.taskId], context, writes: true });
        const after = await readTask(session, input);
        if (after.flagged) return after.result;
        throw refusal(`odoo did not keep the flags of task ${input.taskId}; set them there`);
      }),
    find: (input) =>
      scope.use(async (session) => {
        const task = await readTask(session, input);
        return task.flagged ? task.result : null;
      }),
  };
}

const NEEDS = { required: ['name', 'priority', 'state', 'tag_ids'], optional: [] };

async function readTask(
  session: Session,
  { taskId, priority, state, tag }: FlagTaskInput,
): Promise<{ readonly flagged: boolean; readonly result: FlagTaskResult }> {
  const fields = await session.choose('project.task', NEEDS);
  const [row] = await readFields(session, 'project.task', [['id', '=', taskId]], fields);
  if (!row) throw refusal(`odoo has no task ${taskId}; correct the id`);
  const tagId = tag === undefined ? null : await findTag(session, tag);
  const flagged =
    (priority === undefined || readText(row, 'priority') === PRIORITIES[priority]) &&
    (state === undefined || readText(row, 'state') === STATES[state]) &&
    (tag === undefined || (tagId !== null && readIds(row, 'tag_ids').includes(tagId)));
  return { flagged, result: { taskId, name: readText(row, 'name') ?? '' } };
}

/** Odoo keeps tag names unique, whatever their capitals. */
async function findTag(session: Session, tag: string): Promise<number | null> {
  const rows = await readFields(session, 'project.tags', [['name', 'ilike', tag]], ['name']);
  const row = rows.find((one) => readText(one, 'name')?.toLowerCase() === tag.toLowerCase());
  return row ? readId(row) : null;
}

/** The external id is the tag's own, so that two writes at once make one tag. */
async function makeTag(session: Session, tag: string): Promise<number> {
  // Every other character by its number: two tags must never share one id.
  const name = tag.toLowerCase().replace(/[^a-z0-9]/gu, (one) => `_${one.codePointAt(0) ?? 0}_`);
  const record = { id: externalId(`tag_${name}`), name: tag };
  await loadAll(session, flatLoading('project.tags', [record]), `tag "${tag}"`);
  const id = await findTag(session, tag);
  if (id !== null) return id;
  throw refusal(`odoo made tag "${tag}", but does not show it to the configured key; give it access`);
}
