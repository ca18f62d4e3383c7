/**
 * A subgraph in this process: operations are compiled once and run without parsing or validating again.
 * Unlike the reference executor, compiled operations read a property and never call it: a model holds values,
 * and what must be computed has a resolver.
 */
import { execute, parse, type ExecutionResult } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';
import type { Subgraph } from '../../subgraphs/kit/subgraph.js';
import type { SubgraphAnswer, SubgraphSource } from './source.js';

type Executor = (
  root: object,
  context: object,
  variables: Record<string, unknown>,
) => Promise<SubgraphAnswer>;

export function createInProcessSource(subgraph: Subgraph, maxOperations = 1_000): SubgraphSource {
  const compiled = new LRUCache<string, Executor>({ max: maxOperations });
  const compile = (query: string, operationName: string | undefined): Executor => {
    const key = `${operationName ?? ''}\u0000${query}`;
    const known = compiled.get(key);
    if (known) return known;
    const made = compileOperation(subgraph, query, operationName);
    compiled.set(key, made);
    return made;
  };
  return {
    async fetch({ query, operationName, variables, request, root = {} }) {
      try {
        return await compile(query, operationName)(root, subgraph.contextFor(request), variables);
      } catch (error) {
        return { errors: [{ message: `The subgraph ${subgraph.name} failed`, originalError: error }] };
      }
    },
    close: () => Promise.resolve(),
  };
}

function compileOperation(subgraph: Subgraph, query: string, operationName: string | undefined): Executor {
  const document = parse(query, { noLocation: true });
  const { schema } = subgraph;
  const ready = compileQuery(schema, document, operationName);
  if (isCompiledQuery(ready))
    return async (root, context, variables) => toAnswer(await ready.query(root, context, variables));
  // What the compiler does not know runs in the reference executor, slower and just as right.
  return async (rootValue, contextValue, variableValues) =>
    toAnswer(await execute({ schema, document, operationName, rootValue, contextValue, variableValues }));
}

function toAnswer({ data, errors }: ExecutionResult): SubgraphAnswer {
  return { data, errors };
}
