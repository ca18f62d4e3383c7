/** Everything Plumbline changes in Fleetio; one file each. */
import type { MaintenanceEffects } from '../../effects.js';
import { createCompleteWorkOrderEffect } from './complete-work-order.js';
import { createAssignmentEffect } from './create-assignment.js';
import { createFuelEntryEffect } from './create-fuel-entry.js';
import { createIssueEffect } from './create-issue.js';
import { createMeterEntryEffect } from './create-meter-entry.js';
import { createWorkOrderEffect } from './create-work-order.js';
import { createEndAssignmentEffect } from './end-assignment.js';
import type { Platform } from './platform.js';
import { createKeepPartEffect } from './keep-part.js';
import { createKeepVendorEffect } from './keep-vendor.js';
import { createResolveIssueEffect } from './resolve-issue.js';
import { createSetMachineStatusEffect } from './set-machine-status.js';

export function createEffects(platform: Platform): MaintenanceEffects {
  return {
    createMeterEntry: createMeterEntryEffect(platform),
    createFuelEntry: createFuelEntryEffect(platform),
    createIssue: createIssueEffect(platform),
    resolveIssue: createResolveIssueEffect(platform),
    createWorkOrder: createWorkOrderEffect(platform),
    completeWorkOrder: createCompleteWorkOrderEffect(platform),
    setMachineStatus: createSetMachineStatusEffect(platform),
    createAssignment: createAssignmentEffect(platform),
    endAssignment: createEndAssignmentEffect(platform),
    keepVendor: createKeepVendorEffect(platform),
    keepPart: createKeepPartEffect(platform),
  };
}
