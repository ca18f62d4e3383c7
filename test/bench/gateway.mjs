/**
 * Our gateway against the stock one and against Hive Gateway over the same made-up subgraphs, in the same run: small
 * and about 100 KB answers, in process and over loopback HTTP. `npm run build && node test/bench/gateway.mjs [seconds]`.
 * Each is asked as its server would, without a client's socket; a peer that cannot be installed is named and left out.
 */
import './gateway-env.mjs';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { ApolloServer, HeaderMap } from '@apollo/server';
import { ApolloGateway, LocalGraphQLDataSource, RemoteGraphQLDataSource } from '@apollo/gateway';
import { createInProcessSource } from '../../dist/gateway/data-sources/in-process.js';
import { createHttpSource } from '../../dist/gateway/data-sources/http.js';
import { createSigner } from '../../dist/gateway/data-sources/passport.js';
import { createFederatedGateway, createGraph } from '../../dist/gateway/federated-gateway.js';
import { bySubgraph, composeSupergraph, QUERY, SECRET, SIZES } from './gateway-subgraphs.mjs';
import { loadHive } from './peers/index.mjs';

const seconds = Number(process.argv[2] ?? 4);
const CONCURRENT = 16;
const TURNS = 5;
const supergraphSdl = composeSupergraph();
const actor = { id: 'bench', roles: ['analyst'], companies: '*', projects: '*' };
const report = ({ message }) => console.error(message);

/** A gateway behind Apollo Server, as `{ ask, stop }`. */
async function behindApollo(gateway) {
  const logger = { debug() {}, info() {}, warn() {}, error() {} };
  const server = new ApolloServer({ gateway, nodeEnv: 'production', logger });
  await server.start();
  const headers = new HeaderMap([['content-type', 'application/json']]);
  const context = async () => ({ request: { id: `${Math.random()}`, actor } });
  return {
    ask: async (query, variables) => {
      const httpGraphQLRequest = { method: 'POST', headers, search: '', body: { query, variables } };
      return (await server.executeHTTPGraphQLRequest({ httpGraphQLRequest, context })).body.string;
    },
    stop: () => server.stop(),
  };
}

/** Requests per second over some milliseconds, a fixed number under way at any time. */
async function rateOf({ ask }, variables, ms) {
  let answered = 0;
  const started = performance.now();
  const loop = async () => {
    for (; performance.now() < started + ms; answered += 1) await ask(QUERY, variables);
  };
  await Promise.all(Array.from({ length: CONCURRENT }, loop));
  return (answered * 1000) / (performance.now() - started);
}

async function answerOf({ ask }, variables) {
  const answer = JSON.parse(await ask(QUERY, variables));
  if (answer.errors) throw new Error(JSON.stringify(answer).slice(0, 300));
  return JSON.stringify(answer);
}

/** All of one row in turns, and of each the median turn: what else the machine does then hits none alone. */
async function measureRow(makers, variables) {
  const row = [];
  for (const [name, open] of Object.entries(makers)) row.push({ name, gateway: await open(), turns: [] });
  for (const column of row) column.answer = await answerOf(column.gateway, variables);
  for (const { gateway } of row) await rateOf(gateway, variables, seconds * 250);
  for (let turn = 0; turn < TURNS; turn += 1)
    for (const { gateway, turns } of row)
      turns.push(await rateOf(gateway, variables, (seconds * 1000) / TURNS));
  for (const { gateway } of row) await gateway.stop();
  const median = (turns) => turns.sort((a, b) => a - b)[Math.floor(TURNS / 2)];
  return Object.fromEntries(
    row.map(({ name, answer, turns }) => [name, { answer, perSecond: median(turns) }]),
  );
}

/** Who is measured on one transport: column → how to open it. `ours` are sources, the others ask `theirs`. */
function candidates(ours, buildService, theirs, hive) {
  const peers = Object.entries(hive.variants ?? {}).map(([name, open]) => [
    name,
    () => open(supergraphSdl, theirs),
  ]);
  return {
    stock: () => behindApollo(new ApolloGateway({ supergraphSdl, buildService })),
    ...Object.fromEntries(peers),
    own: () => behindApollo(createFederatedGateway(createGraph({ supergraphSdl, sources: ours, report }))),
  };
}

/** A measured row as it is printed; "own ÷ hive" is against the fastest of its variants. */
function toPrint(measured, hive) {
  const { own, stock } = measured;
  const rate = ({ perSecond }) => Math.round(perSecond);
  const ratio = (other) => Number((own.perSecond / other).toFixed(2));
  const peers = Object.keys(hive.variants ?? {});
  const fastest = Math.max(...peers.map((name) => measured[name].perSecond));
  const answers = Object.values(measured).every(({ answer }) => answer === own.answer);
  return {
    KB: Number((own.answer.length / 1024).toFixed(1)),
    'stock/s': rate(stock),
    ...(hive.reason && { 'hive/s': `not installed: ${hive.reason}` }),
    ...Object.fromEntries(peers.map((name) => [`${name}/s`, rate(measured[name])])),
    'own/s': rate(own),
    'own ÷ stock': ratio(stock.perSecond),
    'own ÷ hive': peers.length ? ratio(fastest) : '-',
    answers: answers ? 'equal' : 'DIFFER',
  };
}

const hive = await loadHive();
const child = fork(fileURLToPath(new URL('gateway-subgraphs.mjs', import.meta.url)), ['serve']);
const [{ plain, served }] = await once(child, 'message');
const sign = createSigner(SECRET);
const sources = bySubgraph((subgraph) => createInProcessSource(subgraph));
const schemas = bySubgraph(({ schema }) => schema);
const transports = {
  'in process': candidates(
    sources,
    ({ name }) => new LocalGraphQLDataSource(schemas[name]),
    { sources },
    hive,
  ),
  'over HTTP': candidates(
    bySubgraph(({ name }) => createHttpSource({ name, url: served[name] }, sign)),
    ({ name }) => new RemoteGraphQLDataSource({ url: plain[name] }),
    { urls: plain },
    hive,
  ),
};

console.log(
  `node ${process.version}, Hive Gateway ${hive.version ?? `not installed: ${hive.reason}`}, ${CONCURRENT} at a time, ${seconds} s each; over HTTP the subgraphs run in a second process`,
);
const table = {};
for (const [transport, makers] of Object.entries(transports))
  for (const [size, n] of Object.entries(SIZES))
    table[`${transport}, ${size}`] = toPrint(await measureRow(makers, { n }), hive);
console.table(table);
child.disconnect();
process.exit(0);
