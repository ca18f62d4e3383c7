/** One record as the platform has it now, in the model of the lists; null when it is gone. */
import { isUpstreamError } from '../../kit/errors.js';
import type { MaintenanceConnector, MaintenanceHint } from '../connector.js';
import type { BreakdownModel, MachineModel, WorkOrderModel } from '../model.js';
import { readOne, type Platform } from './effects/platform.js';
import { toIssue, toMachine, toWorkOrder } from './map.js';
import { wireIssue, wireVehicle, wireWorkOrder } from './wire.js';

export function createReread(platform: Platform): MaintenanceConnector['reread'] {
  const { settings, companies } = platform;
  const subject = ({ kind, key }: MaintenanceHint) => ({
    what: `the ${kind.toLowerCase().replace('_', ' ')} ${key}`,
    mend: 'it may have been deleted',
  });
  const read = (hint: MaintenanceHint): Promise<MachineModel | WorkOrderModel | BreakdownModel> => {
    switch (hint.kind) {
      case 'ISSUE':
        return readOne(
          platform,
          `/v2/issues/${hint.key}`,
          { shape: wireIssue, toModel: toIssue },
          subject(hint),
        );
      case 'WORK_ORDER': {
        const toModel = (wire: Parameters<typeof toWorkOrder>[0]) =>
          toWorkOrder(wire, settings.workOrderStatuses.cancelled);
        const reader = { shape: wireWorkOrder, toModel };
        return readOne(platform, `/v2/work_orders/${hint.key}`, reader, subject(hint));
      }
      case 'MACHINE': {
        const toModel = (wire: Parameters<typeof toMachine>[0]) => toMachine(wire, settings, companies);
        return readOne(platform, `/v1/vehicles/${hint.key}`, { shape: wireVehicle, toModel }, subject(hint));
      }
    }
  };
  return async (hint) => {
    try {
      return await read(hint);
    } catch (error) {
      if (isUpstreamError(error) && error.kind === 'BUSINESS') return null;
      throw error;
    }
  };
}
