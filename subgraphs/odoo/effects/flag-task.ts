/** Draws people's attention to a task: priority, state, a tag. Sets a state, so that running again changes nothing. */
import type { Effect } from '../../kit/effect.js';
import type { Session } from '../erp/session.js';
import { flatLoading, loadAll } from './keyed-records.js';
import { externalId } from './load.js';
import { findTag, PRIORITIES, readTasks, STATES, type TaskPriority, type TaskState } from './read-tasks.js';
import { refusal, type EffectScope } from './scope.js';

export type { TaskPriority, TaskState } from './read-tasks.js';

/** What is left out stays as it is. */
export interface FlagTaskInput {
  /** project.task id. */
  readonly taskId: number;
  readonly priority?: TaskPriority;
  readonly state?: TaskState;
  /** Text of a tag; it is made when Odoo has none of that name. */
  readonly tag?: string;
  /** As the check before the write saw the task: undo goes back to it. Without it the flag cannot be taken back. */
  readonly previous?: TaskFlags;
}

export interface TaskFlags {
  readonly priority: TaskPriority;
  /** Null for a state that Odoo works out itself (waiting). */
  readonly state: TaskState | null;
  /** Whether the task carried the tag already. */
  readonly tagged: boolean;
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
        const task = await readFlags(session, input);
        if (task.flagged) return task.result;
        const tagId =
          tag === undefined ? null : ((await findTag(session, tag)) ?? (await makeTag(session, tag)));
        await write(session, input.taskId, {
          ...(priority && { priority: PRIORITIES[priority] }),
          ...(state && { state: STATES[state] }),
          ...(tagId !== null && { tag_ids: [[4, tagId]] }),
        });
        const after = await readFlags(session, input);
        if (after.flagged) return after.result;
        throw refusal(`odoo did not keep the flags of task ${input.taskId}; set them there`);
      }),
    find: (input) =>
      scope.use(async (session) => {
        const task = await readFlags(session, input);
        return task.flagged ? task.result : null;
      }),
    undo: (input) => scope.use((session) => takeBack(session, input)),
  };
}

/** Only flags that still stand are taken off: what a person changed since is theirs. */
async function takeBack(session: Session, input: FlagTaskInput): Promise<void> {
  const { taskId, priority, state, tag, previous } = input;
  if (!previous)
    throw refusal(`nobody noted how task ${taskId} was before it was flagged; take the flag off in odoo`);
  const { task, tagId, result } = await readFlags(session, input);
  if (state !== undefined && previous.state === null && task.state === state)
    throw refusal(
      `task ${taskId} "${result.name}" waited for others before, a state that Odoo works out itself; set it in odoo`,
    );
  const vals = {
    ...(priority !== undefined &&
      priority !== previous.priority &&
      task.priority === priority && { priority: PRIORITIES[previous.priority] }),
    ...(state !== undefined &&
      previous.state !== null &&
      state !== previous.state &&
      task.state === state && { state: STATES[previous.state] }),
    ...(tag !== undefined &&
      !previous.tagged &&
      tagId !== null &&
      task.tagIds.includes(tagId) && { tag_ids: [[3, tagId]] }),
  };
  if (Object.keys(vals).length > 0) await write(session, taskId, vals);
}

async function write(
  session: Session,
  taskId: number,
  vals: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { rpc, context } = session;
  await rpc.call('project.task', 'write', { vals }, { ids: [taskId], context, writes: true });
}

async function readFlags(session: Session, { taskId, priority, state, tag }: FlagTaskInput) {
  const [task] = await readTasks(session, [['id', '=', taskId]]);
  if (!task) throw refusal(`odoo has no task ${taskId}; correct the id`);
  const tagId = tag === undefined ? null : await findTag(session, tag);
  const flagged =
    (priority === undefined || task.priority === priority) &&
    (state === undefined || task.state === state) &&
    (tag === undefined || (tagId !== null && task.tagIds.includes(tagId)));
  const result: FlagTaskResult = { taskId, name: task.name };
  return { task, tagId, flagged, result };
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
