/**
 * What a client hears about failures: one error per upstream system and request, one per distinct other reason,
 * each at a place the client asked for. Anything unforeseen becomes one neutral sentence and goes to the log.
 */
import { GraphQLError } from 'graphql';
import { ERRORS, isUpstreamError } from '../subgraphs/kit/errors.js';
import type { FetchFailure } from './executor/run-plan.js';
import { fieldsOf, type ResponsePath } from './executor/paths.js';
import type { Shape } from './executor/shape.js';
import type { Suppliers } from './executor/suppliers.js';

/** What went wrong inside, for the operator. */
export type ReportInternal = (problem: { subgraph: string; message: string; error: unknown }) => void;

export interface FoldContext {
  readonly requestId: string;
  readonly shape: Shape;
  readonly suppliers: Suppliers;
  readonly report: ReportInternal;
}

/** The only sentence a client reads about a fault of ours. */
export function internalError(requestId: string, path?: ResponsePath): GraphQLError {
  return new GraphQLError(
    `Plumbline could not answer this because of a fault of its own; tell its operator the request id ${requestId}`,
    { path, extensions: { code: 'INTERNAL_SERVER_ERROR', requestId } },
  );
}

/** Folds the failures of one request; the order is that of their first appearance. */
export function foldErrors(failures: readonly FetchFailure[], context: FoldContext): GraphQLError[] {
  const folded = new Map<string, GraphQLError>();
  for (const failure of failures) {
    const { code, message, extensions } = publicFace(failure);
    const key =
      code === 'UPSTREAM_UNAVAILABLE' ? `${code} ${String(extensions['system'])}` : `${code} ${message}`;
    if (code === 'INTERNAL_SERVER_ERROR')
      context.report({ subgraph: failure.subgraph, message: failure.error.message, error: failure.error });
    if (folded.has(key)) continue;
    const path = failure.path && visiblePath(failure.path, context);
    folded.set(
      key,
      code === 'INTERNAL_SERVER_ERROR'
        ? internalError(context.requestId, path)
        : new GraphQLError(message, { path, extensions }),
    );
  }
  return [...folded.values()];
}

interface PublicFace {
  readonly code: string;
  readonly message: string;
  readonly extensions: Record<string, unknown>;
}

const INTERNAL: PublicFace = { code: 'INTERNAL_SERVER_ERROR', message: '', extensions: {} };

function publicFace({ error }: FetchFailure): PublicFace {
  const { originalError } = error;
  if (isUpstreamError(originalError)) {
    const { system, kind: reason, message } = originalError;
    return {
      code: 'UPSTREAM_UNAVAILABLE',
      message,
      extensions: { code: 'UPSTREAM_UNAVAILABLE', system, reason },
    };
  }
  const code = error.extensions?.['code'];
  if (typeof code !== 'string' || !(code in ERRORS) || code === 'INTERNAL_SERVER_ERROR') return INTERNAL;
  const { stacktrace: _stack, serviceName: _service, ...extensions } = error.extensions ?? {};
  return { code, message: error.message, extensions };
}

/** The longest part of the path the client selected; a hidden field gives way to the field computed from it. */
export function visiblePath(
  path: ResponsePath,
  { shape, suppliers }: Pick<FoldContext, 'shape' | 'suppliers'>,
): ResponsePath {
  const visible: (string | number)[] = [];
  for (const part of path) {
    if (typeof part === 'number') {
      visible.push(part);
      continue;
    }
    if (shape.selects(fieldsOf([...visible, part]))) {
      visible.push(part);
      continue;
    }
    const computed = computedFrom([...fieldsOf(visible), part], { shape, suppliers }, new Set());
    return computed === undefined ? trimIndexes(visible) : [...visible, computed];
  }
  return visible;
}

function computedFrom(
  keys: readonly string[],
  context: Pick<FoldContext, 'shape' | 'suppliers'>,
  seen: Set<string>,
): string | undefined {
  const id = keys.join('.');
  if (seen.has(id)) return undefined;
  seen.add(id);
  const place = keys.slice(0, -1);
  const candidates = context.suppliers.get(id) ?? [];
  const direct = candidates.find((key) => context.shape.selects([...place, key]));
  if (direct !== undefined) return direct;
  for (const key of candidates) {
    const further = computedFrom([...place, key], context, seen);
    if (further !== undefined) return further;
  }
  return undefined;
}

function trimIndexes(path: readonly (string | number)[]): ResponsePath {
  let end = path.length;
  while (end > 0 && typeof path[end - 1] === 'number') end -= 1;
  return path.slice(0, end);
}
