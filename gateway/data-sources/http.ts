/** A subgraph in another process, asked over HTTP through a pool of kept connections. */
import { Pool } from 'undici';
import { isRecord } from '../executor/merge.js';
import type { SignPassport } from './passport.js';
import type { SubgraphAnswer, SubgraphError, SubgraphFetch, SubgraphSource } from './source.js';

export interface HttpSourceSettings {
  /** Name of the subgraph; reported as the system when it cannot be reached. */
  readonly name: string;
  /** Address of its GraphQL endpoint, for example http://127.0.0.1:4101/graphql. */
  readonly url: string;
  /** Milliseconds one fetch may take, answer body included. */
  readonly timeoutMs?: number;
  readonly connections?: number;
}

export function createHttpSource(settings: HttpSourceSettings, sign: SignPassport): SubgraphSource {
  const { origin, pathname, search } = new URL(settings.url);
  const timeoutMs = settings.timeoutMs ?? 30_000;
  const pool = new Pool(origin, {
    connections: settings.connections ?? 32,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    connectTimeout: Math.min(timeoutMs, 5_000),
  });
  const call = { pool, path: pathname + search, timeoutMs, settings, sign };
  return {
    async fetch(fetch) {
      try {
        return await post(call, fetch);
      } catch (error) {
        return unreachable(settings.name, reasonOf(error), error);
      }
    },
    close: () => pool.close(),
  };
}

interface Call {
  readonly pool: Pool;
  readonly path: string;
  readonly timeoutMs: number;
  readonly settings: HttpSourceSettings;
  readonly sign: SignPassport;
}

async function post(call: Call, fetch: SubgraphFetch): Promise<SubgraphAnswer> {
  const { query, operationName, variables, request, signal, root } = fetch;
  const { statusCode, body } = await call.pool.request({
    path: call.path,
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${call.sign(request)}` },
    body: JSON.stringify({ query, operationName, variables, ...(root && { extensions: { root } }) }),
    ...(signal && { signal }),
  });
  const text = await body.text();
  if (statusCode !== 200) return unreachable(call.settings.name, statusCode === 401 ? 'AUTH' : 'SERVER');
  const answer: unknown = JSON.parse(text);
  if (!isRecord(answer)) return unreachable(call.settings.name, 'GARBAGE');
  return {
    data: isRecord(answer['data']) ? answer['data'] : null,
    errors: Array.isArray(answer['errors']) ? (answer['errors'] as SubgraphError[]) : undefined,
  };
}

function reasonOf(error: unknown): string {
  const { name, code } = error as { name?: string; code?: string };
  if (name === 'SyntaxError') return 'GARBAGE';
  return name === 'AbortError' || (code?.includes('TIMEOUT') ?? false) ? 'TIMEOUT' : 'NETWORK';
}

function unreachable(name: string, reason: string, originalError?: unknown): SubgraphAnswer {
  const message = `The ${name} part of Plumbline cannot be reached just now; the rest of the answer is complete`;
  return {
    errors: [{ message, originalError, extensions: { code: 'UPSTREAM_UNAVAILABLE', system: name, reason } }],
  };
}
