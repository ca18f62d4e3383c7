/** The front door: one node:http server with the graph, its explorers, health, readiness and metrics. */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Registry } from 'prom-client';
import type { Authenticate } from '../auth/authenticate.js';
import type { SubgraphSource } from '../data-sources/source.js';
import { createFederatedGateway, createGraph, type Graph } from '../federated-gateway.js';
import { DEFAULT_LIMITS, type Limits } from '../limits.js';
import { createDeliveries } from '../live/deliveries.js';
import { createReadOperation } from '../live/read-operation.js';
import { openSockets, type Sockets } from '../live/sockets.js';
import type { StreamParts } from '../live/stream.js';
import type { Log } from '../log.js';
import { createGatewayMetrics, type GatewayMetrics } from '../metrics.js';
import { operationsRoutes } from '../operations/routes.js';
import { createApollo } from './apollo.js';
import { createCors, type ApplyCors } from './cors.js';
import { answerGraphql, wantsPage, type GraphqlDoor } from './graphql.js';
import { createLandingPage, explorerRoutes } from './pages.js';
import {
  createRouteTable,
  errorAnswer,
  jsonAnswer,
  toRouteRequest,
  writeAnswer,
  type FindRoute,
  type Route,
  type RouteAnswer,
} from './routes.js';

export interface GatewayServerOptions {
  readonly supergraphSdl: string;
  /** One per subgraph; the caller closes them after `stop`. */
  readonly sources: Readonly<Record<string, SubgraphSource>>;
  readonly authenticate: Authenticate;
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
  readonly readiness: () => Promise<{ ready: boolean; reasons: readonly string[] }>;
  readonly registry: Registry;
  readonly log: Log;
  /** Subscriptions; none are offered when left out. */
  readonly live?: Pick<StreamParts, 'log' | 'topics' | 'mayHear'>;
  readonly routes?: readonly Route[];
  readonly limits?: Partial<Limits>;
  readonly corsOrigins?: readonly string[];
  readonly explorerQuery?: string;
  /** Milliseconds running requests may take to finish at a stop. */
  readonly graceMs?: number;
  readonly newId?: () => string;
}

export interface GatewayServer {
  /** Address of the front door, without a path. */
  readonly url: string;
  readonly port: number;
  readonly server: Server;
  /** Takes no new requests, lets running ones finish, then closes. */
  stop(): Promise<void>;
}

export async function createGatewayServer(options: GatewayServerOptions): Promise<GatewayServer> {
  const limits: Limits = { ...DEFAULT_LIMITS, ...options.limits };
  const metrics = createGatewayMetrics(options.registry);
  const graph = createGraph({
    supergraphSdl: options.supergraphSdl,
    sources: options.sources,
    observeFetch: metrics.fetch,
    observePlan: metrics.plan,
    report: ({ subgraph, message }) => options.log.error(`subgraph ${subgraph}: ${message}`),
  });
  const explorerQuery = options.explorerQuery ?? '{ __typename }';
  const landingPage = createLandingPage(explorerQuery);
  const gateway = createFederatedGateway(graph);
  const apollo = createApollo({ gateway, limits, log: options.log, landingPage });
  await apollo.start();
  const house: House = {
    graphql: { apollo, authenticate: options.authenticate, limits },
    findRoute: createRouteTable([
      ...ownRoutes(options),
      ...explorerRoutes(explorerQuery),
      ...operationsRoutes(),
      ...(options.routes ?? []),
    ]),
    cors: createCors(options.corsOrigins ?? []),
    newId: options.newId ?? randomUUID,
    metrics,
    log: options.log,
  };
  const server = createServer((request, response) => void serve(house, request, response));
  const sockets = options.live && openLive(options, options.live, { graph, limits, server });
  await listen(server, options.port, options.host);
  const { port } = server.address() as AddressInfo;
  const shown = options.host === '0.0.0.0' || options.host === '::' ? '127.0.0.1' : options.host;
  const stop = async (): Promise<void> => {
    await sockets?.stop();
    await closeGracefully(server, options.graceMs ?? 10_000);
    await apollo.stop();
  };
  return { url: `http://${shown}:${port}`, port, server, stop };
}

/** Answers that are kept for those who ask the same a little later. */
const KEPT_ANSWERS = 2_000;
const SOCKET_LIMITS = { sockets: 5_000, subscriptions: 50, messageBytes: 1_000_000 } as const;

function openLive(
  { authenticate, newId = randomUUID }: GatewayServerOptions,
  live: NonNullable<GatewayServerOptions['live']>,
  own: { readonly graph: Graph; readonly limits: Limits; readonly server: Server },
): Sockets {
  const { graph, limits, server } = own;
  return openSockets({
    ...{ ...live, graph, server, authenticate, newId, limits: SOCKET_LIMITS },
    deliveries: createDeliveries(KEPT_ANSWERS),
    readOperation: createReadOperation(graph, limits),
  });
}

interface House {
  readonly graphql: GraphqlDoor;
  readonly findRoute: FindRoute;
  readonly cors: ApplyCors;
  readonly newId: () => string;
  readonly metrics: GatewayMetrics;
  readonly log: Log;
}

function ownRoutes({ readiness, registry }: GatewayServerOptions): Route[] {
  return [
    { method: 'GET', path: '/healthz', handle: () => jsonAnswer(200, { status: 'up' }) },
    {
      method: 'GET',
      path: '/readyz',
      handle: async () => {
        const answer = await readiness();
        return jsonAnswer(answer.ready ? 200 : 503, answer);
      },
    },
    {
      method: 'GET',
      path: '/metrics',
      handle: async () => ({
        status: 200,
        headers: { 'content-type': registry.contentType },
        body: await registry.metrics(),
      }),
    },
  ];
}

async function serve(house: House, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const id = house.newId();
  response.setHeader('x-request-id', id);
  try {
    if (house.cors(request, response)) return;
    writeAnswer(response, await answer(house, request, response, id));
  } catch (error) {
    house.log.error(`request ${id}: ${(error as Error).message}`);
    if (response.headersSent || request.destroyed) response.destroy();
    else {
      const message = `Plumbline could not answer this because of a fault of its own; tell its operator the request id ${id}`;
      writeAnswer(response, errorAnswer(500, 'INTERNAL_SERVER_ERROR', message));
    }
  }
}

async function answer(
  house: House,
  request: IncomingMessage,
  response: ServerResponse,
  id: string,
): Promise<RouteAnswer> {
  const route = toRouteRequest(request);
  if (route.path === '/graphql' || (route.path === '/' && wantsPage(request))) {
    const started = performance.now();
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    // Apollo's page asks the address it was loaded from, so the page itself lives at /graphql.
    if (route.path === '/') return { status: 302, headers: { location: '/graphql' }, body: '' };
    const answered = await answerGraphql(house.graphql, request, id, gone.signal);
    house.metrics.request(answered.status, performance.now() - started);
    return answered;
  }
  const method = request.method === 'HEAD' ? 'GET' : (request.method ?? 'GET');
  const known = house.findRoute(method, route.path);
  try {
    if (known) return await known.handle(route);
    return errorAnswer(
      404,
      'NOT_FOUND',
      `${method} ${route.path} is not served here; the graph is POST /graphql`,
    );
  } finally {
    // What the handler left unread is passed over, so that a client still sending can read the answer.
    request.resume();
  }
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
}

function closeGracefully(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}
