/** The front door over loopback: tokens, limits, pages, audit of GraphQL over HTTP, partial failure over HTTP. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { getIntrospectionQuery } from 'graphql';
import { Registry } from 'prom-client';
import { SignJWT } from 'jose';
import { authenticator } from '../../gateway/auth/authenticate.js';
import { authSettings } from '../../gateway/auth/settings.js';
import { createHttpSource } from '../../gateway/data-sources/http.js';
import { createSigner } from '../../gateway/data-sources/passport.js';
import type { SubgraphSource } from '../../gateway/data-sources/source.js';
import { createGatewayServer, type GatewayServer } from '../../gateway/http/server.js';
import { serveSubgraph, type SubgraphServer } from '../../gateway/subgraph-server.js';
import { ACTOR, createMadeUp } from './made-up.js';

const TOKEN = 'a-token-of-the-tests';
const JWT_KEY = 'a-shared-key-of-the-tests-0123456789';
const SECRET = 'a-secret-of-the-tests-0123456789abcdef';
const madeUp = createMadeUp();
const servers = new Map<string, SubgraphServer>();
const sources: Record<string, SubgraphSource> = {};
let gateway: GatewayServer;
let ready = false;

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

beforeAll(async () => {
  const sign = createSigner(SECRET);
  for (const subgraph of madeUp.subgraphs) {
    const server = await serveSubgraph(subgraph, { port: 0, secret: SECRET });
    servers.set(subgraph.name, server);
    sources[subgraph.name] = createHttpSource(
      { name: subgraph.name, url: server.url, timeoutMs: 2_000 },
      sign,
    );
  }
  const auth = authSettings.parse({
    tokens: [{ token: TOKEN, actor: { id: 'tester', roles: ['analyst'], companies: '*', projects: '*' } }],
    jwt: { key: JWT_KEY, audience: 'plumbline' },
  });
  gateway = await createGatewayServer({
    supergraphSdl: madeUp.supergraphSdl,
    sources,
    authenticate: authenticator(auth),
    port: 0,
    host: '127.0.0.1',
    readiness: () => Promise.resolve({ ready, reasons: ready ? [] : ['first sync'] }),
    registry: new Registry(),
    log,
    explorerQuery: '{ me { name } }',
  });
});
afterAll(async () => {
  await gateway.stop();
  await Promise.all(Object.values(sources).map((source) => source.close()));
  await Promise.all([...servers.values()].map((server) => server.stop()));
});

type Body = {
  data?: unknown;
  errors?: { message: string; path?: unknown; extensions: Record<string, unknown> }[];
};

async function post(
  query: string,
  authorization = `Bearer ${TOKEN}`,
): Promise<{ status: number; body: Body }> {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, body: (await response.json()) as Body };
}

describe('who may come in', () => {
  it.each([
    ['no token', ''],
    ['a wrong token', 'Bearer wrong'],
    ['a broken JWT', 'Bearer a.b.c'],
  ])('%s is refused, introspection included', async (_name, authorization) => {
    for (const query of ['{ me { name } }', getIntrospectionQuery()]) {
      const { status, body } = await post(query, authorization);
      expect(status).toBe(401);
      expect(body.errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED');
      expect(body.data).toBeUndefined();
    }
  });
  it('a bearer token, the same as a Basic password, and a valid JWT', async () => {
    const basic = `Basic ${Buffer.from(`bi:${TOKEN}`).toString('base64')}`;
    const jwt = await new SignJWT({ roles: ['field'], companies: ['NB'] })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject('someone')
      .setAudience('plumbline')
      .setExpirationTime('1m')
      .sign(new TextEncoder().encode(JWT_KEY));
    for (const authorization of [`Bearer ${TOKEN}`, basic, `Bearer ${jwt}`])
      expect((await post('{ me { name } }', authorization)).body).toEqual({
        data: { me: { name: 'Person 1' } },
      });
  });
  it('a JWT for somebody else is refused', async () => {
    const jwt = await new SignJWT({})
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject('someone')
      .setAudience('other')
      .setExpirationTime('1m')
      .sign(new TextEncoder().encode(JWT_KEY));
    expect((await post('{ me { name } }', `Bearer ${jwt}`)).status).toBe(401);
  });
});

describe('a subgraph', () => {
  it('answers only with a passport', async () => {
    const { url } = servers.get('people')!;
    const body = JSON.stringify({ query: '{ me { id } }' });
    const tries = [
      undefined,
      'Bearer a.b.c',
      `Bearer ${createSigner(`${SECRET}x`)({ id: '1', actor: ACTOR })}`,
    ];
    for (const authorization of tries) {
      const response = await fetch(url, {
        method: 'POST',
        body,
        headers: authorization ? { authorization } : {},
      });
      expect(response.status).toBe(401);
    }
    const authorization = `Bearer ${createSigner(SECRET)({ id: '1', actor: ACTOR })}`;
    const response = await fetch(url, { method: 'POST', body, headers: { authorization } });
    expect(await response.json()).toEqual({ data: { me: { id: '1' } } });
  });
});

describe('limits', () => {
  const deep = `{ me ${'{ boss '.repeat(16)}{ id }${' }'.repeat(16)} }`;
  const aliases = `{ me { ${Array.from({ length: 51 }, (_, i) => `a${i}: id`).join(' ')} } }`;
  const bomb = `{ me { ...F0 } } ${Array.from({ length: 14 }, (_, i) => `fragment F${i} on Person { id ${i < 13 ? `...F${i + 1} boss { ...F${i + 1} }` : ''} }`).join(' ')}`;
  it.each([
    ['depth', deep],
    ['aliases', aliases],
    ['tokens', `{ me { ${'id '.repeat(5_001)} } }`],
    ['fields', bomb],
  ])('%s', async (limit, query) => {
    const { status, body } = await post(query);
    expect(status).toBe(400);
    expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'LIMIT_EXCEEDED', limit });
  });
  it('body size', async () => {
    const { status, body } = await post(`{ me { id } } #${'x'.repeat(1_000_000)}`);
    expect(status).toBe(413);
    expect(body.errors?.[0]?.extensions['code']).toBe('LIMIT_EXCEEDED');
  });
  it('aliases that are names of JavaScript itself are refused', async () => {
    const { status } = await post('{ me { __proto__: name } }');
    expect(status).toBe(400);
  });
  it('the standard introspection query is within them', async () => {
    expect((await post(getIntrospectionQuery())).status).toBe(200);
  });
  it('malformed JSON and other content types', async () => {
    const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };
    const url = `${gateway.url}/graphql`;
    expect((await fetch(url, { method: 'POST', headers, body: '{' })).status).toBe(400);
    const text = { ...headers, 'content-type': 'text/plain' };
    expect((await fetch(url, { method: 'POST', headers: text, body: '{}' })).status).toBe(415);
  });
});

describe('pages and probes', () => {
  it('landing page and explorer load without a token; the explorer names no other host', async () => {
    const headers = { accept: 'text/html' };
    const landing = await fetch(`${gateway.url}/`, { headers });
    expect(landing.status).toBe(200);
    expect(await landing.text()).toContain('embeddable-sandbox');
    const explorer = await fetch(`${gateway.url}/graphiql`, { headers });
    const page = await explorer.text();
    expect(explorer.status).toBe(200);
    expect(page).toContain('{ me { name } }');
    expect(page).not.toMatch(/https?:\/\//);
  });
  it('healthz, readyz, metrics, 404', async () => {
    expect((await fetch(`${gateway.url}/healthz`)).status).toBe(200);
    ready = false;
    expect((await fetch(`${gateway.url}/readyz`)).status).toBe(503);
    ready = true;
    expect((await fetch(`${gateway.url}/readyz`)).status).toBe(200);
    await post('{ me { name } }');
    const metrics = await (await fetch(`${gateway.url}/metrics`)).text();
    expect(metrics).toMatch(/plumbline_requests_total\{status="200"\} [1-9]/);
    expect(metrics).toMatch(/plumbline_subgraph_fetches_total\{subgraph="people",outcome="OK"\} [1-9]/);
    expect((await fetch(`${gateway.url}/nowhere`)).status).toBe(404);
  });
  it('CORS for the explorers only', async () => {
    const allowed = async (origin: string): Promise<string | null> =>
      (await fetch(`${gateway.url}/graphql`, { method: 'OPTIONS', headers: { origin } })).headers.get(
        'access-control-allow-origin',
      );
    expect(await allowed('https://studio.apollographql.com')).toBe('https://studio.apollographql.com');
    expect(await allowed('https://elsewhere.example')).toBeNull();
  });
});

describe('GraphQL over HTTP audit', () => {
  const recommendations: string[] = [];
  afterAll(() => {
    console.log(
      `audit: ${recommendations.length} recommendations not followed\n${recommendations.join('\n')}`,
    );
  });
  const audits = serverAudits({
    url: () => `${gateway.url}/graphql`,
    fetchFn: (url: string, init?: RequestInit) =>
      fetch(url, { ...init, headers: { ...(init?.headers as object), authorization: `Bearer ${TOKEN}` } }),
  });
  it.each(audits.map((audit) => ({ name: `${audit.id} ${audit.name}`, audit })))(
    '$name',
    async ({ audit }) => {
      const result = await audit.fn();
      if (result.status === 'warn') recommendations.push(`${audit.id} ${audit.name}: ${result.reason}`);
      expect(result.status === 'error' ? result.reason : '').toBe('');
    },
  );
});

describe('stopping', () => {
  it('lets a running request finish and takes no new one', async () => {
    let release: () => void = () => undefined;
    let asked: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const running = new Promise<void>((resolve) => (asked = resolve));
    const slow: SubgraphSource = {
      fetch: async () => {
        asked();
        await held;
        return { data: { me: { __typename: 'Person', id: '7' } } };
      },
      close: () => Promise.resolve(),
    };
    const second = await createGatewayServer({
      supergraphSdl: madeUp.supergraphSdl,
      sources: { ...sources, people: slow },
      authenticate: () => Promise.resolve({ actor: ACTOR, expiresAt: null }),
      port: 0,
      host: '127.0.0.1',
      readiness: () => Promise.resolve({ ready: true, reasons: [] }),
      registry: new Registry(),
      log,
    });
    const ask = (): Promise<Response> =>
      fetch(`${second.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"query":"{ me { id } }"}',
      });
    const answer = ask();
    await running;
    const stopped = second.stop();
    await expect(ask()).rejects.toThrow();
    release();
    expect(await (await answer).json()).toEqual({ data: { me: { id: '7' } } });
    await stopped;
  });
});

describe('a subgraph that cannot be reached', () => {
  it('leaves the rest of the answer, computed fields included, with one error naming it', async () => {
    await servers.get('money')!.stop();
    const { status, body } = await post('{ jobs { id name cost { total complete } } }');
    expect(status).toBe(200);
    expect(body.data).toEqual({
      jobs: [0, 1, 2].map((n) => ({
        id: String(n),
        name: `Job ${n}`,
        cost: { total: null, complete: false },
      })),
    });
    expect(body.errors).toEqual([
      expect.objectContaining({
        path: ['jobs', 0, 'cost'],
        extensions: { code: 'UPSTREAM_UNAVAILABLE', system: 'money', reason: 'NETWORK' },
      }),
    ]);
  });
});
