/** A client of the product: asks until it is answered, by the same key, whichever process is there. */
import { sleep } from './random.mjs';

export const ASKS = 'sandbox-admin-token';
/** Somebody else, who agrees or not. */
export const DECIDES = 'sandbox-controller-token';
const PAUSE_MS = 60;

/** The data of one answer, or null when the process died, is not there, or answered with an error. */
export async function post(run, query, variables, { token = ASKS, onSent } = {}) {
  const living = run.processes.filter((own) => own.living);
  if (living.length === 0) return null;
  const process = living[Math.floor(Math.random() * living.length)];
  try {
    const answer = fetch(`${process.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(15_000),
    });
    onSent?.(process);
    const { data, errors } = await (await answer).json();
    if (errors) run.errors.add(errors[0].message);
    return errors ? null : data;
  } catch {
    return null;
  }
}

const typeOf = (mutation) => `${mutation[0].toUpperCase()}${mutation.slice(1)}Input`;

/**
 * Asks for a write until it is answered. Resolves with { id, status, steps } of the write and userErrors, or null after
 * `until`. @param how { token, onSent(process), onAnswer(process) }
 */
export async function mutate(run, mutation, input, until, how = {}) {
  const query = `mutation ($input: ${typeOf(mutation)}!) { ${mutation}(input: $input) {
    write { id status steps { name system } } userErrors { code message } } }`;
  while (Date.now() < until) {
    const data = await post(run, query, { input }, how);
    if (data) return data[mutation];
    await sleep(PAUSE_MS);
  }
  return null;
}

const STATE = `query ($id: ID!) { write(id: $id) { status failure { step code message }
  steps { name status attempts { outcome } } } }`;

/** The write as it stands; undefined when nobody answered, null when the product does not know it. */
export async function readWrite(run, id) {
  return (await post(run, STATE, { id }))?.write;
}
