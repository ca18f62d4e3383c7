/** One batched store query per lookup and request. */
import DataLoader from 'dataloader';
import type { Acknowledgement, CanonicalRecord, CrosswalkEntry, Store } from '../../store/store.js';

export interface EquipmentLoaders {
  /** Canonical job by id; null when unknown. */
  readonly project: DataLoader<string, CanonicalRecord | null>;
  /** Every system's id of a machine, by canonical id. */
  readonly externalIds: DataLoader<string, readonly CrosswalkEntry[]>;
  /** By breakdown; null while nobody has acknowledged it. */
  readonly acknowledgement: DataLoader<string, Acknowledgement | null>;
}

export function createLoaders({ crosswalk, breakdowns }: Store): EquipmentLoaders {
  return {
    project: new DataLoader(async (ids) => {
      const records = await crosswalk.byIds('PROJECT', ids);
      return ids.map((id) => records.get(id) ?? null);
    }),
    externalIds: new DataLoader(async (ids) => {
      const entries = await crosswalk.entriesOf('EQUIPMENT', null, ids);
      return ids.map((id) => entries.get(id) ?? []);
    }),
    acknowledgement: new DataLoader(async (ids) => {
      const known = await breakdowns.acknowledgements(ids);
      return ids.map((id) => known.get(id) ?? null);
    }),
  };
}
