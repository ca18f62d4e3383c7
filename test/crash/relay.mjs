/**
 * Stands between one product process and one target, so that a call can be told to its process and stopped at any
 * point of its way: before the target has it, after the target did it, after the answer left.
 */
import { createServer, request, Agent } from 'node:http';

/**
 * @param onCall told of every call { system, method, url, path, name, body }; may return { before, after, answered },
 *   awaited before the call is passed on, before its answer is (with the answer), and after. `before` may resolve with
 *   'DROP', so that the target never hears of it, or with an answer to give in its place; `after` with 'CUT', so that
 *   the answer is lost.
 */
export async function createRelay(system, target, onCall) {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const server = createServer((incoming, outgoing) => {
    relay({ system, target, agent, onCall }, incoming, outgoing).catch(() => outgoing.destroy());
  });
  server.keepAliveTimeout = 60_000;
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close: () => {
      server.closeAllConnections();
      agent.destroy();
      return new Promise((done) => server.close(done));
    },
  };
}

async function relay({ system, target, agent, onCall }, incoming, outgoing) {
  const chunks = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const { method, url } = incoming;
  const path = url.replace(/\?.*/, '');
  const call = { system, method, url, path, name: nameOf(method, path), body: body.toString() };
  const hooks = onCall(call) ?? {};
  const instead = await hooks.before?.();
  if (instead === 'DROP') return outgoing.destroy();
  if (instead) return outgoing.writeHead(instead.status, instead.headers).end(instead.body);
  const answer = await pass(target, agent, incoming, body);
  if ((await hooks.after?.(answer)) === 'CUT') return outgoing.destroy();
  outgoing.writeHead(answer.status, answer.headers);
  outgoing.end(answer.body);
  await hooks.answered?.();
}

/** `POST /v1/meter_entries/{id}`; the ERP's own version number in a path is no record id. */
function nameOf(method, path) {
  return `${method} ${path.replace(/\/\d+(?=\/|$)/g, '/{id}').replace('/json/{id}/', '/json/2/')}`;
}

function pass(target, agent, { method, url, headers }, body) {
  return new Promise((resolve, reject) => {
    const { host: _host, connection: _connection, 'transfer-encoding': _coding, ...own } = headers;
    const outgoing = request(
      new URL(url, target),
      { method, agent, headers: { ...own, 'content-length': body.length } },
      (answer) => {
        const chunks = [];
        answer.on('data', (chunk) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => {
          const { connection: _own, 'transfer-encoding': _its, ...kept } = answer.headers;
          resolve({ status: answer.statusCode, headers: kept, body: Buffer.concat(chunks) });
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
