/** The crosswalk, the writes and the flows in one map. */
import type { Resolvers } from '../../codegen/generated/workflows.js';
import { scalars } from '../kit/scalars.js';
import type { Store } from '../../store/store.js';
import { createCrosswalkResolvers } from './crosswalk-resolvers.js';
import { createEventResolvers } from './events.js';
import type { FlowOffice } from './flow-office.js';
import { createFlowResolvers } from './flow-resolvers.js';
import type { Office } from './office.js';
import { createWatchResolvers } from './watch-resolvers.js';
import { createWriteResolvers } from './write-resolvers.js';

export function createResolvers(
  crosswalk: Store['crosswalk'],
  office: Office,
  flowOffice: FlowOffice,
): Resolvers {
  const own = createCrosswalkResolvers(crosswalk);
  const writes = createWriteResolvers(office);
  const watch = createWatchResolvers(crosswalk, flowOffice);
  const flows = createFlowResolvers(flowOffice);
  return {
    ...scalars,
    ...writes,
    ...createEventResolvers(office),
    Query: { ...own.Query, ...writes.Query, ...watch.Query, ...flows.Query },
    Mutation: { ...own.Mutation, ...writes.Mutation, ...flows.Mutation },
  };
}
