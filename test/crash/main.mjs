/** `npm run crash`: kills the product over and over and counts what landed in every target. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startSandbox } from '../../dist/sandbox/index.js';
import { runClient } from './clients.mjs';
import { readTargets, sum, tally } from './count.mjs';
import { insidePostgres, ownDatabase } from './postgres.mjs';
import { carryOut, drawPlan } from './plans.mjs';
import { createProcess } from './processes.mjs';
import { createRandom, sleep } from './random.mjs';
import { WRITES } from './writes.mjs';

const HELP = `Kills Plumbline with SIGKILL at every point of its writes and counts what landed in every target.

  npm run crash -- [--kills 500] [--backend pglite|postgres] [--seed 1]

  --kills N     how many processes die
  --backend B   pglite: one process on a data directory; postgres: three processes on DATABASE_URL, or on a private
                server (needs initdb)
  --seed S      another schedule of deaths
  --help        this text

Exit code 1 when an effect is lost or doubled.`;

/** Longest time per death before the run gives up. */
const PER_KILL_MS = 15_000;
const REST_MS = 120_000;

function readOptions() {
  const { values } = parseArgs({
    options: {
      kills: { type: 'string', default: '500' },
      backend: { type: 'string', default: 'pglite' },
      seed: { type: 'string', default: '1' },
      help: { type: 'boolean', default: false },
    },
  });
  const kills = Number(values.kills);
  const seed = Number(values.seed);
  if (!Number.isInteger(kills) || kills < 0)
    throw new Error(`--kills ${values.kills} must be a whole number`);
  if (!Number.isInteger(seed)) throw new Error(`--seed ${values.seed} must be a whole number`);
  if (!['pglite', 'postgres'].includes(values.backend))
    throw new Error(`--backend ${values.backend} must be pglite or postgres`);
  return { kills, seed, backend: values.backend, help: values.help };
}

/** Machines that may be charged by rate, dealt out so that no two clients share one. */
function dealMachines(firm, clients) {
  const [company] = firm.companies;
  const fit = firm.machines.filter(
    (own) => own.company === company.code && own.ownership === 'owned' && own.hourReadings.length > 0,
  );
  const hands = Array.from({ length: clients }, () => []);
  fit.forEach(({ number, vehicleId, hourReadings }, at) => {
    const meter = String(Math.ceil(Number(hourReadings.at(-1).hours)) + 1);
    hands[at % clients].push({ number, vehicleId, date: firm.today, meter });
  });
  return hands;
}

async function killing(run, { kills, backend }) {
  const calls = WRITES.flatMap((own) => own.calls);
  const started = Date.now();
  const restarts = [];
  let done = 0;
  while (done < kills) {
    if (Date.now() - started > 60_000 + kills * PER_KILL_MS)
      throw new Error('the run takes too long; it stops here');
    const { victim, at } = await carryOut(drawPlan(run.random, calls), run.processes, run.random);
    if (!victim) {
      await sleep(100);
      continue;
    }
    done += 1;
    run.deaths.set(at, (run.deaths.get(at) ?? 0) + 1);
    if (done % 10 === 0) progress(run, done, kills, started);
    // Peers have a second or two to take over before the dead one is back.
    if (backend === 'pglite') await victim.start();
    else restarts.push(sleep(run.random() * 2_500).then(() => victim.start()));
  }
  await Promise.all(restarts);
  return done;
}

function progress({ asked }, done, kills, started) {
  const rest = asked.filter(({ status }) => status === 'SUCCEEDED').length;
  const seconds = ((Date.now() - started) / 1_000).toFixed(0);
  console.log(`${done}/${kills} kills, ${asked.length} writes asked for, ${rest} done, ${seconds} s`);
}

async function report(run, sandbox, kills, started) {
  const targets = await readTargets(sandbox.upstreams);
  const { rows, faults } = tally(run.asked, targets);
  console.table(rows);
  console.table([...run.deaths].map(([at, deaths]) => ({ 'died at': at, deaths })));
  for (const message of run.errors) console.log(`answered meanwhile: ${message}`);
  for (const fault of faults.slice(0, 20)) console.log(`fault: ${fault}`);
  const audit = await run.processes[0].audit();
  console.log(
    `audit trail: ${audit.entries} entries, ${audit.broken ? `broken at ${audit.broken.seq}` : 'whole'}`,
  );
  const count = (test) => run.asked.filter(test).length;
  const twins = count(({ twin }) => twin);
  if (twins > 0) console.log(`fault: ${twins} keys named two writes`);
  const { wanted, landed, lost, doubled } = sum(rows);
  const unknown = count(({ status }) => status === 'UNKNOWN');
  const took = ((Date.now() - started) / 1_000).toFixed(0);
  console.log(
    `${count(() => true)} writes, ${count(({ status }) => status === 'SUCCEEDED')} succeeded, ${took} s`,
  );
  console.log(
    `${kills} kills: ${wanted} wanted, ${landed} landed, ${lost} lost, ${doubled} doubled, ${unknown} unknown`,
  );
  return lost === 0 && doubled === 0 && twins === 0 && audit.broken === null;
}

async function crash(options, databaseUrl) {
  const started = Date.now();
  const sandbox = await startSandbox(1);
  const dataDir = mkdtempSync(path.join(tmpdir(), 'plumbline-crash-'));
  const today = new Date(Date.parse(sandbox.firm.today) + 900 * 86_400_000).toISOString().slice(0, 10);
  const processes = [];
  const random = createRandom(options.seed);
  let stopped = false;
  const costCode = sandbox.firm.analyticAccounts.find(({ plan }) => plan === 'COST_CODE').code;
  const run = {
    processes,
    random,
    stopped: () => stopped,
    asked: [],
    costCode,
    deaths: new Map(),
    errors: new Set(),
  };
  try {
    for (let at = 0; at < (databaseUrl ? 3 : 1); at += 1) {
      processes.push(
        await createProcess({ sandbox, dataDir: path.join(dataDir, String(at)), databaseUrl, today }),
      );
      await processes[at].start();
    }
    const hands = dealMachines(sandbox.firm, databaseUrl ? 10 : 6);
    const clients = Promise.all(
      hands.map((machines, at) => runClient(run, machines, `${options.seed}${at}`)),
    );
    const kills = await killing(run, options);
    stopped = true;
    await Promise.race([clients, sleep(REST_MS)]);
    return await report(run, sandbox, kills, started);
  } finally {
    stopped = true;
    for (const own of processes) await own.close();
    await sandbox.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function main() {
  const options = readOptions();
  if (options.help) return console.log(HELP);
  if (options.backend === 'pglite') process.exitCode = (await crash(options, null)) ? 0 : 1;
  else if (!process.env.DATABASE_URL) process.exitCode = await insidePostgres(process.argv.slice(2));
  else {
    const database = await ownDatabase(process.env.DATABASE_URL);
    process.exitCode = await crash(options, database.url)
      .finally(database.drop)
      .then((whole) => (whole ? 0 : 1));
  }
}

main().then(
  // A client that still waits for an answer must not hold the process.
  () => process.exit(),
  (error) => {
    console.error(error.message);
    process.exit(1);
  },
);
