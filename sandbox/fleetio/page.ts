/**
 * Pages of at most 100 by `start_cursor`, and `filter[field][operator]=value` for the fields each list offers.
 * Source: developer.fleetio.com/docs/overview/filtering-and-sorting and the `index` page of each resource.
 */
import type { WireAnswer } from '../wire-server.js';
import type { FleetioRecord } from './store.js';

const MOST = 100;
const DEFAULT_PAGE = 50;

/** A filter that is not offered is refused with 400, "the format or parameters of the request was invalid". */
const FILTERS: Readonly<Record<string, readonly string[]>> = {
  '/v1/vehicles': ['name', 'vin'],
  '/v1/vehicle_assignments': ['vehicle_id', 'contact_id', 'ended_at'],
  '/v2/work_orders': ['vehicle_id', 'number', 'work_order_status_name'],
  '/v2/issues': ['vehicle_id', 'number', 'state', 'reported_at'],
  '/v1/fuel_entries': ['vehicle_id', 'date'],
  '/v1/meter_entries': ['vehicle_id', 'category', 'date'],
  '/v1/parts': ['number'],
  '/v1/vendors': ['name'],
};

export const json = (status: number, body: unknown): WireAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** Cursors are opaque: the id of the last record, encoded. */
export function page(path: string, records: readonly FleetioRecord[], query: URLSearchParams): WireAnswer {
  const size = Number(query.get('per_page') ?? DEFAULT_PAGE);
  if (!Number.isInteger(size) || size < 1 || size > MOST)
    return json(422, { errors: { per_page: [`must be between 1 and ${MOST}`] } });
  const cursor = query.get('start_cursor');
  const stated = Buffer.from(cursor ?? '', 'base64url').toString('utf8');
  const after = cursor === null ? '0' : /^id:(\d+)$/.exec(stated)?.[1];
  if (after === undefined) return json(422, { errors: { start_cursor: ['is invalid'] } });
  const wanted = filtered(path, records, query);
  if (typeof wanted === 'string') return json(400, { errors: { filter: [wanted] } });
  const rest = wanted.filter(({ id }) => id > Number(after));
  const shown = rest.slice(0, size);
  const last = shown.at(-1);
  const next = last && rest.length > size ? Buffer.from(`id:${last.id}`).toString('base64url') : null;
  return json(200, {
    start_cursor: cursor,
    next_cursor: next,
    per_page: size,
    estimated_remaining_count: rest.length - shown.length,
    records: shown,
  });
}

/** The records that pass every filter, or why a filter is refused. */
function filtered(
  path: string,
  records: readonly FleetioRecord[],
  query: URLSearchParams,
): readonly FleetioRecord[] | string {
  let left = records;
  for (const [name, value] of query) {
    const [, field, operator = ''] = /^filter\[(\w+)\]\[(\w+)\]$/.exec(name) ?? [];
    if (field === undefined) continue;
    const test = TESTS[operator];
    if (!test || !FILTERS[path]?.includes(field)) return `${name} is not offered`;
    left = left.filter((record) => test(valueOf(record, field), value));
  }
  return left;
}

const TESTS: Readonly<Record<string, (own: string, value: string) => boolean>> = {
  eq: (own, value) => own === value,
  include: (own, value) => value.split(',').includes(own),
  like: (own, value) => own.toLowerCase().includes(value.toLowerCase()),
  gte: (own, value) => own >= value,
  lte: (own, value) => own !== '' && own <= value,
  gt: (own, value) => own > value,
  lt: (own, value) => own !== '' && own < value,
};

function valueOf(record: FleetioRecord, field: string): string {
  const nested = field.endsWith('_id')
    ? (record[field.slice(0, -3)] as { id?: number } | undefined)
    : undefined;
  const value = record[field] ?? nested?.id;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
