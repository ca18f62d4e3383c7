/**
 * Simulator of the maintenance platform in Fleetio's wire (X-Api-Version 2024-03-15): three headers, pages, filters,
 * POST and PATCH that change its records, and its errors (400, 401, 404, 422; 429 by the fault switch). It keeps no
 * idempotency key: the same POST twice makes two records.
 */
import type { Firm } from '../firm/ledger.js';
import { readBreakdown } from '../switches.js';
import { createWireServer, type WireAnswer, type WireRequest, type WireServer } from '../wire-server.js';
import { issues } from './issues.js';
import { json, page } from './page.js';
import { createFleetioStore, type FleetioRecord, type FleetioStore } from './store.js';
import { createFleetioWebhooks } from './webhooks.js';
import { write } from './writes.js';

/** What the simulator accepts. */
export const FLEETIO_CREDENTIALS = {
  token: 'fleetio-sandbox-token',
  accountToken: 'fleetio-sandbox',
} as const;

export async function createFleetioSimulator(firm: Firm, port?: number): Promise<WireServer> {
  const webhooks = createFleetioWebhooks();
  const store = createFleetioStore(firm, webhooks.changed);
  const server = await createWireServer({
    handler: (request) => answer(request, store),
    switches: {
      breakdown: (body) => report(firm, store, body),
      webhook: (body) => webhooks.set(body),
    },
    countAs: (method, path) => `${method} ${path.replace(/\/\d+(?=\/|$)/, '/{id}')}`,
    ...(port !== undefined && { port }),
  });
  return {
    ...server,
    close: () => {
      webhooks.close();
      return server.close();
    },
  };
}

/** Somebody in the yard enters an issue. */
function report(firm: Firm, store: FleetioStore, body: Readonly<Record<string, unknown>>): FleetioRecord {
  const { machine, code, severity, occurredAt } = readBreakdown(firm, body);
  const alias = severity.toLowerCase();
  const priority = store.list('/v1/issue_priorities')?.find((own) => own['alias'] === alias);
  const issue = {
    ...{ asset_type: 'Vehicle', asset_id: machine.vehicleId, issue_priority_id: priority?.id },
    ...{ summary: code, reported_at: occurredAt },
  };
  return issues.write(store, issue, undefined);
}

function answer(request: WireRequest, store: FleetioStore): WireAnswer {
  const { method, path, headers } = request;
  const { token, accountToken } = FLEETIO_CREDENTIALS;
  if (headers.authorization !== `Token ${token}` || headers['account-token'] !== accountToken)
    return json(401, { errors: { authorization: ['Invalid API key or account token'] } });
  if (!/^\/v[12]\/\w+(\/|$)/.test(path) || !store.list(path.split('/').slice(0, 3).join('/')))
    return json(404, { message: 'Not Found' });
  if (!/^\d{4}-\d{2}-\d{2}$/.test(String(headers['x-api-version'] ?? '')))
    return json(422, { errors: { 'X-Api-Version': ['must be a published version'] } });
  if (method === 'GET') return read(request, store);
  return write(store, request) ?? json(404, { message: 'Not Found' });
}

function read({ path, query }: WireRequest, store: FleetioStore): WireAnswer {
  const [, list = '', id, below] = /^(\/v[12]\/\w+)(?:\/(\d+))?(?:\/(\w+))?$/.exec(path) ?? [];
  const records = store.list(list);
  if (!records) return json(404, { message: 'Not Found' });
  if (id === undefined)
    return page(
      list,
      records.filter((record) => record['archived_at'] == null),
      query,
    );
  const found = store.get(list, id);
  if (!found) return json(404, { message: 'Not Found' });
  if (below === undefined) return json(200, found);
  // `/v1/vehicles/:id/meter_entries` and the like list what belongs to one vehicle.
  const own = list === '/v1/vehicles' ? store.list(`/v1/${below}`) : undefined;
  if (!own) return json(404, { message: 'Not Found' });
  return page(
    `/v1/${below}`,
    own.filter((record) => record['vehicle_id'] === found.id),
    query,
  );
}
