/** Executes one prepared operation from variables to a shaped answer. */
import { execute as executeOnSchema, GraphQLError, Kind, type GraphQLSchema } from 'graphql';
import type { GatewayRequest } from '../../subgraphs/kit/subgraph.js';
import type { SubgraphSource } from '../data-sources/source.js';
import { foldErrors, internalError, type ReportInternal } from '../fold-errors.js';
import { VariablesError, type PreparedOperation } from '../planner.js';
import type { Json } from './merge.js';
import { locate } from './paths.js';
import type { TypeTest } from './rewrites.js';
import { runStep, type FetchFailure, type FetchObserver } from './run-plan.js';
import type { BrokenPromise, Shape } from './shape.js';

/** What stays the same from request to request. */
export interface Engine {
  readonly apiSchema: GraphQLSchema;
  readonly sources: Readonly<Record<string, SubgraphSource>>;
  readonly isOfType: TypeTest;
  readonly observe: FetchObserver;
  readonly report: ReportInternal;
}

export interface Answer {
  readonly data?: Json | null;
  readonly errors?: readonly GraphQLError[];
}

export interface ExecuteOptions {
  readonly signal?: AbortSignal | undefined;
  /** Of a subscription: the event it answers, field → value. */
  readonly event?: Json | undefined;
}

export async function executePrepared(
  engine: Engine,
  prepared: PreparedOperation,
  variables: Json,
  request: GatewayRequest,
  { signal, event }: ExecuteOptions = {},
): Promise<Answer> {
  let coerced: Json;
  try {
    coerced = prepared.coerce(variables);
  } catch (error) {
    if (error instanceof VariablesError) return { errors: error.errors.map(asBadInput) };
    throw error;
  }
  const data: Json = {};
  const failures: FetchFailure[] = [];
  const { sources, isOfType, observe, report } = engine;
  if (prepared.step) {
    await runStep(prepared.step, {
      ...{ sources, isOfType, observe, request, signal, event },
      ...{ variables, coerced, data, failures },
    });
  }
  const shape = prepared.shapeFor(coerced);
  if (shape.introspection.length > 0)
    Object.assign(data, await introspect(engine, prepared, shape, variables));
  const broken: BrokenPromise[] = [];
  const shaped = shape.complete(data, broken);
  const context = { requestId: request.id, shape, suppliers: prepared.suppliers, report };
  const errors =
    failures.length > 0 ? foldErrors(failures, context) : explain(broken, data, request.id, report);
  return errors.length > 0 ? { data: shaped, errors } : { data: shaped };
}

function asBadInput(error: GraphQLError): GraphQLError {
  return new GraphQLError(error.message, {
    nodes: error.nodes ?? null,
    extensions: { code: 'BAD_USER_INPUT' },
  });
}

/** A null where the schema promises a value, although no subgraph reported an error: our fault, said once. */
function explain(
  broken: readonly BrokenPromise[],
  data: Json,
  requestId: string,
  report: ReportInternal,
): GraphQLError[] {
  const [first] = broken;
  if (!first) return [];
  const message = `${first.field} has no value, although the schema promises one`;
  report({ subgraph: 'gateway', message, error: undefined });
  const keys = first.pattern.slice(0, -1);
  const parent = locate(data, first.pattern[first.pattern.length - 1] === '@' ? keys.slice(0, -1) : keys)[0];
  const last = first.pattern.filter((part) => part !== '@').at(-1);
  return [internalError(requestId, parent && last !== undefined ? [...parent, last] : undefined)];
}

/** `__schema` and `__type` are answered from the schema clients see. */
async function introspect(
  engine: Engine,
  prepared: PreparedOperation,
  shape: Shape,
  variables: Json,
): Promise<Json> {
  const fragments = prepared.document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  const selectionSet = { kind: Kind.SELECTION_SET, selections: shape.introspection } as const;
  const operation = { ...prepared.operation, selectionSet };
  const result = await executeOnSchema({
    schema: engine.apiSchema,
    document: { kind: Kind.DOCUMENT, definitions: [operation, ...fragments] },
    variableValues: variables,
  });
  if (result.errors?.[0]) throw result.errors[0];
  return result.data as Json;
}
