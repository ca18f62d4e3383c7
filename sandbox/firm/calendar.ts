/** Days as text; all arithmetic in UTC. */
import type { Day } from './ledger.js';

const MILLISECONDS_PER_DAY = 86_400_000;

export function addDays(day: Day, count: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * MILLISECONDS_PER_DAY).toISOString().slice(0, 10);
}

/** Every day from first to last, both included. */
export function eachDay(first: Day, last: Day): Day[] {
  const days: Day[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day);
  return days;
}

/** Monday to Friday. */
export function isWeekday(day: Day): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday >= 1 && weekday <= 5;
}

/** The weekday on or after a day. */
export function weekdayFrom(day: Day): Day {
  return isWeekday(day) ? day : weekdayFrom(addDays(day, 1));
}
