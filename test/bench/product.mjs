/**
 * Child process of the benches: Plumbline over simulators that run in the parent, so that the simulators' work is
 * not counted as the gateway's. Speaks to the parent by messages.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkConfig } from '../../dist/gateway/config/load.js';
import { createLog } from '../../dist/gateway/log.js';
import { sandboxConfig } from '../../dist/gateway/sandbox-config.js';
import { startPlumbline } from '../../dist/gateway/start.js';
import { createFirm } from '../../dist/sandbox/firm/index.js';
import { CREDENTIALS } from '../../dist/sandbox/index.js';

const { scale, urls } = JSON.parse(process.argv[2]);
const dataDir = mkdtempSync(path.join(tmpdir(), 'plumbline-bench-'));
const firm = createFirm({ scale });
const upstreams = Object.fromEntries(Object.entries(urls).map(([name, url]) => [name, { url }]));
const sandbox = {
  firm,
  answerKey: { projects: [] },
  upstreams,
  credentials: CREDENTIALS,
  stop: async () => {},
};
const calls = [];
let ahead = 0;
const started = performance.now();
const plumbline = await startPlumbline({
  environment: { port: 0, dataDir, databaseUrl: null },
  config: checkConfig('the bench', sandboxConfig(sandbox)),
  sandbox,
  log: createLog(() => {}),
  now: () => new Date(Date.now() + ahead),
  observe: (call) => calls.push({ ...call, end: performance.now() }),
});
process.send({ kind: 'ready', url: plumbline.url, ms: performance.now() - started });
process.on('message', async (message) => {
  if (message === 'calls')
    process.send({ kind: 'calls', calls: calls.splice(0), rss: process.memoryUsage().rss });
  // What was read is then older than any cache keeps it: the next query reads everything again.
  if (message === 'age') {
    ahead += 61_000;
    process.send({ kind: 'aged' });
  }
  if (message === 'stop') {
    await plumbline.stop();
    rmSync(dataDir, { recursive: true, force: true });
    process.exit(0);
  }
});
