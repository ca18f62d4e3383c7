/**
 * Fuel with the meter reading the platform wants on each entry. The key is its `reference`, "often used to store a
 * receipt number or other unique identifier". All three volumes are sent; the platform takes the one of the vehicle's
 * unit and ignores the others, but the price is per that unit, so the vehicle is read first.
 *
 * Source: developer.fleetio.com/docs/api/2024-03-15/v-1-fuel-entries-create.
 */
import { decimal, type Big } from '../../../kit/decimal.js';
import type { Effect } from '../../../kit/effect.js';
import type { FuelEntry, FuelEntryInput } from '../../effects.js';
import { wireFuelEntry, wireVehicle, type WireVehicle } from '../wire.js';
import { toFuelEntry } from './map.js';
import { addOne, firstOf, lookUp, readOne, type Platform } from './platform.js';

const FUEL = '/v1/fuel_entries';
const READER = { shape: wireFuelEntry, toModel: toFuelEntry };
const LITRES_PER = { us_gallons: '3.785411784', uk_gallons: '4.54609', liters: '1' } as const;
type VolumeUnit = keyof typeof LITRES_PER;

export function createFuelEntryEffect(platform: Platform): Effect<FuelEntryInput, FuelEntry> {
  return {
    name: 'create-fuel-entry',
    system: 'maintenance',
    idempotency: lookUp(platform.settings),
    async run(input, key) {
      const vehicle = { shape: wireVehicle, toModel: volumeUnit };
      const unit = await readOne(platform, `/v1/vehicles/${input.machine}`, vehicle, subject(input));
      return addOne(platform, FUEL, toBody(input, unit, key), READER, subject(input));
    },
    async find(input, key) {
      const filter = { 'filter[vehicle_id][eq]': input.machine };
      const found = await firstOf(
        platform,
        FUEL,
        filter,
        wireFuelEntry,
        ({ reference }) => reference === key,
      );
      return found && toFuelEntry(found);
    },
    /** The platform has no void for fuel: volume and price become nothing, the meter entry is voided, both stay. */
    async undo(input, { key: id, meterEntry }, key, { date, reason }) {
      const nothing = { us_gallons: 0, uk_gallons: 0, liters: 0, price_per_volume_unit: 0 };
      const reference = `${key} taken back ${date}: ${reason}`.slice(0, 255);
      await platform.client.send('PATCH', `${FUEL}/${id}`, { ...nothing, reference }, subject(input));
      if (meterEntry !== null)
        await platform.client.send(
          'PATCH',
          `/v1/meter_entries/${meterEntry}`,
          { void: true },
          subject(input),
        );
    },
  };
}

function volumeUnit({ fuel_volume_units: unit, system_of_measurement: system }: WireVehicle): VolumeUnit {
  if (unit === 'us_gallons' || unit === 'uk_gallons' || unit === 'liters') return unit;
  return system === 'metric' ? 'liters' : 'us_gallons';
}

function toBody(
  { machine, date, litres, cost, hours }: FuelEntryInput,
  unit: VolumeUnit,
  key: string,
): object {
  const volume = (of: VolumeUnit): Big => decimal(litres).div(LITRES_PER[of]).round(4, 1);
  const own = volume(unit);
  const price = cost === null || own.eq(0) ? undefined : decimal(cost).div(own).round(6, 1).toFixed();
  return {
    vehicle_id: Number(machine),
    date,
    us_gallons: volume('us_gallons').toFixed(),
    uk_gallons: volume('uk_gallons').toFixed(),
    liters: volume('liters').toFixed(),
    price_per_volume_unit: price,
    reference: key,
    meter_entry_attributes: { value: hours },
  };
}

function subject({ machine, date, litres, hours }: FuelEntryInput) {
  return {
    what: `the fuel entry ${litres} l of machine ${machine} on ${date} at ${hours} h`,
    mend: 'check the machine, the litres and the meter reading',
  };
}
