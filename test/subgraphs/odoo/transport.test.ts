/** The recorded errors of Odoo 19, answered by a loopback server. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createUpstream, UPSTREAM_DEFAULTS, type Upstream } from '../../../subgraphs/kit/upstream.js';
import { openRpc } from '../../../subgraphs/odoo/erp/open.js';
import { odooSettings } from '../../../subgraphs/odoo/index.js';
import { createJson2 } from '../../../subgraphs/odoo/json2/index.js';

interface Call {
  readonly path: string;
  readonly body: Record<string, unknown>;
}
type Answer = (call: Call) => { status: number; body: unknown };

let server: Server | undefined;
let upstream: Upstream | undefined;
afterEach(async () => {
  await upstream?.close();
  await new Promise((done) => (server ? server.close(done) : done(undefined)));
});

async function serve(answer: Answer): Promise<{ url: string; upstream: Upstream; calls: Call[] }> {
  const calls: Call[] = [];
  server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      const call = { path: request.url ?? '', body: (text === '' ? {} : JSON.parse(text)) as Call['body'] };
      calls.push(call);
      const { status, body } = answer(call);
      response.writeHead(status, { connection: 'close' });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    });
  });
  await new Promise<void>((done) => server?.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  upstream = createUpstream({ ...UPSTREAM_DEFAULTS, system: 'odoo', url, attempts: 1 });
  return { url, upstream, calls };
}

const settingsFor = (url: string, more = {}) =>
  odooSettings.parse({ url, database: 'erp', apiKey: 'key', login: 'gateway', ...more });
const odooError = (name: string) => ({
  name,
  message: 'translated text',
  arguments: [],
  context: {},
  debug: 'Traceback …',
});

describe('JSON-2 errors', () => {
  it.each([
    [401, odooError('werkzeug.exceptions.Unauthorized'), 'AUTH'],
    [403, odooError('odoo.exceptions.AccessError'), 'AUTH'],
    [404, odooError('odoo.exceptions.MissingError'), 'BUSINESS'],
    [422, odooError('odoo.exceptions.ValidationError'), 'BUSINESS'],
    [500, odooError('builtins.ValueError'), 'BUSINESS'],
    [500, odooError('odoo.exceptions.RedirectWarning'), 'BUSINESS'],
    [500, odooError('psycopg2.errors.SerializationFailure'), 'SERVER'],
    [404, '<!DOCTYPE html>\n<title>404 Not Found</title>', 'GARBAGE'],
    [200, '<html>', 'GARBAGE'],
    [503, '<html>', 'SERVER'],
  ])('HTTP %d %j is %s', async (status, body, kind) => {
    const { url, upstream: out } = await serve(() => ({ status, body }));
    const failed = createJson2(out, settingsFor(url)).call('res.partner', 'search_read', { domain: [] });
    const error = await failed.catch((caught: unknown) => caught as Error);
    expect(error).toMatchObject({ name: 'UpstreamError', kind });
    expect(JSON.stringify(error)).not.toContain('Traceback');
    expect((error as Error).message).not.toContain('translated text');
  });
});

describe('JSON-RPC errors', () => {
  const open = (answer: (method: unknown) => object, more = {}) =>
    serve(({ path, body }) => {
      const { method } = (body['params'] ?? {}) as { method?: unknown };
      if (path === '/web/version') return { status: 404, body: '<html>' };
      if (method === 'version') return { status: 200, body: { result: { server_version_info: [17, 0] } } };
      return { status: 200, body: answer(method) };
    }).then(({ url, upstream: out, calls }) => ({ out, calls, settings: settingsFor(url, more) }));

  it('falls back to JSON-RPC on an older server and logs in once', async () => {
    const { out, calls, settings } = await open((method) => ({ result: method === 'authenticate' ? 7 : [] }));
    const rpc = await openRpc(out, settings);
    await rpc.call(
      'res.partner',
      'search_read',
      { domain: [], fields: ['name'] },
      { context: { lang: 'en_US' } },
    );
    expect(rpc.version).toBe(17);
    expect(calls.at(-1)?.body['params']).toEqual({
      service: 'object',
      method: 'execute_kw',
      args: [
        'erp',
        7,
        'key',
        'res.partner',
        'search_read',
        [[]],
        { fields: ['name'], context: { lang: 'en_US' } },
      ],
    });
  });

  it('takes a false login for refused credentials', async () => {
    const { out, settings } = await open(() => ({ result: false }));
    await expect(openRpc(out, settings)).rejects.toMatchObject({ kind: 'AUTH' });
  });

  it.each([
    ['odoo.exceptions.AccessDenied', 'AUTH'],
    ['odoo.exceptions.UserError', 'BUSINESS'],
    ['psycopg2.OperationalError', 'SERVER'],
  ])('classifies %s as %s though the status is 200', async (name, kind) => {
    const { out, settings } = await open((method) =>
      method === 'authenticate' ? { result: 7 } : { error: { code: 0, data: odooError(name) } },
    );
    const rpc = await openRpc(out, settings);
    await expect(rpc.call('res.partner', 'read', {}, { ids: [1] })).rejects.toMatchObject({ kind });
  });

  it('reads a missing result as null', async () => {
    const { out, settings } = await open((method) => (method === 'authenticate' ? { result: 7 } : {}));
    const rpc = await openRpc(out, settings);
    await expect(rpc.call('res.partner', 'read', {}, { ids: [1] })).resolves.toBeNull();
  });
});
