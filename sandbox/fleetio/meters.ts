/**
 * Meter entries must rise with the date: a value outside its neighbours is refused unless the entry is void.
 * Source: developer.fleetio.com/reference/create-meter-entry ("must be between 180,000 and 182,000 or marked as
 * void"). The wording with one neighbour only is not documented there and is the simulator's own.
 */
import type { FleetioRecord, FleetioStore } from './store.js';
import type { Errors } from './rules.js';

const ENTRIES = '/v1/meter_entries';
const VEHICLES = '/v1/vehicles';

interface Reading {
  readonly date: string;
  readonly value: number;
}
export interface MeterInput {
  readonly vehicleId: unknown;
  readonly date: unknown;
  readonly value: unknown;
  readonly isVoid: boolean;
  /** The entry that is changed. */
  readonly own?: number;
}

/** The vehicle's reading that came from elsewhere (a GPS device), kept on the vehicle alone. */
const given = new WeakMap<FleetioRecord, Reading | null>();

export function meterErrors(store: FleetioStore, input: MeterInput, field = 'value'): Errors {
  const value = Number(input.value);
  if (input.value === undefined || input.value === null || input.value === '')
    return { [field]: ["can't be blank"] };
  if (!Number.isFinite(value)) return { [field]: ['is not a number'] };
  if (input.isVoid) return {};
  const day = String(input.date).slice(0, 10);
  const readings = readingsOf(store, input.vehicleId, input.own);
  const least = newest(readings.filter(({ date }) => date <= day))?.value ?? -Infinity;
  const most = oldest(readings.filter(({ date }) => date > day))?.value ?? Infinity;
  if (value >= least && value <= most) return {};
  return { [field]: [`must be ${range(least, most)} or marked as void`] };
}

/** Of one day the highest: the meter rose on that day too. */
const byDay = (a: Reading, b: Reading): number => a.date.localeCompare(b.date) || a.value - b.value;

function newest(readings: readonly Reading[]): Reading | undefined {
  return [...readings].sort(byDay).at(-1);
}

function oldest(readings: readonly Reading[]): Reading | undefined {
  return [...readings].sort(byDay)[0];
}

function range(least: number, most: number): string {
  const text = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 3 });
  if (!Number.isFinite(most)) return `${text(least)} or more`;
  return Number.isFinite(least) ? `between ${text(least)} and ${text(most)}` : `${text(most)} or less`;
}

export function addMeterEntry(
  store: FleetioStore,
  input: MeterInput,
  owner: { readonly type: string; readonly id: unknown; readonly meterType?: unknown },
): FleetioRecord {
  const vehicle = store.get(VEHICLES, input.vehicleId);
  if (vehicle) keepGiven(vehicle);
  const entry = store.add(ENTRIES, {
    vehicle_id: Number(input.vehicleId),
    meterable_type: owner.type,
    meterable_id: Number(owner.id),
    meter_type: owner.meterType ?? null,
    category: 'manual',
    date: String(input.date).slice(0, 10),
    value: String(input.value),
    void: input.isVoid,
    auto_voided_at: null,
  });
  refreshMeter(store, input.vehicleId);
  return entry;
}

/** The vehicle shows its newest reading that is not void. */
export function refreshMeter(store: FleetioStore, vehicleId: unknown): void {
  const vehicle = store.get(VEHICLES, vehicleId);
  if (!vehicle) return;
  const last = newest(readingsOf(store, vehicleId));
  store.change(vehicle, {
    primary_meter_value: last ? String(last.value) : null,
    primary_meter_date: last?.date ?? null,
  });
}

function readingsOf(store: FleetioStore, vehicleId: unknown, without?: number): Reading[] {
  const vehicle = store.get(VEHICLES, vehicleId);
  const elsewhere = vehicle && keepGiven(vehicle);
  const entries = (store.list(ENTRIES) ?? []).filter(
    (entry) =>
      entry['vehicle_id'] === Number(vehicleId) &&
      entry['void'] !== true &&
      entry['meter_type'] !== 'secondary' &&
      entry.id !== without,
  );
  const entered = entries.map((entry) => ({ date: String(entry['date']), value: Number(entry['value']) }));
  return elsewhere ? [...entered, elsewhere] : entered;
}

function keepGiven(vehicle: FleetioRecord): Reading | null {
  const known = given.get(vehicle);
  if (known !== undefined) return known;
  const { primary_meter_value: value, primary_meter_date: date } = vehicle;
  const reading = typeof date === 'string' ? { date, value: Number(value) } : null;
  given.set(vehicle, reading);
  return reading;
}
