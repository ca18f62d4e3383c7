/** When a process dies: a seeded schedule over every call of every step, and moments between them. */
import { pick, sleep } from './random.mjs';

/** How long after the death of its sender a late change lands; the product is told a longer bound. */
export const LATE_MS = 300;
export const DELAY_BOUND_MS = 800;
/** A call that does not come within this time: the process is killed where it is. */
const PATIENCE_MS = 4_000;

/**
 * before: the call was sent and never arrived. after: it was done, the answer is lost. late: it is done once its sender
 * is dead. answered: the answer left; the process dies while it writes it down or goes on to the next step.
 */
const MODES = ['before', 'after', 'late', 'answered', 'answered'];

/** @param calls names of the calls that steps make */
export function drawPlan(random, calls) {
  if (random() < 0.2) return { mode: 'random', waitMs: Math.floor(random() * 900) };
  return {
    mode: pick(random, MODES),
    call: pick(random, calls),
    nth: 1 + Math.floor(random() * 2),
    waitMs: Math.floor(random() ** 2 * 80),
  };
}

/** Kills one of the processes by the plan. Resolves with where it died. */
export async function carryOut(plan, processes, random) {
  if (plan.mode === 'random') {
    await sleep(plan.waitMs);
    const victim = pick(
      random,
      processes.filter((one) => one.living),
    );
    victim?.kill();
    return { victim, at: 'random' };
  }
  const hit = await Promise.race([firstHit(plan, processes), sleep(PATIENCE_MS)]);
  for (const one of processes) one.watch = undefined;
  if (hit) return { victim: hit, at: `${plan.mode} ${plan.call}` };
  const victim = pick(
    random,
    processes.filter((one) => one.living),
  );
  victim?.kill();
  return { victim, at: 'random' };
}

function firstHit(plan, processes) {
  let left = plan.nth;
  return new Promise((resolve) => {
    const watch = (own) => (name) => {
      if (name !== plan.call || (left -= 1) > 0) return undefined;
      for (const one of processes) one.watch = undefined;
      return hooksOf(plan, () => {
        own.kill();
        resolve(own);
      });
    };
    for (const one of processes) one.watch = watch(one);
  });
}

function hooksOf({ mode, waitMs }, die) {
  if (mode === 'after') return { after: die };
  if (mode === 'answered') return { answered: () => sleep(waitMs).then(die) };
  if (mode === 'late')
    return {
      before: async () => {
        die();
        await sleep(LATE_MS);
      },
    };
  return {
    before: () => {
      die();
      return 'DROP';
    },
  };
}
