/** Moments of a schedule in the five fields of cron, in UTC: minute, hour, day of the month, month, day of the week. */

export interface Cron {
  /** The first moment after `moment`, or null when none comes within five years. */
  next(moment: Date): Date | null;
}

const FIELDS = [
  { name: 'minute', from: 0, to: 59 },
  { name: 'hour', from: 0, to: 23 },
  { name: 'day of the month', from: 1, to: 31 },
  { name: 'month', from: 1, to: 12 },
  { name: 'day of the week', from: 0, to: 7 },
] as const;
const MOST_DAYS = 5 * 366;
const DAY_MS = 86_400_000;

type Five = readonly [Set<number>, Set<number>, Set<number>, Set<number>, Set<number>];

/** @throws Error that names the field, its value and what it may be */
export function parseCron(text: string): Cron {
  const parts = text.trim().split(/\s+/);
  if (parts.length !== FIELDS.length)
    throw new Error(`cron "${text}" has ${parts.length} fields; write five: minute hour day month weekday`);
  const sets = FIELDS.map((field, at) => parseField(text, field, parts[at] ?? '')) as unknown as Five;
  const [, , , , weekdays] = sets;
  // Sunday is 0 and 7.
  if (weekdays.has(7)) weekdays.add(0);
  // As cron has it: with both days given, either will do.
  const both = parts[2] !== '*' && parts[4] !== '*';
  return { next: (moment) => nextOf(sets, both, moment) };
}

function parseField(text: string, field: (typeof FIELDS)[number], part: string): Set<number> {
  const found = new Set<number>();
  for (const piece of part.split(',')) for (const value of parsePiece(text, field, piece)) found.add(value);
  return found;
}

function parsePiece(text: string, { name, from, to }: (typeof FIELDS)[number], piece: string): number[] {
  const match = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(piece);
  const [, low, high, every] = match ?? [];
  const first = low === undefined ? from : Number(low);
  const last = high === undefined ? (low === undefined || every !== undefined ? to : first) : Number(high);
  const step = every === undefined ? 1 : Number(every);
  if (!match || first < from || last > to || first > last || step < 1)
    throw new Error(
      `cron "${text}": ${name} "${piece}" must be ${from} to ${to}, as *, 5, 1-5, */15 or a list`,
    );
  return Array.from({ length: Math.floor((last - first) / step) + 1 }, (_value, at) => first + at * step);
}

function nextOf([minutes, hours, days, months, weekdays]: Five, both: boolean, moment: Date): Date | null {
  const start = Math.floor(moment.getTime() / 60_000) * 60_000 + 60_000;
  for (let at = 0; at <= MOST_DAYS; at += 1) {
    const day = new Date(Math.floor(start / DAY_MS) * DAY_MS + at * DAY_MS);
    const [inMonth, inWeek] = [days.has(day.getUTCDate()), weekdays.has(day.getUTCDay())];
    if (!months.has(day.getUTCMonth() + 1) || !(both ? inMonth || inWeek : inMonth && inWeek)) continue;
    for (const hour of [...hours].sort(ascending))
      for (const minute of [...minutes].sort(ascending)) {
        const time = day.getTime() + (hour * 60 + minute) * 60_000;
        if (time >= start) return new Date(time);
      }
  }
  return null;
}

const ascending = (a: number, b: number): number => a - b;

/** True for what `parseCron` takes. */
export function isCron(text: string): boolean {
  try {
    parseCron(text);
    return true;
  } catch {
    return false;
  }
}
