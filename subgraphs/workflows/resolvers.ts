/** The crosswalk and the writes in one map. */
import type { Resolvers } from '../../codegen/generated/workflows.js';
import { scalars } from '../kit/scalars.js';
import type { Store } from '../../store/store.js';
import { createCrosswalkResolvers } from './crosswalk-resolvers.js';
import type { Office } from './office.js';
import { createWatchResolvers } from './watch-resolvers.js';
import { createWriteResolvers } from './write-resolvers.js';

export function createResolvers(crosswalk: Store['crosswalk'], office: Office): Resolvers {
  const own = createCrosswalkResolvers(crosswalk);
  const writes = createWriteResolvers(office);
  const watch = createWatchResolvers(crosswalk, office);
  return {
    ...scalars,
    ...writes,
    Query: { ...own.Query, ...writes.Query, ...watch.Query },
    Mutation: { ...own.Mutation, ...writes.Mutation },
  };
}
