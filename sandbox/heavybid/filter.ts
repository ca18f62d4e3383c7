/**
 * The `$filter` operators the API documents: eq, gt, lt, contains, in; joined by `and`. A slash leads into a nested
 * object: `totals/bidTotal_Bid gt 20000000`.
 */
import type { Row } from './records.js';

type Comparison =
  | { readonly field: string; readonly operator: 'eq' | 'gt' | 'lt' | 'contains'; readonly value: string }
  | { readonly field: string; readonly operator: 'in'; readonly values: ReadonlySet<string> };
export type Filter = readonly Comparison[];

/** An empty text keeps every row; null when it cannot be read. */
export function parseFilter(text: string): Filter | null {
  const parts = text.trim() === '' ? [] : text.split(/ and /i).map(parseComparison);
  const read = parts.flatMap((part) => part ?? []);
  return read.length === parts.length ? read : null;
}

function parseComparison(text: string): Comparison | null {
  const isIn = /^([\w/]+) in \((.*)\)$/is.exec(text.trim());
  if (isIn?.[1] !== undefined && isIn[2] !== undefined)
    return { field: isIn[1], operator: 'in', values: new Set(isIn[2].split(',').map(literal)) };
  const contains = /^contains\(([\w/]+),\s*(.+)\)$/is.exec(text.trim());
  if (contains?.[1] !== undefined && contains[2] !== undefined)
    return { field: contains[1], operator: 'contains', value: literal(contains[2]) };
  const simple = /^([\w/]+) (eq|gt|lt) (.+)$/is.exec(text.trim());
  if (simple?.[1] === undefined || simple[3] === undefined) return null;
  return { field: simple[1], operator: simple[2] as 'eq' | 'gt' | 'lt', value: literal(simple[3]) };
}

function literal(text: string): string {
  const trimmed = text.trim();
  return trimmed.startsWith("'") ? trimmed.slice(1, -1).replaceAll("''", "'") : trimmed;
}

export function keepsRow(row: Row, filter: Filter): boolean {
  return filter.every((comparison) => {
    const value = cellOf(row, comparison.field);
    const cell = String(value ?? '');
    switch (comparison.operator) {
      case 'in':
        return comparison.values.has(cell);
      case 'eq':
        return cell === comparison.value;
      case 'contains':
        return cell.toLowerCase().includes(comparison.value.toLowerCase());
      case 'gt':
        return compare(value, comparison.value) > 0;
      case 'lt':
        return compare(value, comparison.value) < 0;
    }
  });
}

function cellOf(row: Row, field: string): string | number | boolean | null {
  let value: unknown = row;
  for (const name of field.includes('/') ? field.split('/') : [field])
    value = (value as Record<string, unknown> | null | undefined)?.[name];
  return value === null || value === undefined || typeof value === 'object'
    ? null
    : (value as string | number | boolean);
}

function compare(cell: string | number | boolean | null, value: string): number {
  if (typeof cell === 'number') return cell - Number(value);
  const text = String(cell ?? '');
  return text < value ? -1 : text > value ? 1 : 0;
}
