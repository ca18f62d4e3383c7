/** Thread of the sandbox: starts it at the scale it was given and says where everything is; ends when told to. */
import { parentPort, workerData } from 'node:worker_threads';
import { startSandbox } from './index.js';
import { toFirmOutline, UPSTREAM_NAMES } from './outline.js';

const port = parentPort;
if (!port) throw new Error('sandbox/worker.js runs as a worker thread');

const { scale } = workerData as { scale: number };
const sandbox = await startSandbox(scale);
const { firm, answerKey, upstreams } = sandbox;
const urls = Object.fromEntries(UPSTREAM_NAMES.map((name) => [name, { url: upstreams[name].url }]));
port.postMessage({ firm: toFirmOutline(firm), answerKey, upstreams: urls });
port.once('message', () => {
  void sandbox.stop().then(() => port.close());
});
