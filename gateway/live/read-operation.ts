/** Text of an operation → its plan, within the same limits as over HTTP. Kept by text, so a reconnect costs nothing. */
import { createHash } from 'node:crypto';
import { GraphQLError, parse, specifiedRules, validate, type DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Graph } from '../federated-gateway.js';
import { limitRule, type Limits } from '../limits.js';
import type { PreparedOperation } from '../planner.js';

export interface OperationRequest {
  readonly query: string;
  readonly operationName?: string | null | undefined;
}
export interface ReadyOperation {
  readonly document: DocumentNode;
  readonly prepared: PreparedOperation;
  /** Names the operation's text. */
  readonly operation: string;
}
export type ReadOperation = (
  request: OperationRequest,
) => ReadyOperation | { readonly errors: readonly GraphQLError[] };

const MOST = 1_000;

export function createReadOperation({ supergraph, plans }: Graph, limits: Limits): ReadOperation {
  const rules = [...specifiedRules, limitRule(limits)];
  const known = new LRUCache<string, ReadyOperation>({ max: MOST });
  return ({ query, operationName }) => {
    const name = operationName ?? undefined;
    const hash = createHash('sha256').update(query).digest('hex');
    const operation = `${hash}/${name ?? ''}`;
    const earlier = known.get(operation);
    if (earlier) return earlier;
    try {
      const document = parse(query, { maxTokens: limits.tokens });
      const errors = validate(supergraph.apiSchema, document, rules, { maxErrors: 20 });
      if (errors.length > 0) return { errors };
      const ready = { document, operation, prepared: plans.prepare(hash, document, name) };
      known.set(operation, ready);
      return ready;
    } catch (error) {
      if (error instanceof GraphQLError) return { errors: [error] };
      throw error;
    }
  };
}
