/** What writes look up about a job's plan in the ERP before they change it: milestones and tasks. Reads only. */
import { findTag, readTasks, type TaskRecord } from './read-tasks.js';
import { readMilestones, type MilestoneRecord } from './read-milestones.js';
import type { EffectScope } from './scope.js';

export interface PlanChecks {
  /** Milestones of a project.project, with what those that bill make due. */
  milestones(projectId: number): Promise<readonly MilestoneRecord[]>;
  /** Tasks of a project.project, done and archived ones included. */
  tasks(projectId: number): Promise<readonly TaskRecord[]>;
  /** project.tags id of a tag, whatever its capitals; null when there is none yet. */
  tag(name: string): Promise<number | null>;
}

export function createPlanChecks(scope: EffectScope): PlanChecks {
  const of = (projectId: number) => [['project_id', '=', projectId]] as const;
  return {
    milestones: (projectId) => scope.use((session) => readMilestones(session, of(projectId))),
    tasks: (projectId) => scope.use((session) => readTasks(session, of(projectId))),
    tag: (name) => scope.use((session) => findTag(session, name)),
  };
}
