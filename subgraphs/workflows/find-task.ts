/** A task of a job in the ERP: by its id there, or the one that is meant. */
import type { FlagTaskInput, TaskRecord } from '../odoo/connector.js';
import type { Problem, WriteScope } from './define-write.js';
import type { ProjectTarget } from './find-project.js';

/** The open task with the id; a done or foreign one is told. */
export async function findTask(
  { systems }: WriteScope,
  id: string,
  { number, odooId }: ProjectTarget,
): Promise<TaskRecord | Problem> {
  const task = (await systems.erp.checks.plan.tasks(odooId)).find((own) => String(own.id) === id);
  const problem = (code: string, message: string): Problem => ({
    ...{ code, message, field: ['task'], record: id, system: 'odoo' },
  });
  if (!task)
    return problem(
      'NOT_FOUND',
      `Project ${number} has no task ${id} in the ERP; give the id of one of its tasks, or leave task out`,
    );
  if (task.open) return task;
  return problem(
    'TASK_CLOSED',
    `Task ${id} "${task.name}" of ${number} is done, cancelled or archived; reopen it in the ERP, or leave task out`,
  );
}

/** Flags a task, with what it was before, so that the flag can be taken off again. */
export async function toFlag(
  { systems }: WriteScope,
  task: TaskRecord,
  flag: Pick<FlagTaskInput, 'priority' | 'state' | 'tag'>,
): Promise<FlagTaskInput> {
  const tagId = flag.tag === undefined ? null : await systems.erp.checks.plan.tag(flag.tag);
  const { priority, state, tagIds } = task;
  const previous = { priority, state, tagged: tagId !== null && tagIds.includes(tagId) };
  return { taskId: task.id, ...flag, previous };
}
