/**
 * Simulator of the maintenance platform in Fleetio's wire (X-Api-Version 2024-03-15): three headers, pages of at most
 * 100 with `start_cursor` → `{records, next_cursor}`, and its errors (401, 404, 422; 429 by the fault switch).
 */
import type { Firm } from '../firm/ledger.js';
import { createWireServer, type WireAnswer, type WireRequest, type WireServer } from '../wire-server.js';
import {
  toAssignments,
  toFuelEntries,
  toIssues,
  toMeterEntries,
  toVehicles,
  toWorkOrders,
} from './records.js';

/** What the simulator accepts. */
export const FLEETIO_CREDENTIALS = {
  token: 'fleetio-sandbox-token',
  accountToken: 'fleetio-sandbox',
} as const;

interface FleetioRecord {
  readonly id: number;
}
const LISTS: Readonly<Record<string, (firm: Firm) => readonly FleetioRecord[]>> = {
  '/v1/vehicles': toVehicles,
  '/v1/vehicle_assignments': toAssignments,
  '/v2/work_orders': toWorkOrders,
  '/v2/issues': toIssues,
  '/v1/fuel_entries': toFuelEntries,
  '/v1/meter_entries': toMeterEntries,
};
const MOST = 100;
const DEFAULT_PAGE = 50;

export function createFleetioSimulator(firm: Firm, port?: number): Promise<WireServer> {
  const kept = new Map<string, readonly FleetioRecord[]>();
  const list = (path: string): readonly FleetioRecord[] | undefined => {
    const known = kept.get(path) ?? LISTS[path]?.(firm);
    if (known) kept.set(path, known);
    return known;
  };
  return createWireServer({
    handler: (request) => answer(request, list),
    countAs: (method, path) => `${method} ${path.replace(/\/\d+$/, '/{id}')}`,
    ...(port !== undefined && { port }),
  });
}

const json = (status: number, body: unknown): WireAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

function answer(
  { method, path, query, headers }: WireRequest,
  list: (path: string) => readonly FleetioRecord[] | undefined,
): WireAnswer {
  const { token, accountToken } = FLEETIO_CREDENTIALS;
  if (headers.authorization !== `Token ${token}` || headers['account-token'] !== accountToken)
    return json(401, { errors: { authorization: ['Invalid API key or account token'] } });
  const one = /^(.+)\/(\d+)$/.exec(path);
  const records = list(one?.[1] ?? path);
  if (method !== 'GET' || !records) return json(404, { message: 'Not Found' });
  if (!/^\d{4}-\d{2}-\d{2}$/.test(String(headers['x-api-version'] ?? '')))
    return json(422, { errors: { 'X-Api-Version': ['must be a published version'] } });
  if (!one) return page(records, query);
  const found = records.find(({ id }) => id === Number(one[2]));
  return found ? json(200, found) : json(404, { message: 'Not Found' });
}

/** Cursors are opaque: the id of the last record, encoded. */
function page(records: readonly FleetioRecord[], query: URLSearchParams): WireAnswer {
  const size = Number(query.get('per_page') ?? DEFAULT_PAGE);
  if (!Number.isInteger(size) || size < 1 || size > MOST)
    return json(422, { errors: { per_page: [`must be between 1 and ${MOST}`] } });
  const cursor = query.get('start_cursor');
  const stated = Buffer.from(cursor ?? '', 'base64url').toString('utf8');
  const after = cursor === null ? '0' : /^id:(\d+)$/.exec(stated)?.[1];
  if (after === undefined) return json(422, { errors: { start_cursor: ['is invalid'] } });
  const rest = records.filter(({ id }) => id > Number(after));
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
