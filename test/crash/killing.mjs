/** The deaths of a run, one after the other. */
import { makeReady, next, seeThrough, settle } from './lanes.mjs';
import { cellsOf, createSchedule, DECISION, mayDieStarting, nameOf, START_UP } from './schedule.mjs';
import { createRandom, sleep } from './random.mjs';
import { strike } from './strike.mjs';
import { atRest } from './run.mjs';

/** Longest time per death before the run ends; what was done by then is counted. */
const PER_KILL_MS = 15_000;
const REST_MS = 300_000;
/** Part of the deaths that are followed by another while the process starts again. */
const WHILE_STARTING = 0.12;
/** Of these, when nothing says how many processes die. */
const START_UPS = 12;
/** Others that are asked for meanwhile. */
const COMPANIONS = 2;
/** A lane that is wanted is ready again within this time. */
const LANE_MS = 10_000;

export async function killing(run, { kills: asked, seed, minutes }) {
  const cells = cellsOf(run.seen);
  const kills = asked ?? cells.length + START_UPS;
  Object.assign(run, { cells: [...cells, START_UP], wanted: kills, striking: false, tried: new Map() });
  // Its own numbers: whoever else draws meanwhile does not change the order.
  const schedule = createSchedule(cells, createRandom(seed));
  const until = Date.now() + (minutes === null ? 60_000 + kills * PER_KILL_MS : minutes * 60_000);
  for (const lane of run.lanes) void prepareNext(run, lane);
  while (run.kills < kills && Date.now() < until) {
    const cell = schedule.next();
    const hit = await meet(run, cell);
    if (!hit) miss(run, schedule, cell);
    else if (run.kills < kills) await comeBack(run, hit, kills);
  }
  run.endsEarly = run.kills < kills;
  if (run.endsEarly) console.log(`its time is over after ${run.kills} of ${kills} kills`);
  await Promise.all(run.processes.map((own) => own.back));
  for (const own of run.processes) if (!own.living) await own.start();
  await atRest(run, REST_MS);
  await settle(run, REST_MS);
}

function miss({ tried }, schedule, cell) {
  const name = nameOf(cell);
  tried.set(name, (tried.get(name) ?? 0) + 1);
  schedule.miss(cell);
}

/** A free lane's write comes to the cell's point, and its process dies there. */
async function meet(run, cell) {
  const lane = await laneFor(run, cell);
  if (!lane || run.kills >= run.wanted) return null;
  run.striking = true;
  for (const companion of companions(run, lane)) void go(run, companion, next(run, companion));
  const one = next(run, lane);
  const victim = await strike(run, cell, one, (how) => void go(run, lane, one, how));
  run.striking = false;
  if (victim) count(run, cell);
  return victim;
}

async function go(run, lane, one, how) {
  lane.busy = true;
  await seeThrough(run, one, how);
  how?.onRest();
  lane.busy = false;
  await prepareNext(run, lane);
}

/** Every second write of those that may be dear is. */
async function prepareNext(run, lane) {
  lane.isReady = false;
  lane.busy = true;
  await makeReady(run, lane, lane.count % 2 === 1);
  lane.busy = false;
  lane.isReady = true;
}

/** A point of the decision needs a write that is dear; any other point leaves those to it where it can. */
async function laneFor(run, { write, step }) {
  const wantsDear = step === DECISION;
  const until = Date.now() + LANE_MS;
  while (Date.now() < until) {
    const free = run.lanes.filter((own) => own.definition.name === write && own.isReady && !own.busy);
    const lane = free.find((own) => own.dear === wantsDear);
    if (lane || (free.length > 0 && !wantsDear)) return lane ?? free[0];
    // After a cheap one the lane's next is dear.
    for (const own of free) void go(run, own, next(run, own));
    await sleep(50);
  }
  return null;
}

function companions(run, lane) {
  const free = run.lanes.filter((own) => own !== lane && own.isReady && !own.busy);
  const chosen = [];
  while (chosen.length < COMPANIONS && free.length > 0)
    chosen.push(...free.splice(Math.floor(run.random() * free.length), 1));
  return chosen;
}

function count(run, cell) {
  run.kills += 1;
  const name = nameOf(cell);
  run.deaths.set(name, (run.deaths.get(name) ?? 0) + 1);
}

async function comeBack(run, victim, kills) {
  if (run.kills % 25 === 0) progress(run, kills);
  victim.back = restart(run, victim, kills);
  // Of several processes the others go on; one alone is waited for.
  const enough = run.processes.length > 1 ? 2 : 1;
  while (run.processes.filter(({ living }) => living).length < enough) await sleep(20);
}

async function restart(run, victim, kills) {
  if (run.processes.length > 1) await sleep(run.random() * 800);
  for (;;) {
    await victim.spawn();
    if (!mayDieStarting(run) || run.random() >= WHILE_STARTING) break;
    await Promise.race([sleep(run.random() * run.startMs), victim.answer.catch(() => undefined)]);
    // A death elsewhere may be about to happen: no more of them than were asked for.
    if (run.kills + (run.striking ? 1 : 0) >= kills) break;
    count(run, START_UP);
    victim.kill();
    await victim.gone();
  }
  await victim.ready();
}

function progress({ asked, kills, started }, all) {
  const done = asked.filter(({ status }) => status === 'SUCCEEDED').length;
  const seconds = ((Date.now() - started) / 1_000).toFixed(0);
  console.log(`${kills}/${all} kills, ${asked.length} writes asked for, ${done} done, ${seconds} s`);
}
