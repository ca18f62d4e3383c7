/** The product's processes: started, killed and started again; each reaches the targets through relays of its own. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { DELAY_BOUND_MS } from './plans.mjs';
import { createRelay } from './relay.mjs';

const PRODUCT = fileURLToPath(new URL('product.mjs', import.meta.url));
const START_MS = 60_000;
/** Systems that take writes. */
const WATCHED = ['odoo', 'maintenance'];

/** @param setup { sandbox, dataDir, databaseUrl, today } */
export async function createProcess(setup) {
  const own = { living: false, url: null, watch: undefined, child: null };
  const relays = {};
  for (const name of WATCHED)
    relays[name] = await createRelay(setup.sandbox.upstreams[name].url, (call) => own.watch?.(call));
  const urls = Object.fromEntries(
    Object.entries(setup.sandbox.upstreams).map(([name, { url }]) => [name, relays[name]?.url ?? url]),
  );
  const { dataDir, databaseUrl, today } = setup;
  const options = JSON.stringify({ dataDir, databaseUrl, urls, today, delayBoundMs: DELAY_BOUND_MS });
  own.start = () => start(own, options);
  own.kill = () => {
    own.living = false;
    own.child?.kill('SIGKILL');
  };
  own.gone = () =>
    own.child === null || own.child.exitCode !== null || own.child.signalCode !== null
      ? Promise.resolve()
      : new Promise((done) => own.child.once('exit', done));
  own.audit = () => {
    own.child.send('audit');
    return answerOf(own.child, 'audit').then(({ audit }) => audit);
  };
  own.close = async () => {
    if (own.living) own.kill();
    await own.gone();
    for (const relay of Object.values(relays)) await relay.close();
  };
  return own;
}

async function start(own, options) {
  await own.gone();
  own.child = fork(PRODUCT, [options], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const { url } = await answerOf(own.child, 'ready');
  own.url = url;
  own.living = true;
}

function answerOf(child, kind) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`the product did not answer "${kind}"`)), START_MS);
    const exited = (code, signal) => {
      clearTimeout(timer);
      reject(new Error(`the product ended before "${kind}" (${code ?? signal})`));
    };
    child.once('exit', exited);
    child.on('message', function heard(message) {
      if (message.kind !== kind) return;
      clearTimeout(timer);
      child.off('exit', exited);
      child.off('message', heard);
      resolve(message);
    });
  });
}
