/**
 * Stands between one product process and one target, so that a call can be told to its process and stopped at any
 * point of its way: before the target has it, after the target did it, after the answer left.
 */
import { createServer, request, Agent } from 'node:http';

/**
 * @param onCall told of every call; may return { before, after, answered }: awaited before the call is passed on,
 *   before its answer is, and after. `before` may resolve with 'DROP': the target never hears of it.
 */
export async function createRelay(target, onCall) {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const server = createServer((incoming, outgoing) => {
    relay({ target, agent, onCall }, incoming, outgoing).catch(() => outgoing.destroy());
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

async function relay({ target, agent, onCall }, incoming, outgoing) {
  const chunks = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const path = incoming.url.replace(/\?.*/, '').replace(/\/\d+(?=\/|$)/g, '/{id}');
  // The ERP's own database and version numbers in a path are no record ids.
  const hooks = onCall(`${incoming.method} ${path.replace('/json/{id}/', '/json/2/')}`) ?? {};
  if ((await hooks.before?.()) === 'DROP') return outgoing.destroy();
  const answer = await pass(target, agent, incoming, Buffer.concat(chunks));
  await hooks.after?.();
  outgoing.writeHead(answer.status, answer.headers);
  outgoing.end(answer.body);
  await hooks.answered?.();
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
