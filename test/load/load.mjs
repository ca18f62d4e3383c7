/** One load run. */
import path from 'node:path';
import { companySettings } from '../crash/catalogue/index.mjs';
import { awardEstimate } from '../crash/catalogue/award.mjs';
import { breakdownHands, reportBreakdown } from '../crash/catalogue/breakdown.mjs';
import { submitTimesheet, timesheetHands } from '../crash/catalogue/timesheet.mjs';
import { mutate } from '../crash/client.mjs';
import { createProcess } from '../crash/processes.mjs';
import { createRandom, sleep } from '../crash/random.mjs';
import { compareCost } from '../crash/report.mjs';
import { addDays, createWorld } from '../crash/world.mjs';
import { createGauge } from './gauge.mjs';
import { followAll } from './follow.mjs';

const LINES_PER_CALL = 200;
/** People who hand in timesheets at the same time. */
const CLIENTS = 10;
const MOST_MS = 15 * 60_000;
/** What each system allows all processes together. */
export const LIMITS = { concurrency: 8, perSecond: 100 };

/** @param options { lines, awards, processes, databaseUrl } @returns { whole } */
export async function load({ lines, awards, processes, databaseUrl }) {
  const world = await createWorld();
  const run = {
    world,
    processes: [],
    random: createRandom(1),
    asked: [],
    errors: new Set(),
    gauge: createGauge(),
  };
  try {
    await startAll(run, processes, databaseUrl);
    const orders = await drawOrders(run, lines, awards);
    const began = Date.now();
    const following = followAll(run, MOST_MS);
    await Promise.all([askSheets(run, orders), ...orders.bids.map((one) => ask(run, one))]);
    following.noMore();
    await following.done;
    return await report(run, { began, databaseUrl, processes });
  } finally {
    for (const own of run.processes) await own.close();
    await world.stop();
  }
}

async function startAll(run, count, databaseUrl) {
  const { world } = run;
  const settings = {
    odoo: { maxAgeMs: 0, limits: LIMITS },
    maintenance: { limits: LIMITS },
    companies: companySettings(world),
  };
  for (let number = 0; number < count; number += 1) {
    const dataDir = path.join(world.directory, `data-${number}`);
    const onCall = (call) => run.gauge.watch(call);
    run.processes.push(await createProcess({ world, dataDir, databaseUrl, settings, number, onCall }));
    await run.processes[number].start();
  }
  // Processes know of each other, and share the limits, two seconds after they started.
  if (count > 1) await sleep(5_000);
  run.gauge = createGauge();
}

/** Everything that will be asked for, dealt out so that no two collide. */
async function drawOrders(run, lines, awards) {
  const { world } = run;
  const crew = await timesheetHands(world, 4);
  const days = new Map(crew.map(({ employee }) => [employee, { day: world.firm.today, lines: 0 }]));
  const sheets = [];
  for (let made = 0; made < lines; made += LINES_PER_CALL)
    sheets.push(drawSheet(run, crew, days, made, Math.min(LINES_PER_CALL, lines - made)));
  const [estimator] = awardEstimate.hands(world);
  const bids = Array.from({ length: awards }, (_, at) => {
    awardEstimate.prepare(world, estimator, `load-${at}`, false);
    return toOne(awardEstimate, estimator, awardEstimate.input(world, estimator), `award-${at}`);
  });
  const [machine] = breakdownHands(world, 1);
  await reportBreakdown.prepare(world, machine, 'load');
  const breakdown = toOne(
    reportBreakdown,
    machine,
    reportBreakdown.input(world, machine, 'load'),
    'breakdown-1',
  );
  return { sheets, bids, breakdown };
}

const toOne = (definition, hand, input, key) => ({
  ...{ definition, hand: { ...hand }, input, key: `load-${key}`, status: 'ASKED', id: null },
});

/** A person's day takes 16 lines of half an hour. */
function drawSheet({ world }, crew, days, from, count) {
  const hand = crew[(from / LINES_PER_CALL) % crew.length];
  const book = days.get(hand.employee);
  const lines = Array.from({ length: count }, (_, at) => {
    if (book.lines++ % 16 === 0) book.day = addDays(book.day, 1);
    return {
      ...{ employee: String(hand.employee), project: hand.project.number, costCode: world.costCode.code },
      ...{ date: book.day, hours: '0.5', description: `Load line ${from + at}` },
    };
  });
  return toOne(submitTimesheet, hand, { lines }, `sheet-${from}`);
}

