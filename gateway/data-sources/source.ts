/** How the gateway asks a subgraph, wherever it runs. Two implementations: in process and over HTTP. */
import type { GatewayRequest } from '../../subgraphs/kit/subgraph.js';

export interface SubgraphFetch {
  readonly query: string;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly request: GatewayRequest;
  /** Root value of the operation: the event that a subscription answers. */
  readonly root?: Readonly<Record<string, unknown>> | undefined;
  /** Aborted when the client has gone. */
  readonly signal?: AbortSignal | undefined;
}

/** An error as a subgraph reports it; `path` is relative to the subgraph's own operation. */
export interface SubgraphError {
  readonly message: string;
  readonly path?: readonly (string | number)[] | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
  /** What was thrown, where it is at hand; for the log only. */
  readonly originalError?: unknown;
}

export interface SubgraphAnswer {
  readonly data?: Record<string, unknown> | null | undefined;
  readonly errors?: readonly SubgraphError[] | undefined;
}

/** Never rejects: a subgraph that cannot be reached answers with an error and without data. */
export interface SubgraphSource {
  fetch(fetch: SubgraphFetch): Promise<SubgraphAnswer>;
  /** Releases sockets. */
  close(): Promise<void>;
}
