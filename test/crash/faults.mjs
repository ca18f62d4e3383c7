/** `npm run faults`: every write × every call of every step × every way a target fails; what is there afterwards. */
import { parseArgs } from 'node:util';
import { chooseWrites } from './catalogue/index.mjs';
import { mutate } from './client.mjs';
import { DELAY_BOUND_MS, FAULTS, faultHooks, TIMEOUT_MS } from './fault-kinds.mjs';
import { follow, makeReady, next, seeThrough } from './lanes.mjs';
import { pick } from './random.mjs';
import { countAll, verify } from './report.mjs';
import { atRest, startRun } from './run.mjs';

const HELP = `Every write × every changing call of its steps × ${FAULTS.join(', ')}.

  npm run faults -- [--sample] [--seed 1] [--write NAMES]

  --sample      of each write one step, by the seed, with every fault
  --seed S      another order, another sample
  --write NAMES only the writes whose name begins so; several with commas
  --help        this text

Exit code 1 when a final state is wrong, an effect is lost or doubled, a record is there that nobody asked for, or a
figure of the unified cost is not what the writes should have made it.`;

const MOST_MS = 15 * 60_000;

const SETTINGS = {
  odoo: { maxAgeMs: 0, timeoutMs: TIMEOUT_MS, attempts: 2, breaker: { failures: 500, openMs: 500 } },
  maintenance: { timeoutMs: TIMEOUT_MS, attempts: 2, delayBoundMs: DELAY_BOUND_MS },
  p6: { timeoutMs: TIMEOUT_MS, attempts: 2, delayBoundMs: DELAY_BOUND_MS },
};

function readOptions() {
  const { values } = parseArgs({
    options: {
      sample: { type: 'boolean', default: false },
      seed: { type: 'string', default: '1' },
      write: { type: 'string', default: '' },
      help: { type: 'boolean', default: false },
    },
  });
  const seed = Number(values.seed);
  if (!Number.isInteger(seed)) throw new Error(`--seed ${values.seed} must be a whole number`);
  const writes = chooseWrites(values.write);
  return { ...values, seed, writes };
}

/** By write: what is done to which call of which step. */
function cellsOf(run, sample) {
  return new Map(
    [...run.seen].map(([write, { steps, reads = new Map() }]) => {
      const points = [...steps].flatMap(([step, calls]) =>
        [...calls, ...(reads.get(step) ?? [])].map((call) => ({ write, step, call })),
      );
      // A step in the product's own store meets no target.
      const chosen = sample && points.length > 0 ? [pick(run.random, points)] : points;
      return [write, chosen.flatMap((point) => FAULTS.map((fault) => ({ ...point, fault })))];
    }),
  );
}

/** The fault meets the write's own call, as often as it lasts, and nobody else's. */
function meet(run) {
  return (call) => {
    const owner = run.owners.ownerOf(call);
    if (!owner) return undefined;
    const after = (answer) => void run.owners.learn(call, owner, answer);
    const cell = run.struck.get(owner.one);
    if (!cell || cell.left === 0 || owner.step !== cell.step || call.name !== cell.call) return { after };
    cell.left -= 1;
    const hooks = faultHooks(cell.fault, call);
    return { ...hooks, after: (answer) => (after(answer), hooks.after?.()) };
  };
}

async function lane(run, own, cells) {
  for (let cell = cells.shift(); cell; cell = cells.shift()) {
    if (Date.now() - run.started > MOST_MS) throw new Error('the matrix takes too long; it stops here');
    await makeReady(run, own);
    const one = next(run, own);
    if (one.steps && !one.steps.includes(cell.step)) cell.skipped = true;
    Object.assign(cell, { one, left: cell.fault === '429' || cell.fault === '500' ? 2 : 1 });
    run.struck.set(one, cell);
    await seeThrough(run, one);
    cell.first = one.status;
    if (one.status === 'DEAD') {
      await mutate(run, 'replayWrite', { write: one.id }, Date.now() + 20_000);
      await follow(run, one);
    }
    run.done.push(cell);
  }
}

/** A refusal is final until a person replays it; everything else goes on by itself. */
function isWrong({ fault, first, one, left, call }) {
  const met = left < (fault === '429' || fault === '500' ? 2 : 1);
  const rested = first === 'SUCCEEDED' || (fault === 'refused' && first === 'DEAD');
  return !met || !rested || one.status !== 'SUCCEEDED' || call === undefined;
}

function table(run) {
  const rows = new Map();
  for (const cell of run.done) {
    const key = `${cell.write} / ${cell.step} / ${cell.call}`;
    const row = rows.get(key) ?? { call: key, ...Object.fromEntries(FAULTS.map((fault) => [fault, ''])) };
    rows.set(key, row);
    const { one, first } = cell;
    row[cell.fault] =
      first === one.status
        ? (SHORT[first] ?? first)
        : `${SHORT[first] ?? first}→${SHORT[one.status] ?? one.status}`;
  }
  console.log(`ok: SUCCEEDED by itself; dead→ok: DEAD after the refusal, SUCCEEDED after replayWrite`);
  console.table([...rows.values()], ['call', ...FAULTS]);
}
const SHORT = { SUCCEEDED: 'ok', DEAD: 'dead' };

async function main() {
  const options = readOptions();
  if (options.help) return console.log(HELP);
  const run = await startRun({ ...options, databaseUrl: null, processes: 1, settings: SETTINGS });
  try {
    const cells = cellsOf(run, options.sample);
    Object.assign(run, { struck: new Map(), done: [], strict: true });
    run.watchBy(meet(run));
    await Promise.all(run.lanes.map((own) => lane(run, own, cells.get(own.definition.name))));
    run.struck.clear();
    await atRest(run, 60_000);
    table(run);
    const wrong = run.done.filter(isWrong);
    for (const { write, step, call, fault, first, one, left } of wrong.slice(0, 20))
      console.log(
        `fault: ${write} / ${step} / ${call} × ${fault}: ${first}, then ${one.status}; not met ${left} ${JSON.stringify(one.failure ?? one.refused ?? null)}`,
      );
    const counted = await countAll(run);
    const whole = await verify(run, counted);
    const { wanted, landed, lost, doubled, unknown } = counted.all;
    console.log(
      `${run.done.length} faults, ${wrong.length} wrong final states: ${wanted} wanted, ${landed} landed, ${lost} lost, ${doubled} doubled, ${unknown} unknown`,
    );
    process.exitCode = whole && wrong.length === 0 ? 0 : 1;
  } finally {
    await run.stop();
  }
}

main().then(
  () => process.exit(),
  (error) => {
    console.error(error.stack);
    process.exit(1);
  },
);
