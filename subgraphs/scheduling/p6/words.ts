/** P6's own words, the same in its REST service and its XML export. */
import type { ActivityKind } from '../model.js';

export const KINDS: Readonly<Record<string, ActivityKind>> = {
  'Task Dependent': 'TASK',
  'Resource Dependent': 'TASK',
  'Start Milestone': 'START_MILESTONE',
  'Finish Milestone': 'FINISH_MILESTONE',
  'Level of Effort': 'LEVEL_OF_EFFORT',
  'WBS Summary': 'WBS_SUMMARY',
};
export const STATUSES = {
  'Not Started': 'NOT_STARTED',
  'In Progress': 'IN_PROGRESS',
  Completed: 'COMPLETED',
} as const;
export const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
