/** One run: the firm, the product's processes, the lanes, and what a rehearsal saw of every write. */
import path from 'node:path';
import { companySettings } from './catalogue/index.mjs';
import { readTargets } from './count.mjs';
import { createLanes, makeReady, next, seeThrough } from './lanes.mjs';
import { createOwners, isChange } from './owners.mjs';
import { createProcess } from './processes.mjs';
import { createRandom, sleep } from './random.mjs';
import { DELAY_BOUND_MS, watch } from './strike.mjs';
import { createWorld } from './world.mjs';

/** Amounts from here on need somebody else's agreement. */
const APPROVALS = [{ name: 'over 40,000', from: '40000.00' }];

/** @param options { seed, writes, databaseUrl, processes, settings? } */
export async function startRun({ seed, writes, databaseUrl, processes, settings = {} }) {
  const world = await createWorld();
  const run = {
    ...{ world, random: createRandom(seed), name: `${seed}`, owners: createOwners(), started: Date.now() },
    ...{ asked: [], errors: new Set(), deaths: new Map(), kills: 0, knife: null, processes: [], databaseUrl },
  };
  run.stop = async () => {
    for (const own of run.processes) await own.close();
    await world.stop();
  };
  try {
    // What people entered is there before the product looks for the first time.
    run.lanes = await createLanes(run, writes);
    await startProcesses(run, processes, {
      odoo: { maxAgeMs: 0 },
      companies: companySettings(world),
      maintenance: { delayBoundMs: DELAY_BOUND_MS },
      p6: { delayBoundMs: DELAY_BOUND_MS },
      workflows: { approvals: APPROVALS },
      ...settings,
    });
    run.before = await readTargets(world);
    await rehearse(run);
    return run;
  } catch (error) {
    await run.stop();
    throw error;
  }
}

async function startProcesses(run, count, settings) {
  const { world, databaseUrl } = run;
  const hook = { current: watch(run) };
  run.watchBy = (onCall) => (hook.current = onCall);
  for (let number = 0; number < count; number += 1) {
    const dataDir = path.join(world.directory, `data-${number}`);
    const onCall = (call, own) => hook.current(call, own);
    run.processes.push(
      await createProcess({ world, dataDir, databaseUrl, settings, number, onCall, spare: true }),
    );
    const began = Date.now();
    await run.processes[number].start();
    run.startMs = Date.now() - began;
  }
}

/**
 * Every lane's first write, and the first lane's second, which is told apart: which step makes which changing calls, in
 * order. What only the very first write does (a tag made, a first note) is no point to come back to.
 */
async function rehearse(run) {
  run.seen = new Map();
  run.strict = true;
  await Promise.all(run.lanes.map((lane) => once(run, lane)));
  run.onOwned = (call, { one, step }) => note(run, call, one, step);
  const first = ({ definition }, at) => run.lanes.findIndex((own) => own.definition === definition) === at;
  await Promise.all(run.lanes.filter(first).map(async (lane) => inOrder(run, await once(run, lane))));
  delete run.onOwned;
  run.strict = false;
}

async function once(run, lane) {
  await makeReady(run, lane);
  const one = await seeThrough(run, next(run, lane));
  if (one.status === 'SUCCEEDED') return one;
  const why = JSON.stringify(one.failure ?? one.refused);
  throw new Error(`rehearsal of ${lane.definition.name}: ${one.status} ${why}`);
}

function note(run, call, { definition }, step) {
  const { name, mayBeDear } = definition;
  // Reading back what a step just made is part of the step, too.
  const kind = isChange(call)
    ? 'steps'
    : call.method === 'GET' && call.system === 'maintenance'
      ? 'reads'
      : null;
  if (kind === null || !run.lanes.some((lane) => lane.definition === definition)) return;
  const own = seenOf(run, name, mayBeDear);
  const calls = own[kind].get(step) ?? [];
  if (!calls.includes(call.name)) own[kind].set(step, [...calls, call.name]);
}

function seenOf(run, name, mayBeDear) {
  const own = run.seen.get(name) ?? { steps: new Map(), reads: new Map(), mayBeDear };
  run.seen.set(name, own);
  return own;
}

/**
 * Steps in the order of the write. A step in the product's own store makes no call; any other of which none was seen
 * would leave a gap, so it is said.
 */
function inOrder(run, one) {
  const { name, mayBeDear } = one.definition;
  const own = seenOf(run, name, mayBeDear);
  const known = one.steps.filter((step) => own.steps.has(step) || one.ownSteps.includes(step));
  const missed = one.steps.filter((step) => !known.includes(step));
  if (missed.length > 0) throw new Error(`no changing call of ${name} / ${missed.join(', ')} was seen`);
  const others = [...own.steps].filter(([step]) => !known.includes(step));
  own.steps = new Map([...known.map((step) => [step, own.steps.get(step) ?? []]), ...others]);
}

/** Until every write came to rest, at most so long. */
export async function atRest(run, mostMs) {
  const until = Date.now() + mostMs;
  while (run.lanes.some(({ busy }) => busy) && Date.now() < until) await sleep(100);
}
