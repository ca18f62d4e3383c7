/**
 * One subscription of one client: the events that feed it, from the client's own place in the log, each answered with
 * the fields it selected across the whole graph. Answers are worked out once for all who ask the same with the same
 * rights, and nothing is kept for a client that does not take what it was given.
 */
import { getArgumentValues, GraphQLError, Kind, type FieldNode } from 'graphql';
import type { EventBatch, EventFilter, EventRecord } from '../../store/store.js';
import { seesCompany, type Actor } from '../../subgraphs/kit/actor.js';
import { publicError } from '../../subgraphs/kit/errors.js';
import type { Topic, TopicFilter } from '../../subgraphs/kit/topic.js';
import type { Json } from '../executor/merge.js';
import type { Graph } from '../federated-gateway.js';
import type { PreparedOperation } from '../planner.js';
import type { Delivery, Deliveries } from './deliveries.js';

export interface LiveLog {
  /** Rejects with CURSOR_INVALID or CURSOR_EXPIRED. */
  read(query: EventFilter & { readonly after: string; readonly limit: number }): Promise<unknown>;
  /** The place after the last event that can be read now. */
  head(): Promise<string>;
  follow(request: EventFilter & { readonly after: string }): AsyncIterableIterator<EventBatch>;
}

export interface StreamParts {
  readonly graph: Graph;
  readonly log: LiveLog;
  /** By subscription field. */
  readonly topics: ReadonlyMap<string, Topic>;
  readonly deliveries: Deliveries;
  /** Whether an actor may hear of an event; asked for every event. */
  readonly mayHear: (actor: Actor, event: EventRecord) => boolean | Promise<boolean>;
}

export interface Subscription {
  readonly prepared: PreparedOperation;
  /** Names the operation's text. */
  readonly operation: string;
  readonly variables: Json;
  readonly actor: Actor;
}

/** Rejects with public errors: BAD_USER_INPUT, CURSOR_INVALID, CURSOR_EXPIRED. */
export async function openStream(
  parts: StreamParts,
  subscription: Subscription,
): Promise<AsyncIterableIterator<Delivery>> {
  const { topic, args } = readField(parts, subscription);
  const narrowed = (await topic.narrow?.(args, subscription.actor)) ?? {};
  const given = typeof args['after'] === 'string' ? args['after'] : null;
  if (given !== null) await checkCursor(parts.log, given);
  const after = given ?? (await parts.log.head());
  const batches = parts.log.follow({ after, ...toFilter(topic, narrowed, subscription.actor) });
  return deliver(parts, subscription, { topic, args, batches });
}

/** Refused at once, before anything is waited for. */
async function checkCursor(log: LiveLog, after: string): Promise<void> {
  try {
    await log.read({ after, companies: [], limit: 1 });
  } catch (error) {
    throw refusalOf(error);
  }
}

interface Field {
  readonly topic: Topic;
  readonly args: Readonly<Record<string, unknown>>;
}

function readField({ graph, topics }: StreamParts, { prepared, variables }: Subscription): Field {
  const { apiSchema } = graph.supergraph;
  // Validation lets a subscription have one field, never hidden in a fragment that another joins.
  const [node] = fieldsOf(prepared);
  const topic = node && topics.get(node.name.value);
  const definition = node && apiSchema.getSubscriptionType()?.getFields()[node.name.value];
  if (!node || !topic || !definition)
    throw publicError('BAD_USER_INPUT', `The subscription ${node?.name.value ?? ''} is not offered here`);
  try {
    return { topic, args: getArgumentValues(definition, node, prepared.coerce(variables)) };
  } catch (error) {
    const message = error instanceof GraphQLError ? error.message : firstReason(error);
    throw publicError('BAD_USER_INPUT', message);
  }
}

function fieldsOf({ operation, document }: PreparedOperation): FieldNode[] {
  const fragments = new Map(
    document.definitions.flatMap((own) =>
      own.kind === Kind.FRAGMENT_DEFINITION ? [[own.name.value, own] as const] : [],
    ),
  );
  const visit = (selections: PreparedOperation['operation']['selectionSet']['selections']): FieldNode[] =>
    selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return [selection];
      const set =
        selection.kind === Kind.INLINE_FRAGMENT
          ? selection.selectionSet
          : fragments.get(selection.name.value)?.selectionSet;
      return visit(set?.selections ?? []);
    });
  return visit(operation.selectionSet.selections);
}

const firstReason = (error: unknown): string =>
  (error as { errors?: readonly { message: string }[] }).errors?.[0]?.message ?? (error as Error).message;

function toFilter({ types }: Topic, narrowed: TopicFilter, actor: Actor): EventFilter {
  const asked = narrowed.companies;
  const companies = asked ? asked.filter((code) => seesCompany(actor, code)) : actor.companies;
  return { ...narrowed, types, companies } as EventFilter;
}

async function* deliver(
  { graph, deliveries, mayHear }: StreamParts,
  { prepared, operation, variables, actor }: Subscription,
  { topic, args, batches }: Field & { readonly batches: AsyncIterableIterator<EventBatch> },
): AsyncGenerator<Delivery, undefined> {
  // The place a client began at says nothing about what an event is to it.
  const { after: _after, ...said } = variables;
  try {
    for await (const { events } of batches)
      for (const event of events) {
        if (topic.fits?.(event, args) === false || !(await mayHear(actor, event))) continue;
        yield await deliveries.of({ operation, variables: said, actor, event }, () => ({
          ...{ graph, prepared, variables, actor },
          event: { [topic.field]: topic.toRoot(event) },
        }));
      }
  } catch (error) {
    throw refusalOf(error);
  } finally {
    await batches.return?.();
  }
  return undefined;
}

/** A cursor that cannot be resumed is the client's to mend. */
function refusalOf(error: unknown): unknown {
  const { code, message } = error as { code?: unknown; message?: unknown };
  return code === 'CURSOR_INVALID' || code === 'CURSOR_EXPIRED' ? publicError(code, String(message)) : error;
}
