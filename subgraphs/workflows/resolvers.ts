/** The crosswalk, the writes and the flows in one map. */
import type { Resolvers } from '../../codegen/generated/workflows.js';
import { scalars } from '../kit/scalars.js';
import type { EventLog, Store } from '../../store/store.js';
import { createCrosswalkResolvers } from './crosswalk-resolvers.js';
import { createDeviceResolvers } from './devices.js';
import { createEventResolvers } from './events.js';
import type { FlowOffice } from './flow-office.js';
import { createFlowResolvers } from './flow-resolvers.js';
import { createDeliveryResolvers } from './parked-deliveries.js';
import type { Office } from './office.js';
import { createWatchResolvers } from './watch-resolvers.js';
import { createWriteResolvers } from './write-resolvers.js';

export function createResolvers(
  {
    crosswalk,
    events: { devices: kept, inbox },
  }: { readonly crosswalk: Store['crosswalk']; readonly events: Pick<EventLog, 'devices' | 'inbox'> },
  office: Office,
  flowOffice: FlowOffice,
): Resolvers {
  const own = createCrosswalkResolvers(crosswalk);
  const writes = createWriteResolvers(office);
  const watch = createWatchResolvers(crosswalk, inbox, flowOffice);
  const flows = createFlowResolvers(flowOffice);
  const devices = createDeviceResolvers(kept);
  const deliveries = createDeliveryResolvers(inbox);
  const events = createEventResolvers(office);
  return {
    ...scalars,
    ...writes,
    ...events,
    Query: {
      ...own.Query,
      ...writes.Query,
      ...watch.Query,
      ...flows.Query,
      ...devices.Query,
      ...events.Query,
      ...deliveries.Query,
    },
    Mutation: {
      ...own.Mutation,
      ...writes.Mutation,
      ...flows.Mutation,
      ...devices.Mutation,
      ...deliveries.Mutation,
    },
  };
}
