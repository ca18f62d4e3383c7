/** Transport of Fleetio: three headers, cursor pages of at most 100 (`start_cursor` → `next_cursor`). */
import { UpstreamError } from '../../kit/errors.js';
import {
  createUpstream,
  parseJson,
  UPSTREAM_DEFAULTS,
  type CallObserver,
  type Upstream,
} from '../../kit/upstream.js';
import type { MaintenanceSettings } from '../settings.js';
import { parsePage } from './wire.js';

const PAGE = 100;
const MAX_PAGES = 10_000;

export interface FleetioClient {
  /** Every record of a list, for example `/v1/vehicles`. Rejects with an UpstreamError when a page fails. */
  list(path: string): Promise<readonly unknown[]>;
  close(): Promise<void>;
}

export function createFleetioClient(
  settings: MaintenanceSettings,
  observe: CallObserver | undefined,
): FleetioClient {
  const upstream = createUpstream(
    {
      ...UPSTREAM_DEFAULTS,
      system: 'maintenance',
      url: settings.url,
      timeoutMs: settings.timeoutMs,
      attempts: settings.attempts,
      limits: settings.limits,
    },
    observe,
  );
  const headers = {
    accept: 'application/json',
    authorization: `Token ${settings.token}`,
    'account-token': settings.accountToken,
    'x-api-version': settings.apiVersion,
  };

  return { list: (path) => listAll(upstream, headers, path), close: () => upstream.close() };
}

async function listAll(
  upstream: Upstream,
  headers: Readonly<Record<string, string>>,
  path: string,
): Promise<readonly unknown[]> {
  const records: unknown[] = [];
  let cursor: string | null | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const from = cursor == null ? '' : `&start_cursor=${encodeURIComponent(cursor)}`;
    const response = await upstream.call({
      method: 'GET',
      path: `${path}?per_page=${PAGE}${from}`,
      headers,
      readOnly: true,
    });
    const answer = parsePage(path, parseJson('maintenance', response.body));
    records.push(...answer.records);
    cursor = answer.next_cursor;
    if (cursor == null) return records;
  }
  throw new UpstreamError('maintenance', 'GARBAGE', `maintenance never ends ${path}: ${MAX_PAGES} pages`);
}
