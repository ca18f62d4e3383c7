/** Calendar days, YYYY-MM-DD. Pure. */
import type { Problem } from '../define-write.js';

const DAY_MS = 86_400_000;

/** The calendar has the day: 2026-02-31 is written like one and is none. */
export function isDay(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** Days from the first to the last, both counted; 0 when the last is before the first. */
export function daysIn(from: string, to: string): number {
  return Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1);
}

export const laterOf = (a: string, b: string): string => (a > b ? a : b);
export const earlierOf = (a: string, b: string): string => (a < b ? a : b);

/** One problem for each field whose day the calendar does not have. */
export function dayProblems(days: Readonly<Record<string, string | null | undefined>>): Problem[] {
  return Object.entries(days).flatMap(([field, day]) =>
    day == null || isDay(day)
      ? []
      : [
          {
            code: 'BAD_DATE',
            message: `${field} ${day} is no day of the calendar; correct it`,
            field: [field],
          },
        ],
  );
}
