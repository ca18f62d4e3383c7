/** One run: gateways, writers, clients, and a network and processes that die beside them. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createProcess } from '../crash/processes.mjs';
import { createRandom, sleep } from '../crash/random.mjs';
import { createWorld } from '../crash/world.mjs';
import { createNaive, createResuming } from './clients.mjs';
import { momentOf, readLedger } from './writers.mjs';

const GATEWAY = fileURLToPath(new URL('gateway.mjs', import.meta.url));
const WRITERS = fileURLToPath(new URL('writers.mjs', import.meta.url));
const LEAST_BETWEEN_CUTS_MS = 15;
/** Without any event for so long, what is missing does not come any more. */
const IDLE_MS = 20_000;
const SETTLE_MS = 1_500;

/**
 * @param options { events, disconnects, kills, writers, writerProcesses, clients, rate: events per second, seed,
 *   minutes, databaseUrl: null for the embedded database }
 * @returns what the ledger wants and what each client heard
 */
export async function runChaos(options) {
  const world = await createWorld();
  const run = { options, world, random: createRandom(options.seed), gateways: [], clients: [], kills: 0 };
  run.until = Date.now() + options.minutes * 60_000;
  try {
    run.plan = {
      ...{ directory: world.directory, company: world.company.code, writers: options.writers },
      each: Math.ceil(options.events / options.writers),
      pauseMs: (1_000 * options.writers) / options.rate,
    };
    await startGateways(run);
    await startClients(run);
    const began = performance.now();
    const written = startWriting(run);
    await disturb(run);
    await written.ended();
    await untilHeard(run);
    return { ...toldBy(run), seconds: (performance.now() - began) / 1_000 };
  } finally {
    run.writing?.stop();
    for (const client of run.clients) await client.stop();
    for (const own of run.gateways) await own.close();
    await world.stop();
  }
}

async function startGateways({ options, world, gateways }) {
  const { databaseUrl } = options;
  for (let number = 0; number < (databaseUrl ? 2 : 1); number += 1) {
    const dataDir = path.join(world.directory, `data-${number}`);
    const setup = { world, dataDir, databaseUrl, settings: {}, number, onCall: () => undefined };
    const own = await createProcess(setup);
    gateways.push(own);
    own.product = GATEWAY;
    await own.start();
  }
}

async function startClients(run) {
  const { gateways, clients, options } = run;
  const { cursor: start } = await gateways[0].ask('head');
  const seeded = (n) => createRandom(options.seed * 1_000 + n);
  for (let n = 0; n < options.clients; n += 1)
    clients.push(await createResuming({ name: `resuming ${n + 1}`, gateways, random: seeded(n), start }));
  run.resuming = [...clients];
  run.naive = await createNaive({ name: 'naive', gateways, random: seeded(options.clients) });
  clients.push(run.naive);
  const connected = ({ connects }) => connects.some((count) => count > 0);
  while (!clients.every(connected)) await sleep(20);
  // The naive one hears from when its subscription is there, of which no message tells.
  await sleep(500);
}

/** Writers are processes of their own where the database lets them be. */
function startWriting(run) {
  const { plan, options, gateways } = run;
  const all = Array.from({ length: plan.writers }, (_, writer) => writer);
  run.writing = options.databaseUrl ? inProcesses(run, all) : insideGateway(plan, all, gateways[0]);
  return run.writing;
}

function inProcesses({ plan, options }, all) {
  const { databaseUrl, writerProcesses } = options;
  const children = Array.from({ length: writerProcesses }, (_, at) => {
    const chosen = all.filter((writer) => writer % writerProcesses === at);
    const given = JSON.stringify({ ...plan, databaseUrl, chosen });
    return spawn(process.execPath, [WRITERS, given], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  });
  const ends = children.map((child) => new Promise((done) => child.on('exit', done)));
  return {
    resume: () => undefined,
    stop: () => children.forEach((child) => child.kill('SIGKILL')),
    ended: () => Promise.all(ends),
  };
}

function insideGateway(plan, chosen, gateway) {
  let finish;
  const ended = new Promise((done) => (finish = done));
  const resume = () => {
    gateway.child.send({ write: { ...plan, chosen } });
    gateway.child.on('message', ({ kind }) => kind === 'written' && finish());
  };
  resume();
  return { resume, stop: () => finish(), ended: () => ended };
}

/** Cuts and deaths in step with what was heard, so that they lie between events from the first to the last. */
async function disturb(run) {
  const { options, plan, resuming, naive, random } = run;
  const total = plan.each * plan.writers;
  const due = (count, of) => count < of && progress(run) >= ((count + 1) * total) / (of + 1);
  for (
    let cuts = 0;
    cuts < options.disconnects || run.kills < options.kills;
    await sleep(LEAST_BETWEEN_CUTS_MS)
  ) {
    if (Date.now() > run.until) return;
    if (due(run.kills, options.kills)) await killOne(run);
    if (!due(cuts, options.disconnects)) continue;
    const client = resuming[Math.floor(random() * resuming.length)];
    if (!client.cut()) continue;
    client.cuts += 1;
    cuts += 1;
    // As often as each of the others.
    if (cuts % resuming.length === 0 && naive.cut()) naive.cuts += 1;
  }
}

const progress = ({ resuming }) => Math.max(...resuming.map(({ heard }) => heard.length));

async function killOne(run) {
  const { gateways, random } = run;
  const own = gateways[run.kills % gateways.length];
  run.kills += 1;
  own.kill();
  await own.gone();
  await sleep(random() * 500);
  await own.start();
  run.writing.resume();
}

async function untilHeard(run) {
  const { plan, resuming } = run;
  const total = plan.each * plan.writers;
  const count = () => resuming.reduce((sum, { heard }) => sum + heard.length, 0);
  let [last, since] = [count(), Date.now()];
  while (resuming.some(({ heard }) => heard.length < total) && Date.now() - since < IDLE_MS) {
    await sleep(50);
    if (count() !== last) [last, since] = [count(), Date.now()];
  }
  // What would come twice, or comes late to the naive one.
  await sleep(SETTLE_MS);
}

/** The ledger's word and the clients', and nothing of the product's. */
function toldBy({ plan, resuming, naive, kills, gateways }) {
  const wanted = [];
  let unknown = 0;
  for (let writer = 0; writer < plan.writers; writer += 1) {
    const { done, tries } = readLedger(plan, writer);
    unknown += tries - done;
    for (let n = 0; n < done; n += 1) wanted.push(momentOf(plan, writer, n));
  }
  return { wanted, unknown, resuming, naive, kills, gateways: gateways.length };
}
