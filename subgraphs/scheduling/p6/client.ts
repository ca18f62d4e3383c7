/**
 * Transport to P6 EPPM REST: log in for a session cookie (or send the OAuth bearer), `Fields` always named, one call
 * per model for all asked projects. Filters use the operators of the vendor's own example:
 * `ObjectId IN(1,2) :and: CreateDate:gte:'2021-04-20'`.
 *
 * Source: Oracle's P6 EPPM REST API, https://docs.oracle.com/cd/F51301_01/English/Integration_Documentation/rest_api/
 * D99598.html (login, `authToken`), D99930.html (bearer), D99716.html (filters), D100086.html (OrderBy).
 * There is no paging: an answer as long as `pageSize` is followed by a call for larger keys.
 */
import { z } from 'zod';
import { isUpstreamError, UpstreamError } from '../../kit/errors.js';
import {
  createUpstream,
  parseJson,
  UPSTREAM_DEFAULTS,
  type CallObserver,
  type Upstream,
  type UpstreamRequest,
} from '../../kit/upstream.js';
import type { P6Settings } from '../settings.js';

const BASE = '/p6ws/restapi';
/** Keeps the address of a call well under the 8 kB that proxies allow. */
const IDS_PER_CALL = 500;
/** Time until a refused login is tried again. */
const REFUSED_MS = 300_000;

export interface P6Query<T> {
  /** `activity`, `project`, … */
  readonly model: string;
  readonly schema: z.ZodObject & z.ZodType<T>;
  /** Field the rows are ordered and paged by: unique within the answer. */
  readonly key: string & keyof T;
  readonly filter?: string;
  /** Restricts the rows to those whose field is one of the ids. */
  readonly among?: { readonly field: string; readonly ids: readonly number[] };
}

/** What a change is about, for the message when P6 says no. */
export interface P6Subject {
  /** The thing with its value: `activity A1000: finish 2026-11-02`. */
  readonly what: string;
  /** What to do about a refusal. */
  readonly mend: string;
}

export interface P6Client {
  read<T>(query: P6Query<T>): Promise<T[]>;
  /** POST makes a row and answers its ObjectId in a list; PUT changes the row named by ObjectId. Tried once. */
  write(method: 'POST' | 'PUT', model: string, row: object, subject: P6Subject): Promise<unknown>;
  close(): Promise<void>;
}

export function createP6Client(settings: P6Settings, observe?: CallObserver): P6Client {
  const { url, timeoutMs, deadlineMs, attempts, concurrency, perSecond } = settings;
  const limits = { concurrency, perSecond };
  const upstream = createUpstream(
    {
      ...UPSTREAM_DEFAULTS,
      system: 'scheduling',
      url: url.replace(/\/$/, ''),
      timeoutMs,
      deadlineMs,
      attempts,
      limits,
    },
    observe,
  );
  const send = createSession(settings, upstream);
  const get = (path: string): Promise<unknown> => send({ method: 'GET', path, readOnly: true });
  return {
    async read(query) {
      const parts = chunk(query.among?.ids ?? []);
      const answers = await Promise.all(
        (query.among ? parts : [[]]).map((ids) => readPages(get, query, ids, settings.pageSize)),
      );
      return answers.flat();
    },
    write: (method, model, row, subject) =>
      send({
        method,
        path: `${BASE}/${model}`,
        body: JSON.stringify([row]),
        readOnly: false,
        classify: refusedWrite(subject),
      }),
    close: () => upstream.close(),
  };
}

/**
 * A refusal names its reason in `message`. Oracle does not document the status: 400 to 422 are taken as the server's
 * no, while a 500 leaves the outcome unknown, since it may also be a failure of the server.
 */
function refusedWrite({ what, mend }: P6Subject): NonNullable<UpstreamRequest['classify']> {
  return (status, body) => {
    if (status < 400 || status > 422 || status === 401 || status === 403) return undefined;
    const reason = /"message"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(body)?.[1] ?? 'it gave no reason';
    return {
      kind: 'BUSINESS',
      message: `scheduling refused ${what}: ${reason.slice(0, 300)}; ${mend}`,
      detail: body.slice(0, 500),
    };
  };
}

/**
 * Calls with the session's cookie or the bearer token; logs in when there is no session, and once more on a 401. A
 * change may be sent again then: a call that is not logged in changes nothing.
 */
