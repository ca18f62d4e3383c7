/** The deaths of a run, one after the other. */
import { makeReady, next, seeThrough } from './lanes.mjs';
import { cellsOf, DECISION, nameOf, roundsOf } from './schedule.mjs';
import { sleep } from './random.mjs';
import { strike } from './strike.mjs';
import { atRest } from './run.mjs';

/** Longest time per death before the run gives up. */
const PER_KILL_MS = 15_000;
const REST_MS = 120_000;
/** Part of the deaths that are followed by another while the process starts again. */
const WHILE_STARTING = 0.12;
const START_UP = { write: 'any', step: '(starting again)', moment: 'before' };
/** Others that are asked for meanwhile. */
const COMPANIONS = 2;
/** A point that was not reached is tried so often. */
const TRIES = 3;

export async function killing(run, { kills }) {
  const cells = cellsOf(run.seen);
  Object.assign(run, { cells: [...cells, START_UP], wanted: kills, striking: false });
  const rounds = roundsOf(cells, run.random);
  const again = [];
  const until = Date.now() + 60_000 + kills * PER_KILL_MS;
  for (const lane of run.lanes) void prepareNext(run, lane);
  while (run.kills < kills) {
    if (Date.now() > until) throw new Error('the run takes too long; it stops here');
    const cell = again.shift() ?? { ...rounds.next().value, tries: 0 };
    const hit = await meet(run, cell);
    if (!hit && (cell.tries += 1) < TRIES) again.push(cell);
    if (run.kills < kills && hit) await comeBack(run, hit, kills);
  }
  await Promise.all(run.processes.map((own) => own.back));
  for (const own of run.processes) if (!own.living) await own.start();
  await atRest(run, REST_MS);
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

async function laneFor(run, { write, step }) {
  const fits = (lane) =>
    lane.definition.name === write && lane.isReady && !lane.busy && (step !== DECISION || lane.dear);
  for (let waited = 0; waited < 60; waited += 1) {
    const lane = run.lanes.find(fits);
    if (lane) return lane;
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
    if (run.kills >= kills || run.random() >= WHILE_STARTING) break;
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
