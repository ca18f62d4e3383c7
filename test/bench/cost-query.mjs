/**
 * Calls and time of the unified cost query, cold caches, for 20 and for 200 jobs; `npm run bench` runs it.
 * Simulators run in this process with 100 ms latency, the product in a child.
 */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { startSandbox } from '../../dist/sandbox/index.js';

const SCALE = 15;
const LATENCY_MS = 100;
/** Rounds after the first; the referenced accounts and products are kept longer than these take. */
const ROUNDS = 4;
const QUERY = `query ($first: Int!, $after: String) { projects(first: $first, after: $after) { nodes { number name status
  cost { costToDate estimateAtCompletion lines { costCode { code } costType costToDate }
    earnedValue { ev cpi } wip { contractValue percentComplete } }
  milestones { code forecastDate } equipmentOnSite { number } } } }`;

const answerOf = (child, kind) =>
  new Promise((done, fail) => {
    const onExit = (code) => fail(new Error(`the product ended with code ${code}`));
    const onMessage = (message) => {
      if (message.kind !== kind) return;
      child.off('message', onMessage);
      child.off('exit', onExit);
      done(message);
    };
    child.on('message', onMessage);
    child.once('exit', onExit);
  });

/** The product as `npm start` runs it, over simulators in this process. */
function startProduct(sandbox) {
  const urls = Object.fromEntries(Object.entries(sandbox.upstreams).map(([name, { url }]) => [name, url]));
  const program = fileURLToPath(new URL('product.mjs', import.meta.url));
  return fork(program, [JSON.stringify({ scale: SCALE, urls })], { execArgv: ['--max-semi-space-size=64'] });
}

/** Caches are cold in every round; code is cold in the first one only. */
async function measure(sandbox, first) {
  const child = startProduct(sandbox);
  const { url } = await answerOf(child, 'ready');
  const servers = Object.values(sandbox.upstreams);
  const rounds = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    child.send('calls');
    await answerOf(child, 'calls');
    for (const server of servers) {
      server.calls.clear();
      server.setFaults({ latencyMs: LATENCY_MS });
    }
    const started = performance.now();
    const answer = await ask(url, QUERY, { first });
    const ms = performance.now() - started;
    if (answer.errors) throw new Error(JSON.stringify(answer.errors.slice(0, 2)));
    for (const server of servers) server.setFaults({});
    const counts = Object.fromEntries(
      Object.entries(sandbox.upstreams).map(([name, server]) => [name, Object.fromEntries(server.calls)]),
    );
    child.send('calls');
    const { calls, rss } = await answerOf(child, 'calls');
    rounds.push({ jobs: answer.data.projects.nodes.length, ms, counts, chain: longestChain(calls), rss });
    child.send('age');
    await answerOf(child, 'aged');
  }
  child.send('stop');
  const [cold, ...warm] = rounds;
  const median = warm.toSorted((a, b) => a.ms - b.ms)[Math.floor(warm.length / 2)];
  return { ...median, coldMs: cold.ms };
}

async function ask(url, query, variables) {
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer sandbox-admin-token' },
    body: JSON.stringify({ query, variables }),
  });
  return answer.json();
}

/** From the call that ended last, back to the one that ended last before it began, and so on. */
function longestChain(calls) {
  const chain = [];
  let limit = Infinity;
  for (;;) {
    const before = calls.filter((call) => call.end <= limit).sort((a, b) => b.end - a.end)[0];
    if (!before) return chain.reverse();
    chain.push(before);
    limit = before.end - before.ms + 1;
  }
}

const sandbox = await startSandbox(SCALE);
const few = await measure(sandbox, 20);
const many = await measure(sandbox, 200);
await sandbox.stop();

const rows = [];
for (const system of Object.keys(few.counts)) {
  for (const call of new Set([...Object.keys(few.counts[system]), ...Object.keys(many.counts[system])])) {
    rows.push({
      system,
      call,
      '20 jobs': few.counts[system][call] ?? 0,
      '200 jobs': many.counts[system][call] ?? 0,
    });
  }
}
console.log(`\nUpstream calls of one cold query, scale ${SCALE}, upstreams with ${LATENCY_MS} ms`);
console.table(rows);
for (const run of [few, many]) {
  console.log(
    `${run.jobs} jobs: ${Math.round(run.ms)} ms (median of ${ROUNDS}; the first after the start ${Math.round(run.coldMs)} ms); resident ${Math.round(run.rss / 1e6)} MB; longest dependent chain:`,
  );
  run.chain.forEach((call, i) =>
    console.log(
      `  ${i + 1}. ${call.system} ${call.method} ${call.path.slice(0, 80)} ${Math.round(call.ms)} ms`,
    ),
  );
}
