/** Periods of grouped reads: day, week (from Monday), month, quarter and year. */
import { stamp, type Value } from './database.js';
import { valueError } from './errors.js';

const DAY = 86_400_000;

export function periodStart(value: Value, granularity: string): Value {
  if (typeof value !== 'string') return false;
  if (granularity === 'day') return value.slice(0, 10);
  if (granularity === 'month') return `${value.slice(0, 7)}-01`;
  if (granularity === 'year') return `${value.slice(0, 4)}-01-01`;
  const month = Number(value.slice(5, 7));
  if (granularity === 'quarter')
    return `${value.slice(0, 4)}-${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`;
  if (granularity !== 'week') throw valueError(`Granularity '${granularity}' of a date is not known`);
  const day = Date.parse(`${value.slice(0, 10)}T00:00:00Z`);
  return stamp(day - ((new Date(day).getUTCDay() + 6) % 7) * DAY).slice(0, 10);
}

export function nextPeriod(start: string, granularity: string): string {
  const date = new Date(`${start}T00:00:00Z`);
  if (granularity === 'day' || granularity === 'week')
    date.setUTCDate(date.getUTCDate() + (granularity === 'day' ? 1 : 7));
  else date.setUTCMonth(date.getUTCMonth() + ({ quarter: 3, year: 12 }[granularity] ?? 1));
  return date.toISOString().slice(0, 10);
}

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

/**
 * What a user reads, in English: `05 Oct 2026`, `W41 2026`, `October 2026`, `Q4 2026`, `2026`. No label of a day is an
 * ISO date. Source: odoo/odoo, `READ_GROUP_DISPLAY_FORMAT`.
 */
export function periodLabel(start: string, spec: string): string {
  const granularity = spec.split(':')[1] ?? 'month';
  const [year = '', month = ''] = start.split('-');
  const name = MONTHS[Number(month) - 1] ?? '';
  switch (granularity) {
    case 'day':
      return `${start.slice(8, 10)} ${name.slice(0, 3)} ${year}`;
    case 'week':
      return weekLabel(start);
    case 'quarter':
      return `Q${String(Math.ceil(Number(month) / 3))} ${year}`;
    case 'year':
      return year;
    default:
      return `${name} ${year}`;
  }
}

/** A week belongs to the year of its Thursday. */
function weekLabel(monday: string): string {
  const thursday = new Date(Date.parse(`${monday}T00:00:00Z`) + 3 * DAY);
  const year = thursday.getUTCFullYear();
  return `W${String(Math.ceil(((thursday.getTime() - Date.UTC(year, 0, 1)) / DAY + 1) / 7))} ${String(year)}`;
}
