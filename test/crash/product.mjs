/** Child process of these runs: Plumbline on a data directory or a Postgres, over simulators in the parent. */
import { readFileSync } from 'node:fs';
import { checkConfig } from '../../dist/gateway/config/load.js';
import { createLog } from '../../dist/gateway/log.js';
import { sandboxConfig } from '../../dist/gateway/sandbox-config.js';
import { startPlumbline } from '../../dist/gateway/start.js';
import { CREDENTIALS } from '../../dist/sandbox/credentials.js';

/** The sandbox's own configuration with what the run sets. */
function configured(sandbox, settings) {
  const input = sandboxConfig(sandbox);
  const { equipment, scheduling } = input;
  const companies = input.companies.map((company) => ({ ...company, ...settings.companies?.[company.code] }));
  return {
    ...input,
    companies,
    odoo: { ...input.odoo, ...settings.odoo },
    equipment: {
      ...equipment,
      // No write needs it, and every start would read it.
      // The day of the run lies long after the firm's.
      telematics: settings.telematics
        ? equipment.telematics.map((one) => ({ ...one, historyDays: 2_000 }))
        : [],
      // The platform's webhooks would ask it beside the calls that are counted and broken here.
      maintenance: { ...equipment.maintenance, webhook: undefined, ...settings.maintenance },
    },
    scheduling: { ...scheduling, p6: { ...scheduling.p6, ...settings.p6 } },
    auth: {
      tokens: [
        ...input.auth.tokens,
        {
          token: 'sandbox-controller-token',
          actor: { id: 'controller', roles: ['admin'], companies: '*', projects: '*' },
        },
      ],
    },
    workflows: settings.workflows ?? {},
  };
}

async function start(file) {
  const { dataDir, databaseUrl, urls, outline, settings } = JSON.parse(readFileSync(file, 'utf8'));
  const upstreams = Object.fromEntries(Object.entries(urls).map(([name, url]) => [name, { url }]));
  const sandbox = {
    ...{ firm: outline, answerKey: { projects: [] }, upstreams, credentials: CREDENTIALS },
    stop: async () => {},
  };
  return startPlumbline({
    environment: { port: 0, dataDir, databaseUrl },
    config: checkConfig('this run', configured(sandbox, settings)),
    sandbox,
    log: createLog((line) => (/error|engine/i.test(line) ? console.error(line) : undefined)),
    now: () => new Date(),
  });
}

// An orphan would keep the data directory locked.
process.on('disconnect', () => process.exit(1));
/** Once it is ready; for programs that do more in this process than serve. */
export let plumbline;
// It may be forked ahead of time: nothing is opened before it is told to start.
process.on('message', async (message) => {
  try {
    if (message.start) {
      plumbline = await start(message.start);
      process.send({ kind: 'ready', url: plumbline.url });
    }
    if (message === 'audit') process.send({ kind: message, audit: await plumbline.store.verifyAudit() });
    if (message !== 'stop') return;
    await plumbline.stop();
    process.send({ kind: message }, () => process.exit(0));
  } catch (error) {
    console.error(`product: ${error.message}`);
    process.exit(1);
  }
});
