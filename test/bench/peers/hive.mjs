/**
 * Hive Gateway, asked without a client's socket. Each variant is opened with the supergraph and either the addresses
 * of the subgraphs or their sources in this process.
 */
import { createGatewayRuntime, useCustomFetch } from '@graphql-hive/gateway-runtime';
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import { useJIT } from '@graphql-mesh/plugin-jit';
import httpTransport from '@graphql-mesh/transport-http';
import { defaultPrintFn } from '@graphql-tools/executor-common';
// The root's own copy, the client of our HTTP source.
import { Agent, request } from 'undici';

/** What costs time and answers nothing here is off; caches of parsed, validated and planned documents are on by default. */
const LEAN = {
  logging: false,
  requestId: false,
  graphiql: false,
  landingPage: false,
  cors: false,
  maskedErrors: false,
  subgraphErrors: false,
};

/** Its transport is an open interface: this one prints the document, as its HTTP transport does, and asks the source. */
const inProcessTransport = (sources) => ({
  getSubgraphExecutor:
    ({ subgraphName }) =>
    ({ document, operationName, variables = {} }) =>
      sources[subgraphName].fetch({ query: defaultPrintFn(document), operationName, variables, request: {} }),
});

/**
 * The way out over HTTP: undici's plain request, as our own source has it. It serves Hive better than the fetch it
 * brings along (node:http), which takes about a third more processor time for a small answer.
 */
const agent = new Agent({ connections: 32 });
const fetchWithUndici = async (url, { method, headers, body }) => {
  const response = await request(url, { method, headers, body, dispatcher: agent });
  return {
    status: response.statusCode,
    statusText: '',
    headers: new Headers(response.headers),
    text: () => response.body.text(),
  };
};

/**
 * Sharing one subgraph answer between equal requests under way is off: every request of the bench is equal and the
 * others do not share, so it would measure the bench. Real requests differ in their user's token.
 */
function subgraphsOf({ urls, sources }) {
  if (sources) return { transports: { http: inProcessTransport(sources) } };
  const entries = Object.entries(urls).map(([name, location]) => [name, { location }]);
  return {
    transports: { http: httpTransport },
    transportEntries: {
      ...Object.fromEntries(entries),
      '*.http': { options: { deduplicateInflightRequests: false } },
    },
  };
}

const opener = (engine, enginePlugins) => (supergraph, subgraphs) => {
  const plugins = () => [useCustomFetch(fetchWithUndici), ...enginePlugins()];
  const gateway = createGatewayRuntime({
    ...LEAN,
    supergraph,
    ...subgraphsOf(subgraphs),
    ...engine,
    plugins,
  });
  return {
    ask: async (query, variables) => {
      const response = await gateway.fetch('http://gateway.internal/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify({ query, variables }),
      });
      return response.text();
    },
    stop: () => gateway.dispose(),
  };
};

/** The native addon is built for Linux with glibc and for macOS; elsewhere that variant is left out. */
const planner = await import('@graphql-hive/router-query-planner').catch(() => undefined);

/**
 * Its default engine stitches; "jit" runs that through graphql-jit; "rust" plans with the query planner of its router
 * and executes the plan itself, so that graphql-jit has no part in it.
 */
export const variants = {
  hive: opener({}, () => []),
  'hive jit': opener({}, () => [useJIT()]),
  ...(planner && { 'hive rust': opener({ unifiedGraphHandler }, () => []) }),
};
