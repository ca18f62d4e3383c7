/** The product's processes: started, killed and started again; each reaches the targets through relays of its own. */
import { fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { toFirmOutline } from '../../dist/sandbox/outline.js';
import { createRelay } from './relay.mjs';

const PRODUCT = fileURLToPath(new URL('product.mjs', import.meta.url));
const START_MS = 60_000;
/** Systems that take writes. */
const WATCHED = ['odoo', 'maintenance', 'scheduling'];

/**
 * @param setup { world, dataDir, databaseUrl, settings, onCall(call, process), spare }; settings are the product's, by system
 * @returns the process; `product` is the program it runs, another build of it from the next start on
 */
export async function createProcess(setup) {
  const { world, dataDir, databaseUrl = null, settings } = setup;
  const own = { living: false, url: null, child: null, number: setup.number ?? 0, product: PRODUCT };
  // The next one has its code loaded by the time it is needed.
  let spare = null;
  const relays = {};
  for (const name of WATCHED)
    relays[name] = await createRelay(name, world.upstreams[name].url, (call) => setup.onCall(call, own));
  const urls = Object.fromEntries(
    Object.entries(world.upstreams).map(([name, { url }]) => [name, relays[name]?.url ?? url]),
  );
  const file = path.join(world.directory, `product-${own.number}.json`);
  const outline = { ...toFirmOutline(world.firm), today: world.today };
  const options = (more) =>
    writeFileSync(
      file,
      JSON.stringify({ dataDir, databaseUrl, urls, outline, settings: { ...settings, ...more } }),
    );
  own.start = async (more = {}) => {
    options(more);
    await own.spawn();
    await own.ready();
  };
  own.spawn = async () => {
    await own.gone();
    own.child = spare?.program === own.product && isAlive(spare.child) ? spare.child : load(own.product);
    if (spare?.child !== own.child) spare?.child.kill('SIGKILL');
    spare = null;
    own.child.send({ start: file });
    own.answer = answerOf(own.child, 'ready');
    own.answer.catch(() => undefined);
  };
  own.ready = async () => {
    const { url } = await own.answer;
    own.url = url;
    own.living = true;
    if (setup.spare) spare = { program: own.product, child: load(own.product) };
  };
  own.kill = () => {
    own.living = false;
    own.child?.kill('SIGKILL');
  };
  own.gone = () =>
    own.child === null || !isAlive(own.child)
      ? Promise.resolve()
      : new Promise((done) => own.child.once('exit', done));
  own.ask = (kind) => {
    own.child.send(kind);
    return answerOf(own.child, kind);
  };
  own.close = async () => {
    own.kill();
    spare?.child.kill('SIGKILL');
    await own.gone();
    for (const relay of Object.values(relays)) await relay.close();
  };
  return own;
}

const load = (program) => fork(program, [], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
const isAlive = (child) => child.exitCode === null && child.signalCode === null;

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
