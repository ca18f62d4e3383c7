/**
 * GraphQL over WebSocket on `/graphql` (graphql-transport-ws): queries, mutations and subscriptions with the token of
 * `connectionParams.authorization`. A token that is refused or runs out closes the socket with 4403, so that clients
 * come back with a new one; a stop closes with 1012, so that they go elsewhere.
 */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { GraphQLError, type ExecutionResult } from 'graphql';
import { CloseCode, type Context, type ServerOptions } from 'graphql-ws';
import { useServer, type Extra } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { Actor } from '../../subgraphs/kit/actor.js';
import type { Authenticate } from '../auth/authenticate.js';
import type { Json } from '../executor/merge.js';
import { executePrepared } from '../executor/execute.js';
import type { PreparedOperation } from '../planner.js';
import type { ReadOperation } from './read-operation.js';
import { openStream, type StreamParts } from './stream.js';

export interface SocketLimits {
  /** At once, on this process. */
  readonly sockets: number;
  /** At once, on one socket. */
  readonly subscriptions: number;
  /** Bytes a client may send in one message. */
  readonly messageBytes: number;
}

export interface SocketOptions extends StreamParts {
  readonly server: Server;
  readonly authenticate: Authenticate;
  readonly readOperation: ReadOperation;
  readonly limits: SocketLimits;
  readonly newId: () => string;
}

export interface Sockets {
  /** Takes no new sockets and tells those there to reconnect elsewhere. */
  stop(): Promise<void>;
}

/** What is kept with a socket. */

type Session = { actor?: Actor; timer?: NodeJS.Timeout };
type SocketContext = Context<Record<string, unknown>, Extra & Session>;

interface Operation {
  readonly prepared: PreparedOperation;
  readonly operation: string;
  readonly variables: Json;
  readonly actor: Actor;
}

const KEEP_ALIVE_MS = 12_000;

export function openSockets(options: SocketOptions): Sockets {
  const { server, limits } = options;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: limits.messageBytes });
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const path = (request.url ?? '/').split('?')[0];
    if (path !== '/graphql') refuse(socket, 404, 'Not Found');
    else if (sockets.clients.size >= limits.sockets) refuse(socket, 503, 'Service Unavailable');
    else sockets.handleUpgrade(request, socket, head, (own) => sockets.emit('connection', own, request));
  };
  server.on('upgrade', upgrade);
  const running = useServer<Record<string, unknown>, Session>(handlers(options), sockets, KEEP_ALIVE_MS);
  return {
    async stop() {
      server.off('upgrade', upgrade);
      for (const client of sockets.clients) client.close(1012, 'Restarting: reconnect');
      await running.dispose();
    },
  };
}

function refuse(socket: Duplex, status: number, text: string): void {
  socket.end(`HTTP/1.1 ${status} ${text}\r\nconnection: close\r\n\r\n`);
}

function handlers(options: SocketOptions): ServerOptions<Record<string, unknown>, Extra & Session> {
  const { graph, limits } = options;
  return {
    schema: graph.supergraph.apiSchema,
    onConnect: (context) => admit(options, context),
    onSubscribe(context, _id, payload) {
      const open = Object.keys(context.subscriptions).length;
      if (open > limits.subscriptions)
        return [
          limitError(
            `This socket has ${limits.subscriptions} operations open; end one, or open another socket`,
          ),
        ];
      const read = options.readOperation(payload);
      if ('errors' in read) return read.errors;
      const actor = context.extra.actor as Actor;
      const operation: Operation = { ...read, variables: payload.variables ?? {}, actor };
      return { schema: graph.supergraph.apiSchema, document: read.document, contextValue: operation };
    },
    // Called by graphql-ws for the operation that onSubscribe prepared.
    subscribe: async (args) => {
      try {
        return answersOf(await openStream(options, args.contextValue as Operation));
      } catch (error) {
        if (error instanceof GraphQLError) return { errors: [error] };
        throw error;
      }
    },
    execute: (args) => {
      const { prepared, variables, actor } = args.contextValue as Operation;
      const request = { id: options.newId(), actor };
      return executePrepared(graph.engine, prepared, variables, request) as Promise<ExecutionResult>;
    },
    onDisconnect: (context) => clearTimeout(context.extra.timer),
  };
}

async function* answersOf(
  deliveries: AsyncIterableIterator<{ readonly answer: object }>,
): AsyncGenerator<ExecutionResult, undefined> {
  try {
    for await (const { answer } of deliveries) yield answer;
  } catch (error) {
    // Said as an answer, so that the socket and its other operations go on.
    if (!(error instanceof GraphQLError)) throw error;
    yield { errors: [error] };
  } finally {
    await deliveries.return?.();
  }
  return undefined;
}

async function admit({ authenticate }: SocketOptions, context: SocketContext): Promise<boolean> {
  const authorization =
    context.connectionParams?.['authorization'] ?? context.connectionParams?.['Authorization'];
  const { extra } = context;
  try {
    const { actor, expiresAt } = await authenticate({
      authorization: typeof authorization === 'string' ? authorization : extra.request.headers.authorization,
    });
    extra.actor = actor;
    if (expiresAt !== null)
      extra.timer = setTimeout(
        () => extra.socket.close(CloseCode.Forbidden, 'Token expired: connect with a new one'),
        Math.max(0, Math.min(expiresAt.getTime() - Date.now(), 2 ** 31 - 1)),
      ).unref();
    return true;
  } catch (error) {
    const reason = error instanceof GraphQLError ? 'Token refused: connect with a new one' : 'Try again';
    extra.socket.close(CloseCode.Forbidden, reason);
    return false;
  }
}

const limitError = (message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: 'LIMIT_EXCEEDED' } });
