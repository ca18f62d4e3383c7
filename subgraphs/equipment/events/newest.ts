/** The newest hours and the newest place of a machine, over all its sources. */
import { compare, type MachineView } from '../fleet-view.js';
import { MAINTENANCE, TELEMATICS } from '../mirror-keys.js';
import type { TelematicsMachineModel } from '../model.js';

export interface NewestMeter {
  /** Cumulative operating hours, decimal text. */
  readonly value: string;
  readonly at: string;
  readonly source: 'telematics' | 'maintenance';
}

/** Telematics wins over what people entered, as in `Equipment.meters`. */
export function newestMeter({ units, record }: MachineView): NewestMeter | null {
  const lists = [
    { source: TELEMATICS, meters: units.flatMap(({ unit }) => unit.meters) },
    { source: MAINTENANCE, meters: record?.meters ?? [] },
  ] as const;
  for (const { source, meters } of lists) {
    const [newest] = meters
      .filter(({ type }) => type === 'OPERATING_HOURS')
      .sort((a, b) => compare(b.at, a.at));
    if (newest) return { value: newest.value, at: newest.at, source };
  }
  return null;
}

export function newestPlace({ units }: MachineView): TelematicsMachineModel['location'] {
  const places = units.flatMap(({ unit: { location } }) => location ?? []);
  return places.sort((a, b) => compare(b.at ?? '', a.at ?? ''))[0] ?? null;
}
