/** One batched store query per lookup and request. */
import DataLoader from 'dataloader';
import type { CanonicalRecord, CrosswalkEntry, Store } from '../../store/store.js';

export interface EquipmentLoaders {
  /** Canonical job by id; null when unknown. */
  readonly project: DataLoader<string, CanonicalRecord | null>;
  /** Every system's id of a machine, by canonical id. */
  readonly externalIds: DataLoader<string, readonly CrosswalkEntry[]>;
}

export function createLoaders({ crosswalk }: Store): EquipmentLoaders {
  return {
    project: new DataLoader(async (ids) => {
      const records = await crosswalk.byIds('PROJECT', ids);
      return ids.map((id) => records.get(id) ?? null);
    }),
    externalIds: new DataLoader(async (ids) => {
      const entries = await crosswalk.entriesOf('EQUIPMENT', null, ids);
      return ids.map((id) => entries.get(id) ?? []);
    }),
  };
}
