/**
 * The sandbox in a thread of its own, as the systems it stands for are machines of their own: what a simulator
 * works out does not keep the product waiting. Needs compiled code, so tests start the sandbox in their own thread.
 */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { CREDENTIALS } from './credentials.js';
import type { SandboxOutline } from './outline.js';

export type SandboxThread = SandboxOutline<typeof CREDENTIALS>;

/** @param scale multiplies jobs, machines and documents; 1 is about 14 jobs. */
export async function startSandboxThread(scale: number): Promise<SandboxThread> {
  const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData: { scale } });
  const [started] = (await once(worker, 'message')) as [Omit<SandboxThread, 'credentials' | 'stop'>];
  return {
    ...started,
    credentials: CREDENTIALS,
    async stop() {
      const ended = once(worker, 'exit');
      worker.postMessage('stop');
      await ended;
    },
  };
}
