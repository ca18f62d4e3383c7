/** Prepares operations: plans them, compiles the plan and the answer's shape, and keeps both for the next time. */
import { operationFromDocument } from '@apollo/federation-internals';
import {
  getOperationAST,
  getVariableValues,
  GraphQLError,
  Kind,
  visit,
  type DocumentNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { compilePlan, type Step } from './executor/compile-plan.js';
import { findSuppliers, type Suppliers } from './executor/suppliers.js';
import { compileShape, type Shape } from './executor/shape.js';
import type { LoadedSupergraph } from './supergraph.js';

export interface PreparedOperation {
  readonly operation: OperationDefinitionNode;
  readonly document: DocumentNode;
  readonly step: Step | undefined;
  readonly suppliers: Suppliers;
  /** The answer's shape under these condition values. */
  shapeFor(coerced: Readonly<Record<string, unknown>>): Shape;
  /** Variables with defaults. Throws BAD_USER_INPUT errors as a list. */
  coerce(variables: Readonly<Record<string, unknown>>): Record<string, unknown>;
}

export interface PlanCache {
  /** @param key identifies the document's text; the operation name is added here. */
  prepare(key: string, document: DocumentNode, operationName: string | undefined): PreparedOperation;
}

export type PlanCacheObserver = (outcome: 'HIT' | 'MISS') => void;

/** Thrown when variables do not fit; carries every reason. */
export class VariablesError extends Error {
  override readonly name = 'VariablesError';
  constructor(readonly errors: readonly GraphQLError[]) {
    super('The variables do not fit the operation');
  }
}

export function createPlanCache(
  supergraph: LoadedSupergraph,
  maxEntries: number,
  observe: PlanCacheObserver = () => undefined,
): PlanCache {
  const prepared = new LRUCache<string, PreparedOperation>({ max: maxEntries });
  return {
    prepare(key, document, operationName) {
      const id = `${key}\u0000${operationName ?? ''}`;
      const known = prepared.get(id);
      observe(known ? 'HIT' : 'MISS');
      if (known) return known;
      const made = prepareOperation(supergraph, document, operationName);
      prepared.set(id, made);
      return made;
    },
  };
}

function prepareOperation(
  supergraph: LoadedSupergraph,
  document: DocumentNode,
  operationName: string | undefined,
): PreparedOperation {
  const operation = getOperationAST(document, operationName);
  if (!operation) throw new GraphQLError(`The document has no operation named "${operationName ?? ''}"`);
  const planned = operationFromDocument(supergraph.planningSchema, document, {
    ...(operationName !== undefined && { operationName }),
    validate: false,
  });
  const step = compilePlan(supergraph.planner.buildQueryPlan(planned));
  return {
    operation,
    document,
    step,
    suppliers: findSuppliers(step),
    shapeFor: createShapes(supergraph, document, operation),
    coerce(variables) {
      const definitions = operation.variableDefinitions ?? [];
      const { coerced, errors } = getVariableValues(supergraph.apiSchema, definitions, variables, {
        maxErrors: 20,
      });
      if (errors) throw new VariablesError(errors);
      return coerced;
    },
  };
}

/** One shape per combination of condition values; an operation seldom has more than two. */
function createShapes(
  supergraph: LoadedSupergraph,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): PreparedOperation['shapeFor'] {
  const root = supergraph.apiSchema.getRootType(operation.operation);
  if (!root) throw new GraphQLError(`The graph offers no ${operation.operation} operations`);
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const names = conditionVariables(document);
  const shapes = new LRUCache<string, Shape>({ max: 16 });
  return (coerced) => {
    const key = names.map((name) => (coerced[name] === true ? '1' : '0')).join('');
    const known = shapes.get(key);
    if (known) return known;
    const context = {
      schema: supergraph.apiSchema,
      fragments,
      rootSelections: [operation.selectionSet],
      conditions: Object.fromEntries(names.map((name) => [name, coerced[name]])),
    };
    const shape = compileShape(root, context);
    shapes.set(key, shape);
    return shape;
  };
}

function conditionVariables(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive(node) {
      const value = node.arguments?.[0]?.value;
      if ((node.name.value === 'skip' || node.name.value === 'include') && value?.kind === Kind.VARIABLE)
        names.add(value.name.value);
    },
  });
  return [...names];
}