function createSession(
  settings: P6Settings,
  upstream: Upstream,
): (request: UpstreamRequest) => Promise<unknown> {
  const open = createLogin(settings, upstream);
  let session: Promise<string> | undefined;

  async function call(request: UpstreamRequest): Promise<unknown> {
    const headers: Record<string, string> = { accept: 'application/json' };
    if (request.body !== undefined) headers['content-type'] = 'application/json';
    if (settings.oauthToken !== undefined) headers['authorization'] = `Bearer ${settings.oauthToken}`;
    else headers['cookie'] = await (session ??= open());
    const { body } = await upstream.call({ ...request, headers });
    // Oracle documents no body for an update.
    return request.method === 'PUT' && body === '' ? null : parseJson('scheduling', body);
  }

  return async (request) => {
    const used = session;
    try {
      return await call(request);
    } catch (error) {
      // A failed login is forgotten. A session ends after a while; a new login decides whether the key is still good.
      if (session === used || used === undefined) session = undefined;
      if (!isUpstreamError(error) || error.kind !== 'AUTH' || used === undefined) throw error;
      return call(request);
    }
  };
}

/** A refused login is not tried again at once: every try counts towards the lock of the account. */
function createLogin(settings: P6Settings, upstream: Upstream): () => Promise<string> {
  let refused: { readonly error: UpstreamError; readonly until: number } | undefined;
  return async () => {
    if (refused && Date.now() < refused.until) throw refused.error;
    try {
      return await logIn(settings, upstream);
    } catch (error) {
      if (isUpstreamError(error) && error.kind === 'AUTH')
        refused = { error, until: Date.now() + REFUSED_MS };
      throw error;
    }
  };
}

async function logIn(settings: P6Settings, upstream: Upstream): Promise<string> {
  const token = Buffer.from(`${settings.user ?? ''}:${settings.password ?? ''}`).toString('base64');
  const { headers } = await upstream.call({
    method: 'POST',
    path: `${BASE}/login?DatabaseName=${encodeURIComponent(settings.database)}`,
    headers: { authToken: token },
    readOnly: true,
    classify: refusedLogin,
  });
  const cookies = [headers['set-cookie'] ?? []].flat().map((cookie) => cookie.split(';')[0]);
  if (cookies.length > 0) return cookies.join('; ');
  throw new UpstreamError('scheduling', 'GARBAGE', 'scheduling answered the login without a session cookie');
}

/**
 * A wrong database is 401 `{"message":"Invalid database name passed."}`; a wrong name or password, and a locked
 * account, are 500 with the text `Request failed.`
 * Source: observed on two P6 24 servers, github.com/MiguelAngelCordoba/P6-EPPM-REST-CLI, docs/APRENDIZAJES.md.
 */
function refusedLogin(status: number, body: string): ReturnType<NonNullable<UpstreamRequest['classify']>> {
  const refused = status === 401 || status === 403 || (status === 500 && body.includes('Request failed'));
  if (!refused) return undefined;
  const wrong = /database/i.test(body) ? 'database' : 'user and password, and whether the account is locked';
  return {
    kind: 'AUTH',
    message: `scheduling refused our login; check the configured ${wrong}`,
    detail: body.slice(0, 200),
  };
}

function chunk(ids: readonly number[]): (readonly number[])[] {
  const parts: (readonly number[])[] = [];
  for (let i = 0; i < ids.length; i += IDS_PER_CALL) parts.push(ids.slice(i, i + IDS_PER_CALL));
  return parts;
}

async function readPages<T>(
  get: (path: string) => Promise<unknown>,
  query: P6Query<T>,
  ids: readonly number[],
  pageSize: number,
): Promise<T[]> {
  const rows: T[] = [];
  for (let after: number | undefined; ;) {
    const page = parseRows(query, await get(pathOf(query, ids, after)));
    rows.push(...page);
    const last = page.at(-1)?.[query.key];
    if (page.length < pageSize || typeof last !== 'number' || last === after) return rows;
    after = last;
  }
}

function pathOf<T>(query: P6Query<T>, ids: readonly number[], after: number | undefined): string {
  const filters = [
    ...(query.among ? [`${query.among.field} IN(${ids.join(',')})`] : []),
    ...(query.filter === undefined ? [] : [query.filter]),
    ...(after === undefined ? [] : [`${query.key}:gt:${after}`]),
  ];
  const params = new URLSearchParams({ Fields: Object.keys(query.schema.shape).join(',') });
  if (filters.length > 0) params.set('Filter', filters.join(' :and: '));
  params.set('OrderBy', query.key);
  return `${BASE}/${query.model}?${params.toString()}`;
}

function parseRows<T>(query: P6Query<T>, body: unknown): T[] {
  const parsed = z.array<z.ZodType<T>>(query.schema).safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UpstreamError(
    'scheduling',
    'GARBAGE',
    `scheduling answered ${query.model} in a shape that is not P6's`,
    issue && `${issue.path.join('.')}: ${issue.message}`,
  );
}
