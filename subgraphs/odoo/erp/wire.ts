/** Odoo's values, read at the border. Empty is `false`, never null; a many2one is `[id, display name]`. */
import { roundCents, toCents, type Cents } from '../../kit/cents.js';
import { decimal, type Big } from '../../kit/decimal.js';
import { garbage } from './rpc.js';

export type WireRecord = Readonly<Record<string, unknown>>;

/** A list of records; anything else is GARBAGE. */
export function readRecords(what: string, value: unknown): WireRecord[] {
  if (Array.isArray(value) && value.every((row) => typeof row === 'object' && row !== null)) {
    return value as WireRecord[];
  }
  throw garbage(`odoo answered ${what} with something that is not a list of records`);
}

export function readId(record: WireRecord): number {
  const id = record['id'];
  if (typeof id === 'number') return id;
  throw garbage('odoo sent a record without an id');
}

/** Id of a many2one, or null. */
export function readLink(record: WireRecord, field: string): number | null {
  const value = record[field];
  if (typeof value === 'number') return value;
  const id: unknown = Array.isArray(value) ? value[0] : undefined;
  return typeof id === 'number' ? id : null;
}

/** Display name of a many2one, or null. */
export function readLinkName(record: WireRecord, field: string): string | null {
  const value = record[field];
  const name: unknown = Array.isArray(value) ? value[1] : undefined;
  return typeof name === 'string' ? name : null;
}

export function readText(record: WireRecord, field: string): string | null {
  const value = record[field];
  return typeof value === 'string' && value !== '' ? value : null;
}

/** A float by its shortest text; `false` is 0 on Odoo's number fields and sums over nothing. */
export function readNumber(record: WireRecord, field: string): Big {
  const value = record[field];
  if (value === false || value === null || value === undefined) return decimal(0);
  if (typeof value === 'number' || typeof value === 'string') return decimal(value);
  throw garbage(`odoo sent ${field} as something that is not a number`);
}

/** Money, rounded half up to cents. */
export function readCents(record: WireRecord, field: string): Cents {
  const value = record[field];
  return typeof value === 'number' ? toCents(value) : roundCents(readNumber(record, field).times(100));
}

export function readIds(record: WireRecord, field: string): number[] {
  const value = record[field];
  return Array.isArray(value) ? value.filter((id): id is number => typeof id === 'number') : [];
}

/** Distribution key → percent; `false` is none. */
export function readDistribution(record: WireRecord): ReadonlyMap<string, Big> {
  const value = record['analytic_distribution'];
  if (typeof value !== 'object' || value === null) return new Map();
  const shares = Object.entries(value as Record<string, unknown>);
  return new Map(
    shares.flatMap(([key, percent]) =>
      typeof percent === 'number' ? [[key, decimal(percent)] as const] : [],
    ),
  );
}

/** `YYYY-MM-DD HH:MM:SS`, always UTC. */
export function readMoment(record: WireRecord, field: string): Date | null {
  const text = readText(record, field);
  const moment = text === null ? undefined : new Date(`${text.replace(' ', 'T')}Z`);
  return moment && !Number.isNaN(moment.getTime()) ? moment : null;
}
