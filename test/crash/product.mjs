/** Child process of the crash run: Plumbline on a data directory or a Postgres, over simulators in the parent. */
import { checkConfig } from '../../dist/gateway/config/load.js';
import { createLog } from '../../dist/gateway/log.js';
import { sandboxConfig } from '../../dist/gateway/sandbox-config.js';
import { startPlumbline } from '../../dist/gateway/start.js';
import { createFirm } from '../../dist/sandbox/firm/index.js';
import { CREDENTIALS } from '../../dist/sandbox/index.js';

const { dataDir, databaseUrl, urls, today, delayBoundMs } = JSON.parse(process.argv[2]);
const upstreams = Object.fromEntries(Object.entries(urls).map(([name, url]) => [name, { url }]));
const sandbox = {
  // A later day leaves every machine a day of its own for each charge.
  firm: { ...createFirm({ scale: 1 }), today },
  answerKey: { projects: [] },
  upstreams,
  credentials: CREDENTIALS,
  stop: async () => {},
};
const input = sandboxConfig(sandbox);
input.equipment.maintenance.delayBoundMs = delayBoundMs;
// No write needs it, and every start would read it.
input.equipment.telematics = [];

// An orphan would keep the data directory locked.
process.on('disconnect', () => process.exit(1));
try {
  const plumbline = await startPlumbline({
    environment: { port: 0, dataDir, databaseUrl },
    config: checkConfig('the crash run', input),
    sandbox,
    log: createLog((line) => (/error|engine/i.test(line) ? console.error(line) : undefined)),
    now: () => new Date(),
  });
  process.send({ kind: 'ready', url: plumbline.url });
  process.on('message', async () => {
    const audit = await plumbline.store.verifyAudit();
    process.send({ kind: 'audit', audit });
    await plumbline.stop();
    process.exit(0);
  });
} catch (error) {
  console.error(`product: ${error.message}`);
  process.exit(1);
}
