/** The network between one client and one gateway: a relay of bytes that can be cut in the ways in which networks are. */
import { connect, createServer } from 'node:net';

/** At once; after some more bytes, so that a message is torn; after a while in which nothing arrives. */
export const MANNERS = ['RESET', 'TORN', 'SILENT'];

/** @param target () → address of the gateway, null while it is dead */
export async function createWire(target) {
  const lines = new Set();
  const server = createServer((near) => {
    const url = target();
    if (url === null) near.destroy();
    else carry(lines, near, new URL(url));
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `ws://127.0.0.1:${server.address().port}/graphql`,
    /** False when there was no connection to cut. @param random () → 0 to 1 */
    cut(manner, random) {
      const [line] = [...lines].filter((own) => !own.dying);
      if (!line) return false;
      line.dying = true;
      if (manner === 'TORN') line.left = 1 + Math.floor(random() * 400);
      if (manner === 'SILENT') line.left = 0;
      if (manner === 'RESET') line.end();
      else setTimeout(line.end, 20 + random() * 200);
      return true;
    },
    close() {
      for (const line of lines) line.end();
      return new Promise((done) => server.close(done));
    },
  };
}

function carry(lines, near, { hostname, port }) {
  const far = connect({ host: hostname, port: Number(port) });
  // `left`: bytes that still reach the client.
  const line = { left: Infinity, dying: false };
  line.end = () => {
    lines.delete(line);
    near.destroy();
    far.destroy();
  };
  lines.add(line);
  near.pipe(far);
  far.on('data', (chunk) => {
    const passed = chunk.subarray(0, Math.min(line.left, chunk.length));
    line.left -= passed.length;
    if (passed.length === 0 || near.write(passed)) return;
    far.pause();
    near.once('drain', () => far.resume());
  });
  for (const socket of [near, far]) {
    socket.on('error', line.end);
    socket.on('close', line.end);
  }
}
