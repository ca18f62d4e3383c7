/**
 * Transport of an ISO 15143-3 provider: authentication, paging and the limit per address. Pages are addressed from
 * the configured base only: hosts inside links are never followed, so credentials stay with the provider.
 */
import { isUpstreamError, UpstreamError } from '../../kit/errors.js';
import { createUpstream, UPSTREAM_DEFAULTS, type CallObserver, type Upstream } from '../../kit/upstream.js';
import type { TelematicsSettings } from '../settings.js';
import { createAuthorization, type Authorization } from './authorization.js';
import { hasLinks, toNextLink } from './map.js';
import { readAnswer, type WireElement } from './wire.js';

/** Records of a full page by the standard. */
const PAGE = 100;
const MAX_PAGES = 1_000;

export interface AempClient {
  /** Every page below a path, for example `/Fleet`; `count` tells how many records a page held. */
  pages(path: string, count: (page: WireElement) => number): Promise<WireElement[]>;
  close(): Promise<void>;
}

interface Client {
  readonly settings: TelematicsSettings;
  readonly upstream: Upstream;
  readonly authorization: Authorization;
  readonly now: () => number;
  /** Address → when it was last asked, milliseconds. */
  readonly asked: Map<string, number>;
  /** First page number, once the provider has shown it. */
  first: number | undefined;
}

export function createAempClient(
  settings: TelematicsSettings,
  observe: CallObserver | undefined,
  now: () => number,
): AempClient {
  const upstream = createUpstream(
    {
      ...UPSTREAM_DEFAULTS,
      system: 'telematics',
      url: settings.url,
      timeoutMs: settings.timeoutMs,
      deadlineMs: settings.timeoutMs * settings.attempts + 5_000,
      attempts: settings.attempts,
      limits: settings.limits,
    },
    observe,
  );
  const client: Client = {
    settings,
    upstream,
    authorization: createAuthorization(settings, observe, now),
    now,
    asked: new Map(),
    first: settings.firstPage === 'auto' ? undefined : settings.firstPage,
  };
  return {
    pages: (path, count) => readPages(client, path, count),
    close: async () => {
      await Promise.all([upstream.close(), client.authorization.close()]);
    },
  };
}

async function readPages(
  client: Client,
  path: string,
  count: (page: WireElement) => number,
): Promise<WireElement[]> {
  let { number, page } = await firstPage(client, path);
  const pages = [page];
  while (pages.length < MAX_PAGES) {
    const next = nextNumber(page, number, count(page));
    if (next === null) return pages;
    number = next;
    page = await get(client, `${path}/${number}`);
    pages.push(page);
  }
  throw new UpstreamError(
    'telematics',
    'GARBAGE',
    `telematics "${client.settings.name}" never ends: ${MAX_PAGES} pages`,
  );
}

/** With `auto`, page 0 is tried and, when refused as unknown, page 1; what worked is remembered. */
async function firstPage(client: Client, path: string): Promise<{ number: number; page: WireElement }> {
  if (client.first !== undefined)
    return { number: client.first, page: await get(client, `${path}/${client.first}`) };
  try {
    const page = await get(client, `${path}/0`);
    client.first = 0;
    return { number: 0, page };
  } catch (error) {
    if (!isUpstreamError(error) || error.kind !== 'BUSINESS') throw error;
    const page = await get(client, `${path}/1`);
    client.first = 1;
    return { number: 1, page };
  }
}

/** A `next` that points to itself or backwards is the end: some providers send one on the last page. */
function nextNumber(page: WireElement, current: number, records: number): number | null {
  const link = toNextLink(page);
  if (link === null) return !hasLinks(page) && records >= PAGE ? current + 1 : null;
  const stated = /(\d+)\/?(?:\?.*)?$/.exec(link)?.[1];
  const next = stated === undefined ? NaN : Number(stated);
  return next > current ? next : null;
}

async function get(client: Client, path: string): Promise<WireElement> {
  const { settings } = client;
  holdBack(client, path);
  const headers = async (): Promise<Record<string, string>> => ({
    accept: settings.format === 'xml' ? 'application/xml' : 'application/json',
    authorization: await client.authorization.header(),
  });
  const request = { method: 'GET', path, readOnly: true } as const;
  try {
    const response = await client.upstream.call({ ...request, headers: await headers() });
    return readAnswer(settings.format, response.body, settings.maxBytes);
  } catch (error) {
    const expired = isUpstreamError(error) && error.kind === 'AUTH' && client.authorization.renew();
    if (!expired) throw error;
    const response = await client.upstream.call({ ...request, headers: await headers() });
    return readAnswer(settings.format, response.body, settings.maxBytes);
  }
}

/** Keeps to one request per address and interval; providers answer 429 without saying how long to wait. */
function holdBack(client: Client, path: string): void {
  const { settings, asked, now } = client;
  const last = asked.get(path);
  const waitMs = last === undefined ? 0 : last + settings.minIntervalMs - now();
  if (waitMs > 0) {
    throw new UpstreamError(
      'telematics',
      'RATE_LIMITED',
      `telematics "${settings.name}" allows one request per address in ${settings.minIntervalMs} ms; wait ${Math.ceil(waitMs / 1000)} s`,
    );
  }
  for (const [known, at] of asked) if (now() - at > settings.minIntervalMs) asked.delete(known);
  asked.set(path, now());
}
