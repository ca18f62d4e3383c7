/**
 * HeavyBid transport: client-credentials token (renewed on expiry and once on a 401) and paged lists. Pages are
 * fetched speculatively in waves of 1, 2, 4 … up to the concurrency limit, since the envelope states no total;
 * rows are ordered by id so that windows neither overlap nor leave gaps.
 */
import type { z } from 'zod';
import { isUpstreamError } from '../../kit/errors.js';
import {
  createUpstream,
  UPSTREAM_DEFAULTS,
  type CallObserver,
  type Upstream,
  type UpstreamResponse,
} from '../../kit/upstream.js';
import type { HeavybidSettings } from '../settings.js';
import { parsePage, parseToken, type WirePage } from './wire.js';

const BASE = '/heavybid/api/v2/integration/businessunits';
/** A token is renewed this long before it expires, so that it cannot run out on the way. */
const RENEW_EARLY_MS = 30_000;

export interface HeavybidClient {
  /**
   * Every row of a list that the filter keeps.
   * @param path below the business units: empty for the units themselves, else `<unit id>/<level>`
   * @param atMost rows the filter can keep at all (a list of ids): none is looked for beyond them.
   */
  listAll<T>(
    path: string,
    row: z.ZodType<T>,
    query: Readonly<Record<string, string>>,
    atMost?: number,
  ): Promise<T[]>;
  close(): Promise<void>;
}

export function createHeavybidClient(
  settings: HeavybidSettings,
  observe: CallObserver | undefined,
  now: () => number,
): HeavybidClient {
  const upstream = createHttp(settings, settings.url, observe);
  const token = createToken(settings, observe, now);

  async function get(path: string): Promise<string> {
    for (let attempt = 1; ; attempt += 1) {
      const bearer = await token.get();
      try {
        const headers = { authorization: `Bearer ${bearer}`, accept: 'application/json' };
        return (await upstream.call({ method: 'GET', path, headers, readOnly: true })).body;
      } catch (error) {
        if (attempt > 1 || !isUpstreamError(error) || error.kind !== 'AUTH') throw error;
        token.drop(bearer);
      }
    }
  }

  return {
    listAll: (path, row, query, atMost = Infinity) =>
      readAllPages(settings, atMost, (skip) => {
        const search = new URLSearchParams({
          ...query,
          $orderby: 'id',
          $top: String(settings.pageSize),
          $skip: String(skip),
        });
        return get(`${BASE}${path === '' ? '' : `/${path}`}?${search.toString()}`).then((body) =>
          parsePage(body, row),
        );
      }),
    close: async () => {
      await Promise.all([upstream.close(), token.close()]);
    },
  };
}

async function readAllPages<T>(
  settings: HeavybidSettings,
  atMost: number,
  read: (skip: number) => Promise<WirePage<T>>,
): Promise<T[]> {
  const rows: T[] = [];
  let skip = 0;
  for (let wave = 1; ; wave = Math.min(wave * 2, settings.concurrency)) {
    const starts = Array.from({ length: wave }, (_, i) => skip + i * settings.pageSize);
    const pages = await Promise.all(starts.map(read));
    for (const page of pages) rows.push(...page.rows);
    if (rows.length >= atMost || pages.some((page) => !page.hasNext)) return rows;
    skip += wave * settings.pageSize;
  }
}

interface Token {
  get(): Promise<string>;
  /** Forgets a token that was refused, unless it was renewed meanwhile. */
  drop(refused: string): void;
  close(): Promise<void>;
}

function createToken(
  settings: HeavybidSettings,
  observe: CallObserver | undefined,
  now: () => number,
): Token {
  const endpoint = new URL(settings.tokenUrl ?? '/identity/connect/token', settings.url);
  const upstream = createHttp(settings, endpoint.origin, observe);
  let held: { readonly text: string; readonly until: number } | undefined;
  let renewing: Promise<string> | undefined;

  async function renew(): Promise<string> {
    const answer = await askToken(upstream, endpoint.pathname, settings);
    const { access_token, expires_in } = parseToken(answer.body);
    held = { text: access_token, until: now() + expires_in * 1000 - RENEW_EARLY_MS };
    return access_token;
  }

  return {
    get() {
      if (held && now() < held.until) return Promise.resolve(held.text);
      renewing ??= renew().finally(() => (renewing = undefined));
      return renewing;
    },
    drop(refused) {
      if (held?.text === refused) held = undefined;
    },
    close: () => upstream.close(),
  };
}

/**
 * A refused client id is the firm's to mend, whatever status the identity server picks for it.
 * Source: https://developer.hcssapps.com/getting-started/client-credentials
 */
function askToken(upstream: Upstream, path: string, settings: HeavybidSettings): Promise<UpstreamResponse> {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: settings.clientId,
    client_secret: settings.clientSecret,
    scope: settings.scope,
  });
  return upstream.call({
    method: 'POST',
    path,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
    readOnly: true,
    classify: (status) =>
      status === 400 || status === 401
        ? { kind: 'AUTH', message: 'estimating refused our client id, secret or scope; check the settings' }
        : undefined,
  });
}

function createHttp(settings: HeavybidSettings, url: string, observe: CallObserver | undefined): Upstream {
  const { timeoutMs, deadlineMs, concurrency, perSecond } = settings;
  return createUpstream(
    {
      ...UPSTREAM_DEFAULTS,
      system: 'estimating',
      url: url.replace(/\/$/, ''),
      timeoutMs,
      deadlineMs,
      limits: { concurrency, perSecond },
    },
    observe,
  );
}
