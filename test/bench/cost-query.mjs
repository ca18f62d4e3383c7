/**
 * Calls and time of the unified cost query, cold caches, for 20 and for 200 jobs; `npm run bench` runs it.
 * Simulators run in this process with 100 ms latency, the product in a child.
 */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { startSandbox } from '../../dist/sandbox/index.js';

const SCALE = 15;
const LATENCY_MS = 100;
const QUERY = `query ($first: Int!, $after: String) { projects(first: $first, after: $after) { nodes { number name status
  cost { costToDate estimateAtCompletion lines { costCode { code } costType costToDate }
    earnedValue { ev cpi } wip { contractValue percentComplete } }
  milestones { code forecastDate } equipmentOnSite { number } } } }`;

const answerOf = (child, kind) =>
  new Promise((done, fail) => {
    const onMessage = (message) => {
      if (message.kind !== kind) return;
      child.off('message', onMessage);
      done(message);
    };
    child.on('message', onMessage);
    child.once('exit', (code) => fail(new Error(`the product ended with code ${code}`)));
  });

async function measure(sandbox, first) {
  const urls = Object.fromEntries(Object.entries(sandbox.upstreams).map(([name, { url }]) => [name, url]));
  const child = fork(fileURLToPath(new URL('product.mjs', import.meta.url)), [
    JSON.stringify({ scale: SCALE, urls }),
  ]);
  const { url } = await answerOf(child, 'ready');
  child.send('calls');
  await answerOf(child, 'calls');
  // Warm code, not data: the same query over jobs behind the first 200; none that is measured is cached.
  const { data } = await ask(url, '{ projects(first: 200) { pageInfo { endCursor } } }', {});
  const after = data.projects.pageInfo.endCursor;
  for (let round = 0; round < 3; round += 1) await ask(url, QUERY, { first: 20, after });
  child.send('calls');
  await answerOf(child, 'calls');
  const servers = Object.values(sandbox.upstreams);
  for (const server of servers) server.calls.clear();
  for (const server of servers) server.setFaults({ latencyMs: LATENCY_MS });
  const started = performance.now();
  const answer = await ask(url, QUERY, { first });
  const ms = performance.now() - started;
  for (const server of servers) server.setFaults({});
  const counts = Object.fromEntries(
    Object.entries(sandbox.upstreams).map(([name, server]) => [name, Object.fromEntries(server.calls)]),
  );
  child.send('calls');
  const { calls, rss } = await answerOf(child, 'calls');
  child.send('stop');
  if (answer.errors) throw new Error(JSON.stringify(answer.errors.slice(0, 2)));
  return { jobs: answer.data.projects.nodes.length, ms, counts, chain: longestChain(calls), rss };
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
    `${run.jobs} jobs: ${Math.round(run.ms)} ms; resident ${Math.round(run.rss / 1e6)} MB; longest dependent chain:`,
  );
  run.chain.forEach((call, i) =>
    console.log(
      `  ${i + 1}. ${call.system} ${call.method} ${call.path.slice(0, 80)} ${Math.round(call.ms)} ms`,
    ),
  );
}
