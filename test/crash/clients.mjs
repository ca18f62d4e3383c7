/** Clients of the product: each asks for one write at a time, with one key until it is answered, and sees it to its end. */
import { pick, sleep } from './random.mjs';
import { WRITES } from './writes.mjs';

const AT_REST = ['SUCCEEDED', 'UNKNOWN', 'DEAD', 'REJECTED', 'CANCELLED'];
const POLL_MS = 100;
const ADMIN = { 'content-type': 'application/json', authorization: 'Bearer sandbox-admin-token' };
/** Longest time one write may take, deaths included. */
const PATIENCE_MS = 120_000;

/** @param run { processes, random, stopped(), asked: [], costCode } @param machines of this client alone */
export async function runClient(run, machines, name) {
  for (let number = 1; !run.stopped(); number += 1) {
    const machine = machines[number % machines.length];
    const definition = number % 3 === 0 ? WRITES.at(-1) : pick(run.random, WRITES);
    const given = definition.input(machine, { number, name: `${name}-${number}` }, run);
    const one = { definition, machine: { ...machine }, input: given, key: `crash-${name}-${number}` };
    run.asked.push(one);
    await seeThrough(run, one);
  }
}

async function seeThrough(run, one) {
  const until = Date.now() + PATIENCE_MS;
  one.id = await ask(run, one, until);
  if (!one.id) return;
  for (one.status = 'ASKED'; !AT_REST.includes(one.status) && Date.now() < until;) {
    await sleep(POLL_MS);
    const query = 'query ($id: ID!) { write(id: $id) { status failure { step code message } } }';
    const data = await post(run, query, { id: one.id });
    if (!data) continue;
    // What was answered was kept: a journal that forgets it has lost an acknowledged write.
    if (data.write === null) one.status = 'FORGOTTEN';
    else Object.assign(one, data.write);
    if (one.status === 'FORGOTTEN') return;
  }
  // A device that never heard the answer asks again, long after.
  if (run.random() < 0.25) await ask(run, one, until).then((id) => (one.twin = id && id !== one.id));
}

async function ask(run, one, until) {
  const { mutation } = one.definition;
  const type = `${mutation[0].toUpperCase()}${mutation.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { ${mutation}(input: $input) { write { id } userErrors { code message } } }`;
  while (Date.now() < until) {
    const data = await post(run, query, { input: { ...one.input, clientMutationId: one.key } });
    const answer = data?.[mutation];
    if (answer?.write) return answer.write.id;
    if (answer?.userErrors.length > 0) one.refused = answer.userErrors[0];
    await sleep(POLL_MS);
  }
  return null;
}

/** The data, or null when the process died or is not there. */
async function post(run, query, variables) {
  const living = run.processes.filter((own) => own.living);
  if (living.length === 0) return null;
  const { url } = living[Math.floor(Math.random() * living.length)];
  try {
    const body = JSON.stringify({ query, variables });
    const signal = AbortSignal.timeout(10_000);
    const answer = await fetch(`${url}/graphql`, { method: 'POST', headers: ADMIN, body, signal });
    const { data, errors } = await answer.json();
    if (errors) run.errors.add(errors[0].message);
    return errors ? null : data;
  } catch {
    return null;
  }
}
