/** NATS servers of a test's own, which it may kill and start again. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pause } from './events.js';

export interface NatsServer {
  readonly url: string;
  start(): Promise<void>;
  /** With -9. */
  kill(): Promise<void>;
  /** Removes what it holds; while it is killed. */
  empty(): void;
}

const program = process.env['TEST_NATS_SERVER'];
const running = new Set<ChildProcess>();
const folders: string[] = [];

/** @param lines of its configuration, besides address and folder */
export async function createNatsServer(lines: readonly string[] = []): Promise<NatsServer> {
  if (program === undefined) throw new Error('TEST_NATS_SERVER names no program; run under .ci/nats.sh');
  const port = await freePort();
  const folder = mkdtempSync(path.join(tmpdir(), 'plumbline-nats-test-'));
  folders.push(folder);
  const store = path.join(folder, 'store');
  const config = path.join(folder, 'nats.conf');
  writeFileSync(config, lines.join('\n').replace('STORE', JSON.stringify(store)));
  let child: ChildProcess | undefined;
  return {
    url: `nats://127.0.0.1:${port}`,
    async start() {
      child = spawn(program, ['-a', '127.0.0.1', '-p', String(port), '-c', config], { stdio: 'ignore' });
      running.add(child);
      for (let tries = 0; !(await answers(port)); tries += 1) {
        if (tries === 200) throw new Error('nats-server did not start');
        await pause(50);
      }
    },
    async kill() {
      if (!child) return;
      child.kill('SIGKILL');
      await once(child, 'close');
      running.delete(child);
    },
    empty: () => rmSync(store, { recursive: true, force: true }),
  };
}

export const WITH_JETSTREAM = ['jetstream { store_dir: STORE }'] as const;

export function removeNatsServers(): void {
  for (const child of running) child.kill('SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}
