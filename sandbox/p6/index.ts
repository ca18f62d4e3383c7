/**
 * Simulator of the scheduling system in the wire of P6 EPPM REST: login for a cookie, `Fields` required and
 * honoured, filters of comparisons and IN joined by `:and:`, `OrderBy`, bare arrays of at most 5,000 rows; POST and PUT
 * of arrays change its rows. Refusals of reads are those seen on P6 24 servers: 401 JSON for the database, 500 text for the password, 400 for an unknown field.
 */
import type { Firm } from '../firm/ledger.js';
import { createWireServer, type WireAnswer, type WireRequest, type WireServer } from '../wire-server.js';
import { parseFilter } from './filter.js';
import { FIELDS, toTables, type P6Row } from './records.js';
import { moveMilestone } from './milestone.js';
import { writeRows, type Tables } from './writes.js';

/** What the simulator accepts. */
export const P6_CREDENTIALS = { database: 'PMDB', user: 'sandbox', password: 'sandbox' } as const;

const BASE = '/p6ws/restapi/';
const MOST_ROWS = 5_000;
const COOKIE = 'JSESSIONID=p6-sandbox-session';

export interface P6SimulatorOptions {
  readonly port?: number;
  /** The most rows of one answer. */
  readonly mostRows?: number;
}

export interface P6Simulator extends WireServer {
  /** Forgets every session, as a restart would. */
  endSessions(): void;
  /** A planner deletes a row: it leaves no trace. */
  remove(model: string, objectId: number): void;
}

export async function createP6Simulator(firm: Firm, options: P6SimulatorOptions = {}): Promise<P6Simulator> {
  const tables = toTables(firm);
  const { mostRows = MOST_ROWS, port } = options;
  let generation = 1;
  const server = await createWireServer({
    handler: (request) => answer(request, tables, mostRows, `${COOKIE}-${generation}`),
    switches: { milestone: (body) => moveMilestone(firm, tables, body) },
    ...(port !== undefined && { port }),
  });
  return {
    ...server,
    endSessions: () => {
      generation += 1;
    },
    remove(model, objectId) {
      const rows = tables.get(model) ?? [];
      const at = rows.findIndex((row) => row['ObjectId'] === objectId);
      if (at < 0) throw new Error(`There is no ${model} ${objectId}`);
      rows.splice(at, 1);
    },
  };
}

const JSON_TYPE = { 'content-type': 'application/json' };

function json(status: number, body: unknown, headers: Record<string, string> = {}): WireAnswer {
  return { status, headers: { ...JSON_TYPE, ...headers }, body: JSON.stringify(body) };
}

function answer(request: WireRequest, tables: Tables, mostRows: number, cookie: string): WireAnswer {
  const { method, path, query, headers } = request;
  if (method === 'POST' && path === `${BASE}login`) return logIn(query, headers['authtoken'], cookie);
  if (headers.cookie !== cookie) return json(401, { message: 'Unauthorized: log in first' });
  const model = path.startsWith(BASE) ? path.slice(BASE.length) : '';
  const rows = tables.get(model);
  try {
    const written = method === 'GET' ? undefined : writeRows(tables, method, model, request.body);
    if (written !== undefined) return json(200, written);
    if (method !== 'GET' || !rows) return json(404, { message: `No resource at ${method} ${path}` });
    const { found, fields } = select(rows, query, FIELDS[model]);
    const texts = found.slice(0, mostRows).map((row) => rowText(row, fields));
    return { status: 200, headers: JSON_TYPE, body: `[${texts.join(',')}]` };
  } catch (error) {
    return json(400, { message: (error as Error).message });
  }
}

function logIn(query: URLSearchParams, token: string | string[] | undefined, cookie: string): WireAnswer {
  const { database, user, password } = P6_CREDENTIALS;
  const expected = Buffer.from(`${user}:${password}`).toString('base64');
  if (query.get('DatabaseName') !== database) return json(401, { message: 'Invalid database name passed.' });
  if (token !== expected)
    return { status: 500, headers: { 'content-type': 'text/plain' }, body: 'Request failed.' };
  return json(200, {}, { 'set-cookie': `${cookie}; Path=/p6ws; HttpOnly` });
}

function select(
  rows: readonly P6Row[],
  query: URLSearchParams,
  own: readonly string[] = Object.keys(rows[0] ?? {}),
): { readonly found: readonly P6Row[]; readonly fields: readonly string[] } {
  const fields = (query.get('Fields') ?? '').split(',').filter(Boolean);
  if (fields.length === 0) throw new Error('Fields is required');
  const known = new Set(own);
  const check = (field: string): string => {
    if (known.size > 0 && !known.has(field)) throw new Error(`${field} is not a valid field.`);
    return field;
  };
  const matches = parseFilter(query.get('Filter') ?? '', check);
  const order = query.get('OrderBy');
  const found = rows.filter(matches);
  if (order !== null) {
    const [field = '', direction = 'asc'] = order.split(' ');
    const sign = direction.toLowerCase() === 'desc' ? -1 : 1;
    check(field);
    found.sort((a, b) => ((a[field] ?? '') < (b[field] ?? '') ? -sign : sign));
  }
  for (const field of fields) check(field);
  return { found, fields };
}

/** By row and list of fields: a schedule has ten thousand rows and is asked for the same fields every time. */
const written = new WeakMap<P6Row, Map<string, string>>();

function rowText(row: P6Row, fields: readonly string[]): string {
  const texts = written.get(row) ?? new Map<string, string>();
  written.set(row, texts);
  const asked = fields.join();
  const known = texts.get(asked);
  if (known !== undefined) return known;
  const parts = fields.flatMap((field) =>
    row[field] === undefined ? [] : [`${JSON.stringify(field)}:${JSON.stringify(row[field])}`],
  );
  const text = `{${parts.join(',')}}`;
  texts.set(asked, text);
  return text;
}
