/** The made-up subgraphs of gateway.mjs; run as `node gateway-subgraphs.mjs serve` by it, they answer over HTTP. */
import { createServer } from 'node:http';
import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { createInProcessSource } from '../../dist/gateway/data-sources/in-process.js';
import { serveSubgraph } from '../../dist/gateway/subgraph-server.js';

export const SECRET = 'the-secret-of-the-bench-0123456789abcdef';
export const QUERY =
  'query Q($n: Int!) { jobs(first: $n) { id name status manager { name email } total lines { code amount type } } }';
/** How many jobs are asked for. */
export const SIZES = { small: 2, large: 200 };

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])\n';
const sdl = {
  jobs: `${link} type Query { jobs(first: Int!): [Job!]! }
    type Job @key(fields: "id") { id: ID! name: String status: String manager: Person }
    type Person @key(fields: "id") { id: ID! }`,
  people: `${link} type Query { me: Person } type Person @key(fields: "id") { id: ID! name: String email: String }`,
  money: `${link} type Query { rate: Int } type Job @key(fields: "id") { id: ID! lines: [Line!]! total: String }
    type Line { code: String amount: String type: String }`,
};

const job = (_, i) => ({
  id: `${i}`,
  name: `Job number ${i}`,
  status: 'ACTIVE',
  manager: { id: `${i % 20}` },
});
const lineOf = (id) => (_, i) => ({ code: `01-0${i}`, amount: `${id}${i}.25`, type: 'LABOR' });
const resolvers = {
  jobs: { Query: { jobs: (_, { first }) => Array.from({ length: first }, job) } },
  people: {
    Person: { __resolveReference: ({ id }) => ({ id, name: `Person ${id}`, email: `p${id}@example.com` }) },
  },
  money: {
    Job: {
      __resolveReference: ({ id }) => ({
        id,
        total: `${id}00.50`,
        lines: Array.from({ length: 8 }, lineOf(id)),
      }),
    },
  },
};

export const subgraphs = Object.keys(sdl).map((name) => ({
  name,
  sdl: sdl[name],
  schema: buildSubgraphSchema({ typeDefs: parse(sdl[name]), resolvers: resolvers[name] }),
  contextFor: () => ({}),
  syncs: [],
  stop: async () => undefined,
}));

export function composeSupergraph() {
  const { supergraphSdl, errors } = composeServices(
    subgraphs.map(({ name }) => ({ name, url: `http://${name}.internal`, typeDefs: parse(sdl[name]) })),
  );
  if (errors) throw errors[0];
  return supergraphSdl;
}

/** One value per subgraph, by its name. */
export const bySubgraph = (valueOf) => Object.fromEntries(subgraphs.map((s, i) => [s.name, valueOf(s, i)]));

/**
 * A subgraph as the other gateways ask it: no passport, otherwise the same compiled operations that answer our own
 * gateway, so that nobody waits for a slower subgraph than the next.
 */
async function servePlain(subgraph) {
  const source = createInProcessSource(subgraph);
  const server = createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', async () => {
      const { query, operationName, variables = {} } = JSON.parse(Buffer.concat(chunks));
      const text = JSON.stringify(await source.fetch({ query, operationName, variables, request: {} }));
      response.writeHead(200, {
        'content-type': 'application/json; charset=utf-8',
        'content-length': Buffer.byteLength(text),
      });
      response.end(text);
    });
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${server.address().port}/graphql`;
}

if (process.argv[2] === 'serve') {
  const plain = await Promise.all(subgraphs.map(servePlain));
  const served = await Promise.all(subgraphs.map((s) => serveSubgraph(s, { port: 0, secret: SECRET })));
  process.on('disconnect', () => process.exit(0));
  process.send({
    plain: bySubgraph((_s, i) => plain[i]),
    served: bySubgraph((_s, i) => served[i].url),
  });
}
