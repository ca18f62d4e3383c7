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

const MONTH = new Intl.DateTimeFormat('en-US', { month: 'long', year: 'numeric', timeZone: 'UTC' });

export function periodLabel(start: string, spec: string): string {
  const granularity = spec.split(':')[1] ?? 'month';
  if (granularity !== 'month') return start;
  return MONTH.format(new Date(`${start}T00:00:00Z`));
}
