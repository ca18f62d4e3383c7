/**
 * Transport to P6 EPPM REST: log in for a session cookie (or send the OAuth bearer), `Fields` always named, one call
 * per model for all asked projects. Filters use the operators of the vendor's own example:
 * `ObjectId IN(1,2) :and: CreateDate:gte:'2021-04-20'`.
 * https://docs.oracle.com/cd/F37125_01/English/Integration_Documentation/rest_api/op-calendar-get.html
 *
 * No paging is documented: an answer as long as `pageSize` is followed by a call for larger keys.
 */
import { z } from 'zod';
import { isUpstreamError, UpstreamError } from '../../kit/errors.js';
import { createUpstream, parseJson, UPSTREAM_DEFAULTS, type CallObserver } from '../../kit/upstream.js';
import type { P6Settings } from '../settings.js';

const BASE = '/p6ws/restapi';
/** Keeps the address of a call well under the 8 kB that proxies allow. */
const IDS_PER_CALL = 500;

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

export interface P6Client {
  read<T>(query: P6Query<T>): Promise<T[]>;
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
  let session: Promise<string> | undefined;

  async function logIn(): Promise<string> {
    const token = Buffer.from(`${settings.user ?? ''}:${settings.password ?? ''}`).toString('base64');
    const { headers } = await upstream.call({
      method: 'POST',
      path: `${BASE}/login?DatabaseName=${encodeURIComponent(settings.database)}`,
      headers: { authToken: token },
      readOnly: true,
    });
    const cookies = [headers['set-cookie'] ?? []].flat().map((cookie) => cookie.split(';')[0]);
    if (cookies.length > 0) return cookies.join('; ');
    throw new UpstreamError(
      'scheduling',
      'GARBAGE',
      'scheduling answered the login without a session cookie',
    );
  }

  async function authorization(): Promise<Record<string, string>> {
    if (settings.oauthToken !== undefined) return { authorization: `Bearer ${settings.oauthToken}` };
    session ??= logIn();
    try {
      return { cookie: await session };
    } catch (error) {
      session = undefined;
      throw error;
    }
  }

  async function get(path: string): Promise<unknown> {
    const used = session;
    const request = async (): Promise<unknown> => {
      const headers = { accept: 'application/json', ...(await authorization()) };
      const { body } = await upstream.call({ method: 'GET', path, headers, readOnly: true });
      return parseJson('scheduling', body);
    };
    try {
      return await request();
    } catch (error) {
      // A session ends after a while; one new login decides whether the credentials are still good.
      if (!isUpstreamError(error) || error.kind !== 'AUTH' || used === undefined) throw error;
      if (session === used) session = undefined;
      return request();
    }
  }

  return {
    async read(query) {
      const parts = chunk(query.among?.ids ?? []);
      const answers = await Promise.all(
        (query.among ? parts : [[]]).map((ids) => readPages(get, query, ids, settings.pageSize)),
      );
      return answers.flat();
    },
    close: () => upstream.close(),
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
  const parsed = z.array(query.schema as z.ZodType<T>).safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UpstreamError(
    'scheduling',
    'GARBAGE',
    `scheduling answered ${query.model} in a shape that is not P6's`,
    issue && `${issue.path.join('.')}: ${issue.message}`,
  );
}
