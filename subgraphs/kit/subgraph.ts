/**
 * What every subgraph hands to the composition root: its SDL, an executable schema, and how to make a context
 * for one request. The gateway runs it in process; `npm run subgraph -- <name>` serves the same over HTTP.
 */
import { readFileSync } from 'node:fs';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse, type GraphQLSchema } from 'graphql';
import type { Actor } from './actor.js';
import type { FileDoor } from './files/door.js';
import type { Intake } from './intake.js';

/** One client request as the subgraphs see it; separate `_entities` fetches of it carry the same `id`. */
export interface GatewayRequest {
  readonly id: string;
  readonly actor: Actor;
}

/** A background job of a subgraph (mirror or crosswalk sync). `run` does one round; errors are reported, not thrown. */
export interface BackgroundSync {
  readonly name: string;
  readonly intervalMs: number;
  /** Runs often: a round is written into the log only when it found something, or other problems than the last one. */
  readonly quiet?: boolean;
  /** True when it publishes canonical records that other systems' records are matched against: it runs before them. */
  readonly ofRecord?: boolean;
  run(): Promise<SyncReport>;
}
export interface SyncReport {
  readonly records: number;
  /** One line per record or source that failed, with the reason. */
  readonly problems: readonly string[];
}

export interface Subgraph {
  readonly name: string;
  readonly sdl: string;
  readonly schema: GraphQLSchema;
  /** The resolver context of a request; the same object for the same request id. */
  contextFor(request: GatewayRequest): object;
  readonly syncs: readonly BackgroundSync[];
  /** Takes files that people hand in; absent when no files are configured. What they hold is matched by `syncs`. */
  readonly files?: FileDoor;
  /** Its vendors' webhooks; absent when none is configured. */
  readonly intakes?: readonly Intake[];
  /** A write changed its system: what was kept of earlier reads is read again. Absent where nothing is kept. */
  outdate?(): void;
  /** Releases sockets, watchers and timers. */
  stop(): Promise<void>;
}

type ResolverMap = NonNullable<
  Parameters<typeof buildSubgraphSchema>[0] extends infer A
    ? A extends { resolvers?: infer R }
      ? R
      : never
    : never
>;

/** Reads `schema.graphql` beside a subgraph's index and builds the federated schema. */
export function buildSchema(sdlUrl: URL, resolvers: object): { sdl: string; schema: GraphQLSchema } {
  const sdl = readFileSync(sdlUrl, 'utf8');
  return { sdl, schema: buildSubgraphSchema({ typeDefs: parse(sdl), resolvers: resolvers as ResolverMap }) };
}
