/** Working days of a schedule: its work week less its holidays. */
import { decimal, ONE, ZERO, type Big } from '../../kit/decimal.js';

export interface WorkCalendar {
  /** Days of the week that are worked, 0 = Sunday. */
  readonly workWeek: readonly number[];
  /** YYYY-MM-DD. */
  readonly holidays: readonly string[];
}

const DAY_MS = 86_400_000;
const at = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const weekday = (time: number): number => new Date(time).getUTCDay();

/** Working days from `first` to `last`, both included; 0 when `last` is before `first`. */
export function workingDays(first: string, last: string, calendar: WorkCalendar): number {
  const from = at(first);
  const days = Math.round((at(last) - from) / DAY_MS) + 1;
  if (days <= 0) return 0;
  const fullWeeks = Math.floor(days / 7);
  let count = fullWeeks * calendar.workWeek.length;
  for (let i = fullWeeks * 7; i < days; i += 1) {
    if (calendar.workWeek.includes(weekday(from + i * DAY_MS))) count += 1;
  }
  const off = new Set(calendar.holidays.filter((day) => day >= first && day <= last));
  for (const day of off) if (calendar.workWeek.includes(weekday(at(day)))) count -= 1;
  return count;
}

/** Part of a baseline that should be done by the end of the data date, 0 to 1, linear over working days. */
export function plannedFraction(
  start: string,
  finish: string,
  dataDate: string,
  calendar: WorkCalendar,
): Big {
  const total = workingDays(start, finish, calendar);
  if (total === 0) return finish <= dataDate ? ONE : ZERO;
  const done = workingDays(start, finish < dataDate ? finish : dataDate, calendar);
  return decimal(done).div(total);
}