async function askSheets(run, { sheets, breakdown }) {
  const waiting = [...sheets];
  const half = Math.floor(sheets.length / 2);
  const client = async () => {
    for (let one = waiting.shift(); one; one = waiting.shift()) {
      if (sheets.length - waiting.length === half + 1) await ask(run, breakdown);
      await ask(run, one);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
}

async function ask(run, one) {
  one.askedAt = Date.now();
  const input = { ...one.input, clientMutationId: one.key };
  for (const until = Date.now() + 60_000; Date.now() < until;) {
    const answer = await mutate(run, one.definition.mutation, input, until);
    if (answer?.write) {
      Object.assign(one, { id: answer.write.id, status: answer.write.status, keptAt: Date.now() });
      run.asked.push(one);
      return;
    }
    throw new Error(`${one.key}: ${JSON.stringify(answer?.userErrors ?? 'no answer in a minute')}`);
  }
}

const at = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
const seconds = (ms) => (ms / 1_000).toFixed(1);

function row(run, name, mutation) {
  const own = run.asked.filter(({ definition }) => definition.mutation === mutation);
  const took = own.map(({ askedAt, doneAt }) => doneAt - askedAt).sort((a, b) => a - b);
  const kept = own.map(({ askedAt, keptAt }) => keptAt - askedAt).sort((a, b) => a - b);
  return {
    ...{ write: name, asked: own.length, done: own.filter(({ status }) => status === 'SUCCEEDED').length },
    ...{ 'answered p50 s': seconds(at(kept, 0.5)), 'answered p99 s': seconds(at(kept, 0.99)) },
    ...{ 'done p50 s': seconds(at(took, 0.5)), 'done p99 s': seconds(at(took, 0.99)) },
  };
}

async function report(run, { began, databaseUrl, processes }) {
  const ended = Math.max(...run.asked.map(({ doneAt }) => doneAt));
  const lines = run.asked.reduce(
    (sum, { input }) => sum + (input.lines?.[0].hours ? input.lines.length : 0),
    0,
  );
  const took = (ended - began) / 1_000;
  console.log(`${databaseUrl ? 'postgres' : 'pglite'}, ${processes} process${processes > 1 ? 'es' : ''}:`);
  console.table([
    row(run, 'submitTimesheet', 'submitTimesheet'),
    row(run, 'awardEstimate', 'awardEstimate'),
    row(run, 'reportBreakdown, in the middle', 'reportBreakdown'),
  ]);
  const peaks = run.gauge.peaks();
  console.table(
    peaks.map((own) => ({
      ...own,
      'allowed at once': LIMITS.concurrency,
      'allowed per second': LIMITS.perSecond,
    })),
  );
  const over = peaks.filter((own) => own.atOnce > LIMITS.concurrency || own.perSecond > LIMITS.perSecond);
  const wrong = await missing(run);
  const unlike = await compareCost(run);
  console.log(
    `${lines} lines and ${run.asked.length - 1} writes in ${took.toFixed(1)} s: ${(lines / took).toFixed(0)} lines/s; ` +
      `${wrong.length} not there once, ${over.length} limits exceeded`,
  );
  for (const line of wrong.slice(0, 10)) console.log(`fault: ${line}`);
  return { whole: wrong.length + over.length + unlike.length === 0 };
}

/** What is not in its target exactly once. */
async function missing({ world, asked }) {
  const read = async (model, field, domain) => {
    const counts = new Map();
    for (const own of await world.erp(model, 'search_read', { domain, fields: [field] }))
      counts.set(own[field], (counts.get(own[field]) ?? 0) + 1);
    return counts;
  };
  const lines = await read('account.analytic.line', 'name', [['name', 'like', 'Load line']]);
  const jobs = await read('project.project', 'name', []);
  return asked.flatMap(({ hand, input, key, status }) => [
    ...(status === 'SUCCEEDED' ? [] : [`${key} is ${status}`]),
    ...(input.lines?.[0].hours ? input.lines.filter((own) => lines.get(own.description) !== 1) : []).map(
      (own) => `${own.description} × ${lines.get(own.description) ?? 0}`,
    ),
    ...(input.estimate && jobs.get(hand.bid.name) !== 1
      ? [`${hand.bid.name} × ${jobs.get(hand.bid.name) ?? 0}`]
      : []),
  ]);
}
