/** What the hour meter must read at the end of the day. Fleetio would take a falling meter; ours refuses it first. */
import { decimal } from '../../kit/decimal.js';
import type { Problem, WriteScope } from '../define-write.js';
import type { MachineRef } from '../find-machine.js';

/** Null hours: the platform has a later reading, so that this day's is known between the two. */
export type Meter = { readonly hours: string | null } | { readonly problems: readonly Problem[] };

export async function toMeter(
  { systems }: WriteScope,
  machine: MachineRef,
  { meter, hours, date }: { readonly meter?: string | null; readonly hours: string; readonly date: string },
): Promise<Meter> {
  const last = await systems.maintenance.checks.lastReading(machine.key);
  const wrong = (code: string, message: string): Meter => ({
    problems: [{ code, message, field: ['meter'], record: machine.number, system: 'maintenance' }],
  });
  if (!last)
    return meter == null
      ? wrong('NO_METER', `${machine.number} has no hour reading yet; give the meter`)
      : { hours: meter };
  if (date < last.date && meter == null) return { hours: null };
  const own = decimal(meter ?? decimal(last.hours).plus(hours));
  if (date < last.date)
    return wrong(
      'LATER_READING',
      `${machine.number} was read on ${last.date} (${last.hours} h), after ${date}; correct that reading on the platform, or the date`,
    );
  if (own.lt(last.hours))
    return wrong(
      'FALLING_METER',
      `The hour meter of ${machine.number} read ${last.hours} h on ${last.date}; ${own.toFixed()} h is less. Read it again, or have it replaced on the platform`,
    );
  const days = (Date.parse(date) - Date.parse(last.date)) / 86_400_000 + 1;
  if (own.minus(last.hours).gt(days * 24))
    return wrong(
      'JUMPING_METER',
      `The hour meter of ${machine.number} went from ${last.hours} h on ${last.date} to ${own.toFixed()} h on ${date}: more than 24 h a day. Read it again`,
    );
  return { hours: own.toFixed() };
}

export const meterProblems = (meter: Meter): readonly Problem[] =>
  'problems' in meter ? meter.problems : [];
