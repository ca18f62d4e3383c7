/**
 * Answers to events: worked out once for all subscribers who ask the same operation with the same variables and the
 * same rights, and written as text once.
 */
import { randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { EventRecord } from '../../store/store.js';
import type { Actor } from '../../subgraphs/kit/actor.js';
import { executePrepared, type Answer } from '../executor/execute.js';
import type { Json } from '../executor/merge.js';
import type { Graph } from '../federated-gateway.js';
import type { PreparedOperation } from '../planner.js';

export interface Delivery {
  readonly answer: Answer;
  /** The place after the event. */
  readonly cursor: string;
  /** The answer as JSON, written when first asked for. */
  text(): string;
}

/** What makes two answers the same. */
export interface Asked {
  /** Names the operation's text. */
  readonly operation: string;
  readonly variables: Json;
  readonly actor: Actor;
  readonly event: EventRecord;
}
export interface Work {
  readonly graph: Graph;
  readonly prepared: PreparedOperation;
  readonly variables: Json;
  readonly actor: Actor;
  /** Field → value. */
  readonly event: Json;
}

export interface Deliveries {
  /** @param work asked for when nobody asked the same about this event yet */
  of(asked: Asked, work: () => Work): Promise<Delivery>;
  /** How many answers were worked out. */
  executions(): number;
}

export function createDeliveries(mostKept: number): Deliveries {
  const kept = new LRUCache<string, Promise<Delivery>>({ max: mostKept });
  let executions = 0;
  return {
    of(asked, work) {
      const name = nameOf(asked);
      const known = kept.get(name);
      if (known) return known;
      executions += 1;
      const made = execute(work(), asked.event.cursor);
      kept.set(name, made);
      // What failed is worked out again for the next who asks.
      made.catch(() => kept.delete(name));
      return made;
    },
    executions: () => executions,
  };
}

/** Rights decide what an answer shows; who holds them does not. */
function nameOf({ operation, variables, actor, event }: Asked): string {
  const { roles, companies, projects } = actor;
  return `${event.id} ${operation} ${JSON.stringify([variables, [...roles].sort(), companies, projects])}`;
}

async function execute(work: Work, cursor: string): Promise<Delivery> {
  const { graph, prepared, variables, actor, event } = work;
  const request = { id: randomUUID(), actor };
  const answer = await executePrepared(graph.engine, prepared, variables, request, { event });
  let text: string | undefined;
  return { answer, cursor, text: () => (text ??= JSON.stringify(answer)) };
}
