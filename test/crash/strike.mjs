/** Kills one process at one point of one write. */
import { isChange } from './owners.mjs';
import { DECISION, REQUEST } from './schedule.mjs';
import { sleep } from './random.mjs';

/** How long after the death of its sender a late change lands; the product is told a longer bound. */
export const LATE_MS = 300;
export const DELAY_BOUND_MS = 800;
/** A write that did not come to its point within so many starts of the product is let go; one that rests, soon. */
const PATIENCE_STARTS = 4;
const LEAST_PATIENCE_MS = 10_000;
const AT_REST_MS = 500;

/** What every relay asks: the write is told its calls, and the one under the knife may stop here. */
export function watch(run) {
  return (call, process) => {
    const owner = run.owners.ownerOf(call);
    if (!owner) return undefined;
    run.onOwned?.(call, owner);
    const hooks = run.knife && owner.one === run.knife.one ? cut(run, call, owner, process) : {};
    return {
      ...hooks,
      after: (answer) => {
        run.owners.learn(call, owner, answer);
        return hooks.after?.();
      },
    };
  };
}

function cut(run, call, { step }, process) {
  const { cell, die } = run.knife;
  run.knife.lastCall = Date.now();
  const { moment } = cell;
  const isIt = call.name === cell.call && step === cell.of && isChange(call);
  // The step before was slow to be written down: its successor's first change still never arrives.
  if (moment === 'before' && step === cell.step && isChange(call))
    return { before: () => dropAnd(die, process) };
  if (!isIt) return {};
  if (moment === 'lost') return { before: () => dropAnd(die, process) };
  if (moment === 'late') return { before: () => (die(process), sleep(LATE_MS)) };
  if (moment === 'cut') return { after: () => (die(process), 'CUT') };
  if (moment === 'after') return { answered: () => whenQuiet(run.knife).then(() => die(process)) };
  const [least, most] = moment === 'inside' ? [40, 250] : [30, 90];
  return { answered: () => sleep(least + run.random() * (most - least)).then(() => die(process)) };
}

function dropAnd(die, process) {
  die(process);
  return 'DROP';
}

/** The reading back that follows a change is part of the step. */
async function whenQuiet(knife) {
  do await sleep(12);
  while (Date.now() - knife.lastCall < 12);
}

/**
 * Lets a write go and kills the process at its point. Resolves with the dead one, or null when it never came there.
 * @param go starts the write with the hooks given: { onSent(process), onKept(), onDeciding(process), onRest() }
 */
export async function strike(run, cell, one, go) {
  let fall;
  let pass;
  const fallen = new Promise((resolve) => (fall = resolve));
  const passed = new Promise((resolve) => (pass = resolve));
  const die = (process) => {
    if (run.knife?.one !== one) return;
    run.knife = null;
    process.kill();
    fall(process);
  };
  run.knife = { cell, one, die, lastCall: 0 };
  const soon = (process, most) => void sleep(run.random() * most).then(() => die(process));
  let heard = null;
  go({
    onSent(process) {
      heard = process;
      if (cell.step === REQUEST) soon(process, 120);
    },
    onKept() {
      // This one of its kind goes another way.
      if (![REQUEST, DECISION].includes(cell.step) && one.steps && !one.steps.includes(cell.step)) pass(null);
      if (cell.moment === 'before' && cell.of === null && cell.call === null) soon(heard, 30);
      if (cell.moment === 'inside' && cell.of === null) soon(heard, 250);
    },
    onDeciding(process) {
      if (cell.step === DECISION) soon(process, 80);
    },
    onRest: () => void sleep(AT_REST_MS).then(() => pass(null)),
  });
  // A busy machine is slow in both.
  const patience = Math.max(LEAST_PATIENCE_MS, PATIENCE_STARTS * run.startMs);
  const victim = await Promise.race([fallen, passed, sleep(patience).then(() => null)]);
  if (run.knife?.one === one) run.knife = null;
  return victim;
}
