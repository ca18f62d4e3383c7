/**
 * Our gateway against the stock one over the same made-up subgraphs, in the same run: small and about 100 KB
 * answers, in process and over loopback HTTP. `npm run build && node test/bench/gateway.mjs [seconds]`.
 * Peers that are not installed are named and left out.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { ApolloServer, HeaderMap } from '@apollo/server';
import { composeServices } from '@apollo/composition';
import { ApolloGateway, LocalGraphQLDataSource, RemoteGraphQLDataSource } from '@apollo/gateway';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, parse } from 'graphql';
import { createInProcessSource } from '../../dist/gateway/data-sources/in-process.js';
import { createHttpSource } from '../../dist/gateway/data-sources/http.js';
import { createSigner } from '../../dist/gateway/data-sources/passport.js';
import { createFederatedGateway } from '../../dist/gateway/federated-gateway.js';
import { serveSubgraph } from '../../dist/gateway/subgraph-server.js';

process.env.APOLLO_TELEMETRY_DISABLED = '1';
const seconds = Number(process.argv[2] ?? 4);
const CONCURRENT = 16;
const SECRET = 'the-secret-of-the-bench-0123456789abcdef';

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])\n';
const sdl = {
  jobs: `${link} type Query { jobs(first: Int!): [Job!]! }
    type Job @key(fields: "id") { id: ID! name: String status: String manager: Person }
    type Person @key(fields: "id") { id: ID! }`,
  people: `${link} type Query { me: Person } type Person @key(fields: "id") { id: ID! name: String email: String }`,
  money: `${link} type Query { rate: Int } type Job @key(fields: "id") { id: ID! lines: [Line!]! total: String }
    type Line { code: String amount: String type: String }`,
};
const resolvers = {
  jobs: {
    Query: {
      jobs: (_, { first }) =>
        Array.from({ length: first }, (_u, i) => ({
          id: `${i}`,
          name: `Job number ${i}`,
          status: 'ACTIVE',
          manager: { id: `${i % 20}` },
        })),
    },
  },
  people: {
    Person: { __resolveReference: ({ id }) => ({ id, name: `Person ${id}`, email: `p${id}@example.com` }) },
  },
  money: {
    Job: {
      __resolveReference: ({ id }) => ({
        id,
        total: `${id}00.50`,
        lines: Array.from({ length: 8 }, (_, i) => ({
          code: `01-0${i}`,
          amount: `${id}${i}.25`,
          type: 'LABOR',
        })),
      }),
    },
  },
};
const QUERY =
  'query Q($n: Int!) { jobs(first: $n) { id name status manager { name email } total lines { code amount type } } }';
const SIZES = { small: 2, large: 200 };

const subgraphs = Object.keys(sdl).map((name) => ({
  name,
  sdl: sdl[name],
  schema: buildSubgraphSchema({ typeDefs: parse(sdl[name]), resolvers: resolvers[name] }),
  contextFor: () => ({}),
  syncs: [],
  stop: async () => undefined,
}));
const { supergraphSdl, errors } = composeServices(
  subgraphs.map(({ name }) => ({ name, url: `http://${name}.internal`, typeDefs: parse(sdl[name]) })),
);
if (errors) throw errors[0];
const actor = { id: 'bench', roles: ['analyst'], companies: '*', projects: '*' };
const report = ({ message }) => console.error(message);

/** A subgraph as the stock gateway asks it: plain GraphQL over HTTP, no passport, parsed documents kept. */
async function servePlain({ schema }) {
  const documents = new Map();
  const server = createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', async () => {
      const { query, variables } = JSON.parse(Buffer.concat(chunks));
      if (!documents.has(query)) documents.set(query, parse(query));
      const result = await execute({ schema, document: documents.get(query), variableValues: variables });
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(result));
    });
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${server.address().port}/` };
}

async function measure(gateway, variables) {
  const server = new ApolloServer({
    gateway,
    nodeEnv: 'production',
    logger: { debug() {}, info() {}, warn() {}, error() {} },
  });
  await server.start();
  const request = {
    httpGraphQLRequest: {
      method: 'POST',
      headers: new HeaderMap([['content-type', 'application/json']]),
      search: '',
      body: { query: QUERY, variables },
    },
    context: async () => ({ request: { id: `${Math.random()}`, actor } }),
  };
  const ask = async () => (await server.executeHTTPGraphQLRequest(request)).body.string;
  const answer = await ask();
  if (JSON.parse(answer).errors) throw new Error(answer.slice(0, 300));
  const loop = async (until, count) => {
    while (performance.now() < until) {
      await ask();
      count.n += 1;
    }
  };
  const run = async (ms) => {
    const count = { n: 0 };
    const started = performance.now();
    await Promise.all(Array.from({ length: CONCURRENT }, () => loop(started + ms, count)));
    return (count.n * 1000) / (performance.now() - started);
  };
  await run(seconds * 250);
  const perSecond = await run(seconds * 1000);
  await server.stop();
  return { perSecond, answer };
}

if (process.argv[2] === 'serve') {
  const plain = await Promise.all(subgraphs.map(servePlain));
  const served = await Promise.all(subgraphs.map((s) => serveSubgraph(s, { port: 0, secret: SECRET })));
  process.on('disconnect', () => process.exit(0));
  process.send({ plain: plain.map(({ url }) => url), served: served.map(({ url }) => url) });
  await new Promise(() => undefined);
}
const child = fork(fileURLToPath(import.meta.url), ['serve']);
const [{ plain, served }] = await once(child, 'message');
const sign = createSigner(SECRET);
const inProcess = Object.fromEntries(subgraphs.map((s) => [s.name, createInProcessSource(s)]));
const overHttp = Object.fromEntries(
  subgraphs.map((s, i) => [s.name, createHttpSource({ name: s.name, url: served[i] }, sign)]),
);
const indexOf = (name) => subgraphs.findIndex((s) => s.name === name);
const candidates = {
  'in process': {
    stock: () =>
      new ApolloGateway({
        supergraphSdl,
        buildService: ({ name }) => new LocalGraphQLDataSource(subgraphs[indexOf(name)].schema),
      }),
    own: () => createFederatedGateway({ supergraphSdl, sources: inProcess, report }),
  },
  'over HTTP': {
    stock: () =>
      new ApolloGateway({
        supergraphSdl,
        buildService: ({ name }) => new RemoteGraphQLDataSource({ url: plain[indexOf(name)] }),
      }),
    own: () => createFederatedGateway({ supergraphSdl, sources: overHttp, report }),
  },
};

console.log(
  `node ${process.version}, ${CONCURRENT} at a time, ${seconds} s each; over HTTP the subgraphs run in a second process`,
);
for (const [transport, makers] of Object.entries(candidates)) {
  for (const [size, n] of Object.entries(SIZES)) {
    const stock = await measure(makers.stock(), { n });
    const own = await measure(makers.own(), { n });
    const same = JSON.stringify(JSON.parse(own.answer)) === JSON.stringify(JSON.parse(stock.answer));
    const kb = (own.answer.length / 1024).toFixed(1);
    console.log(
      `${transport.padEnd(10)} ${size.padEnd(5)} ${kb.padStart(6)} KB  stock ${stock.perSecond.toFixed(0).padStart(6)}/s  own ${own.perSecond.toFixed(0).padStart(6)}/s  ratio ${(own.perSecond / stock.perSecond).toFixed(1)}  answers ${same ? 'equal' : 'DIFFER'}`,
    );
  }
}
const peer = await import('@graphql-hive/gateway').then(
  () => 'installed, not driven by this bench',
  () => 'not installed',
);
console.log(`Hive Gateway: ${peer}`);
child.disconnect();
process.exit(0);
