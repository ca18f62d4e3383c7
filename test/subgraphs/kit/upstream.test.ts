import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import {
  createUpstream,
  parseJson,
  type Upstream,
  type UpstreamRequest,
} from '../../../subgraphs/kit/upstream.js';

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

const open: { server: Server; upstream: Upstream }[] = [];
afterEach(async () => {
  for (const { server, upstream } of open.splice(0)) {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
    await upstream.close();
  }
});

/** A loopback server that gives its answers in turn, the last one again and again. */
async function upstreamOf(answers: readonly Answer[], failures = 100) {
  let calls = 0;
  const outcomes: string[] = [];
  const server = createServer((request, response) => {
    const answer = answers[Math.min(calls, answers.length - 1)]!;
    calls += 1;
    answer(response, request);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const upstream = createUpstream(
    {
      system: 'odoo',
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      timeoutMs: 200,
      deadlineMs: 5_000,
      attempts: 3,
      limits: { concurrency: 4, perSecond: 1_000 },
      breaker: { failures, openMs: 60_000 },
    },
    ({ outcome }) => outcomes.push(outcome),
  );
  open.push({ server, upstream });
  return { upstream, outcomes, calls: () => calls };
}

const send =
  (status: number, body = '', headers: Record<string, string> = {}): Answer =>
  (response) =>
    response.writeHead(status, headers).end(body);
const cut: Answer = (response) => response.socket?.destroy();
const cutHalfway: Answer = (response) => {
  response.writeHead(200, { 'content-length': '100' }).write('{"half');
  setImmediate(() => response.socket?.destroy());
};
const hang: Answer = () => undefined;
const read: UpstreamRequest = { method: 'GET', path: '/x', readOnly: true };
const write: UpstreamRequest = { method: 'POST', path: '/x', body: '{}', readOnly: false };

describe('upstream', () => {
  it('answers status, headers and body', async () => {
    const { upstream } = await upstreamOf([send(200, 'ok', { 'x-total': '7' })]);
    expect(await upstream.call(read)).toMatchObject({ status: 200, body: 'ok', headers: { 'x-total': '7' } });
  });

  it.each([
    ['429 with Retry-After', send(429, '', { 'retry-after': '0' }), 'RATE_LIMITED'],
    ['500', send(500, 'trace'), 'SERVER'],
    ['a cut connection', cut, 'NETWORK'],
    ['half an answer', cutHalfway, 'NETWORK'],
    ['silence', hang, 'TIMEOUT'],
  ])('repeats a read after %s', async (_name, failing, kind) => {
    const { upstream, outcomes } = await upstreamOf([failing, failing, send(200, 'ok')]);
    expect((await upstream.call(read)).body).toBe('ok');
    expect(outcomes).toEqual([kind, kind, 'OK']);
  });

  it('waits no longer than its deadline for a Retry-After', async () => {
    const { upstream, calls } = await upstreamOf([send(429, '', { 'retry-after': '3600' })]);
    await expect(upstream.call(read)).rejects.toMatchObject({
      kind: 'RATE_LIMITED',
      retryAfterMs: 3_600_000,
    });
    expect(calls()).toBe(1);
  });

  it.each([
    ['500', send(500), 'SERVER'],
    ['a cut connection', cut, 'NETWORK'],
    ['silence', hang, 'TIMEOUT'],
  ])('never repeats a write after %s', async (_name, failing, kind) => {
    const { upstream, calls } = await upstreamOf([failing]);
    await expect(upstream.call(write)).rejects.toMatchObject({ name: 'UpstreamError', system: 'odoo', kind });
    expect(calls()).toBe(1);
  });

  it.each([
    [401, 'AUTH'],
    [403, 'AUTH'],
    [404, 'BUSINESS'],
  ])('does not repeat HTTP %s (%s) and keeps the vendor’s text out of the message', async (status, kind) => {
    const { upstream, calls } = await upstreamOf([send(status, 'Traceback secret')]);
    const failure = await upstream.call(read).catch((error: unknown) => error as Error);
    expect(failure).toMatchObject({ kind, detail: 'Traceback secret' });
    expect((failure as Error).message).not.toContain('secret');
    expect(calls()).toBe(1);
  });

  it('lets the vendor’s client say what an answer means', async () => {
    const { upstream } = await upstreamOf([send(500, 'locked')]);
    const classify = () => ({ kind: 'BUSINESS' as const, message: 'the period is locked' });
    await expect(upstream.call({ ...read, classify })).rejects.toMatchObject({
      message: 'the period is locked',
    });
  });

  it('stops calling after failures in a row', async () => {
    const { upstream, calls } = await upstreamOf([send(503)], 2);
    await expect(upstream.call(read)).rejects.toMatchObject({ kind: 'BREAKER_OPEN' });
    await expect(upstream.call(read)).rejects.toThrow(/failed several times just now/);
    expect([calls(), upstream.breaker.state]).toEqual([2, 'OPEN']);
  });

  it('calls what is not JSON garbage', () => {
    expect(parseJson('odoo', '{"a":1}')).toEqual({ a: 1 });
    expect(() => parseJson('odoo', '<html>proxy</html>')).toThrow(/odoo answered something that is not JSON/);
  });
});
