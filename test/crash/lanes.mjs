/** Lanes: each asks for one write at a time, of one kind and with things of its own, and sees it to its end. */
import { mutate, readWrite, DECIDES } from './client.mjs';
import { sleep } from './random.mjs';

const AT_REST = ['SUCCEEDED', 'UNKNOWN', 'DEAD', 'REJECTED', 'CANCELLED'];
const POLL_MS = 80;
/**
 * Longest time one write may take, deaths included. Long, since a lane must not go on while its write is under way: the
 * next would be checked against what the first is still to change.
 */
const PATIENCE_MS = 1_200_000;
/** How long a question waits for its answer. */
const UNDECIDED_MS = 1_500;

/** @param run { world, processes, random, owners, asked, errors } @returns lanes of all writes, { definition, hand, … } */
export async function createLanes(run, definitions) {
  const lanes = [];
  for (const definition of definitions)
    for (const hand of await definition.hands(run.world))
      lanes.push({ definition, hand, count: 0, at: lanes.length, ready: null, busy: false });
  return lanes;
}

/** Enters what must be there first; may be called ahead of time, once per write. */
export function makeReady(run, lane, dear = false) {
  lane.ready ??= (async () => {
    const { base, basedOnce, prepare, mayBeDear } = lane.definition;
    lane.dear = dear && mayBeDear === true;
    if (base && !(basedOnce && lane.done)) {
      await base.prepare?.(run.world, lane.hand, nameOf(run, lane));
      lane.done = draw(run, lane, base);
      await seeThrough(run, lane.done);
    }
    await prepare?.(run.world, lane.hand, nameOf(run, lane), lane.dear);
  })();
  return lane.ready;
}

const nameOf = (run, lane) => `${run.name}-${lane.at}-${lane.count + 1}`;

/** The next write of a lane that is ready. */
export function next(run, lane) {
  lane.ready = null;
  const one = draw(run, lane, lane.definition);
  one.dear = lane.dear;
  if (lane.definition.base && !lane.definition.basedOnce) {
    one.base = lane.done;
    lane.done.reversal = one;
  }
  return one;
}

function draw(run, lane, definition) {
  const name = nameOf(run, lane);
  lane.count += 1;
  const input = definition.input(run.world, lane.hand, name, lane.dear, lane.done);
  const one = { definition, input, hand: { ...lane.hand }, key: `crash-${name}`, status: 'ASKED', id: null };
  run.asked.push(one);
  run.owners.begin(one);
  return one;
}

/** Asks for it and follows it to its end. @param how { onSent(process), onKept(), onDeciding(process) } */
export async function seeThrough(run, one, how = {}) {
  const until = Date.now() + PATIENCE_MS;
  await ask(run, one, until, how);
  how.onKept?.();
  await follow(run, one, until, how);
  // A device that never heard the answer asks again, long after.
  if (one.id && run.random() < 0.2) one.twin = await isTwin(run, one, until);
  return one;
}

/** Until it rests. Somebody agrees to it meanwhile, where that is asked for. */
export async function follow(run, one, until = Date.now() + PATIENCE_MS, how = {}) {
  run.owners.begin(one);
  for (let asked = 0; one.id && Date.now() < until;) {
    const state = await readWrite(run, one.id);
    if (state === undefined) await sleep(POLL_MS);
    else {
      // What was answered was kept: a journal that forgets it has lost an acknowledged write.
      const { status, failure, steps } = state ?? { status: 'FORGOTTEN', failure: null, steps: [] };
      Object.assign(one, { status, failure, progress: steps });
      if (state === null || AT_REST.includes(status)) break;
      if (status === 'PENDING_APPROVAL' && (asked ||= Date.now()) + UNDECIDED_MS < Date.now())
        await decide(run, one, how);
      await sleep(POLL_MS);
    }
  }
  run.owners.end(one);
}

/** Writes that a lane let go are looked at once more. */
export async function settle(run, mostMs) {
  const until = Date.now() + mostMs;
  const open = run.asked.filter(({ id, status }) => id && !AT_REST.includes(status));
  await Promise.all(open.map((one) => follow(run, one, until)));
}

async function ask(run, one, until, { onSent }) {
  const { mutation } = one.definition;
  while (Date.now() < until) {
    const answer = await mutate(run, mutation, { ...one.input, clientMutationId: one.key }, until, {
      onSent,
    });
    if (answer?.write) {
      keep(run, one, answer.write);
      return;
    }
    one.refused = answer?.userErrors?.[0] ?? one.refused;
    await sleep(POLL_MS);
    // What is refused as it stands now may not be once a look-alike of it came to rest.
    if (run.strict && one.refused) throw new Error(`${one.definition.name}: ${JSON.stringify(one.refused)}`);
  }
}

function keep(run, one, { id, status, steps }) {
  const ownSteps = steps.filter(({ system }) => system === 'plumbline').map(({ name }) => name);
  Object.assign(one, { id, status, steps: steps.map(({ name }) => name), ownSteps });
  run.owners.name(one, id);
}

async function isTwin(run, one, until) {
  const answer = await mutate(
    run,
    one.definition.mutation,
    { ...one.input, clientMutationId: one.key },
    until,
  );
  return answer?.write !== undefined && answer?.write?.id !== one.id;
}

async function decide(run, one, { onDeciding }) {
  const input = { write: one.id, approve: true, reason: 'seen it' };
  await mutate(run, 'decideApproval', input, Date.now() + 5_000, { token: DECIDES, onSent: onDeciding });
}
