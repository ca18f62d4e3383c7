/** Everything Plumbline changes in P6; one file each. */
import type { SchedulingChecks, SchedulingEffects } from '../../effects.js';
import { toState } from './activity.js';
import { createAddNoteEffect } from './add-note.js';
import { createAssignResourceEffect } from './assign-resource.js';
import { createProjectEffect, epsOf, readProjects } from './create-project.js';
import { createKeepCostCodeEffect, readCode, readCodes } from './keep-cost-code.js';
import { readActivity, type Platform } from './platform.js';
import { createUpdateActivityEffect } from './update-activity.js';

export function createEffects(platform: Platform): SchedulingEffects {
  return {
    updateActivity: createUpdateActivityEffect(platform),
    assignResource: createAssignResourceEffect(platform),
    addNote: createAddNoteEffect(platform),
    keepCostCode: createKeepCostCodeEffect(platform),
    createSchedule: createProjectEffect(platform),
  };
}

/** @param schedule reads one schedule as the graph's reads do */
export function createChecks(platform: Platform, schedule: SchedulingChecks['schedule']): SchedulingChecks {
  return {
    activity: async (activity) => toState(await readActivity(platform, activity)),
    schedule,
    costCodes: (code) => readCodes(platform, code),
    costCode: (key) => readCode(platform, key),
    schedules: (number) => readProjects(platform, number),
    hasPlaceFor: (company) => epsOf(platform, company) !== null,
  };
}
