/**
 * A reading of the hour meter. The record has no field for text (vehicle_id, value, date, void, meter_type is all the
 * create page offers), so it is looked up by what it says: the same value of the same machine on the same day is the
 * same reading, whoever entered it. Fleetio refuses a value outside those before and after it.
 *
 * Source: developer.fleetio.com/docs/api/2024-03-15/v-1-meter-entries-create, v-1-vehicles-meter-entries.
 */
import { decimal } from '../../../kit/decimal.js';
import type { Effect } from '../../../kit/effect.js';
import type { MeterEntry, MeterEntryInput } from '../../effects.js';
import { wireMeterEntry } from '../wire.js';
import { toMeterEntry } from './map.js';
import { addOne, firstOf, lookUp, type Platform } from './platform.js';

const READER = { shape: wireMeterEntry, toModel: toMeterEntry };

export function createMeterEntryEffect(platform: Platform): Effect<MeterEntryInput, MeterEntry> {
  return {
    name: 'create-meter-entry',
    system: 'maintenance',
    idempotency: lookUp(platform.settings),
    run: ({ machine, date, hours }) =>
      addOne(
        platform,
        '/v1/meter_entries',
        { vehicle_id: Number(machine), date, value: hours },
        READER,
        subject({ machine, date, hours }),
      ),
    async find({ machine, date, hours }) {
      const found = await firstOf(
        platform,
        `/v1/vehicles/${machine}/meter_entries`,
        { 'filter[date][eq]': date },
        wireMeterEntry,
        (entry) =>
          entry.date.startsWith(date) &&
          entry.void !== true &&
          entry.meter_type !== 'secondary' &&
          decimal(entry.value).eq(hours),
      );
      return found && toMeterEntry(found);
    },
    /** Void, as the platform itself advises for a wrong reading: it stays visible and counts no more. */
    async undo(input, { key }) {
      await platform.client.send('PATCH', `/v1/meter_entries/${key}`, { void: true }, subject(input));
    },
  };
}

function subject({ machine, date, hours }: MeterEntryInput) {
  return {
    what: `the meter entry ${hours} h of machine ${machine} on ${date}`,
    mend: 'read the meter again, or correct the readings around that day',
  };
}
