/**
 * Transport of Fleetio: three headers, cursor pages of at most 100 (`start_cursor` → `next_cursor`), JSON bodies.
 * Refusals are 422 `{"errors": {"field": ["message"]}}` and 404; both are the platform's no and are never repeated.
 */
import { UpstreamError } from '../../kit/errors.js';
import {
  createUpstream,
  parseJson,
  UPSTREAM_DEFAULTS,
  type CallObserver,
  type Upstream,
  type UpstreamRequest,
} from '../../kit/upstream.js';
import type { MaintenanceSettings } from '../settings.js';
import { parsePage } from './wire.js';

const PAGE = 100;
const MAX_PAGES = 10_000;

/** What a call is about, for the message when the platform says no. */
export interface Subject {
  /** The thing with its value: `the meter entry 812.5 h of machine 17 on 2026-10-05`. */
  readonly what: string;
  /** What to do about a refusal: `read the meter again`. */
  readonly mend: string;
}

export interface FleetioClient {
  /** Every record of a list, for example `/v1/vehicles`. Rejects with an UpstreamError when a page fails. */
  list(path: string, filter?: Readonly<Record<string, string>>): Promise<readonly unknown[]>;
  get(path: string, subject: Subject): Promise<unknown>;
  /** A change: tried once. */
  send(method: 'POST' | 'PATCH', path: string, body: object, subject: Subject): Promise<unknown>;
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
  const call = async (request: Omit<UpstreamRequest, 'headers'>, extra = {}): Promise<unknown> => {
    const { body } = await upstream.call({ ...request, headers: { ...headers, ...extra } });
    return parseJson('maintenance', body);
  };

  return {
    list: (path, filter = {}) => listAll(upstream, headers, path, filter),
    get: (path, subject) => call({ method: 'GET', path, readOnly: true, classify: refusal(subject) }),
    send: (method, path, body, subject) =>
      call(
        { method, path, body: JSON.stringify(body), readOnly: false, classify: refusal(subject) },
        { 'content-type': 'application/json' },
      ),
    close: () => upstream.close(),
  };
}

function refusal({ what, mend }: Subject): NonNullable<UpstreamRequest['classify']> {
  return (status, body) => {
    const detail = body.slice(0, 500);
    if (status === 404)
      return { kind: 'BUSINESS', message: `maintenance does not know ${what}; ${mend}`, detail };
    if (status !== 400 && status !== 422) return undefined;
    return { kind: 'BUSINESS', message: `maintenance refused ${what}: ${reasons(body)}; ${mend}`, detail };
  };
}

/** `{"errors":{"value":["must be 812 or more"]}}` → `value must be 812 or more`. */
function reasons(body: string): string {
  try {
    const { errors } = JSON.parse(body) as { errors?: Record<string, readonly unknown[]> };
    const lines = Object.entries(errors ?? {}).map(([field, texts]) => `${field} ${texts.join(', ')}`);
    return lines.length > 0 ? lines.join('; ').slice(0, 300) : 'it gave no reason';
  } catch {
    return 'it gave no reason that can be read';
  }
}

async function listAll(
  upstream: Upstream,
  headers: Readonly<Record<string, string>>,
  path: string,
  filter: Readonly<Record<string, string>>,
): Promise<readonly unknown[]> {
  const records: unknown[] = [];
  const query = new URLSearchParams({ per_page: String(PAGE), ...filter });
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const response = await upstream.call({
      method: 'GET',
      path: `${path}?${query.toString()}`,
      headers,
      readOnly: true,
    });
    const answer = parsePage(path, parseJson('maintenance', response.body));
    records.push(...answer.records);
    if (answer.next_cursor == null) return records;
    query.set('start_cursor', answer.next_cursor);
  }
  throw new UpstreamError('maintenance', 'GARBAGE', `maintenance never ends ${path}: ${MAX_PAGES} pages`);
}
