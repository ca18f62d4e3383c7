/**
 * What a subgraph's part of a subscription is: which events feed it, how its arguments narrow them, and what an event
 * is as the root value of the subgraph's own subscription field. Order, resuming, access and the other subgraphs'
 * fields are the gateway's.
 */
import type { Actor } from './actor.js';

/** An event of the log, as far as a topic looks at it. */
export interface TopicEvent {
  readonly id: string;
  readonly type: string;
  /** Company code. */
  readonly company: string;
  /** Canonical id; null when it is about no job. */
  readonly project: string | null;
  /** Canonical id; null when it is about no machine. */
  readonly equipment: string | null;
  readonly severity: string | null;
  readonly occurredAt: Date;
  readonly recordedAt: Date;
  /** The place after this event. */
  readonly cursor: string;
  readonly payload: Readonly<Record<string, string | number | boolean | null>>;
}

/** Events that fit all that is given; what is left out fits every event. */
export interface TopicFilter {
  readonly companies?: readonly string[];
  /** Canonical ids. */
  readonly projects?: readonly string[];
  /** Canonical ids. */
  readonly equipment?: readonly string[];
  readonly severities?: readonly string[];
}

export interface Topic {
  /** Name of the subscription field. Its argument `after` is the gateway's. */
  readonly field: string;
  /** Types of events that feed it. */
  readonly types: readonly string[];
  /** Throws a public error for arguments that name nothing. */
  narrow?(args: Readonly<Record<string, unknown>>, actor: Actor): TopicFilter | Promise<TopicFilter>;
  /** What narrowing cannot say; true when left out. */
  fits?(event: TopicEvent, args: Readonly<Record<string, unknown>>): boolean;
  /** Value of the field; null fields of it that other subgraphs own are filled by them. */
  toRoot(event: TopicEvent): Readonly<Record<string, unknown>>;
}
