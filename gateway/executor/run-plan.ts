/**
 * Runs a compiled plan. A failed fetch never stops the others: its records get null for what was asked, so that
 * fields computed from them (`@requires`) still run and can say which source is missing.
 */
import type { GatewayRequest } from '../../subgraphs/kit/subgraph.js';
import type { SubgraphAnswer, SubgraphError, SubgraphSource } from '../data-sources/source.js';
import type { FetchStep, Step } from './compile-plan.js';
import { isRecord, mergeInto, type Json } from './merge.js';
import { collect, locate, type ResponsePath } from './paths.js';
import { identityOf, selectFrom } from './representation.js';
import { applyRewrites, type TypeTest } from './rewrites.js';

/** An error of a subgraph with its place in the whole answer. */
export interface FetchFailure {
  readonly subgraph: string;
  readonly error: SubgraphError;
  /** Undefined when the error concerns no single place. */
  readonly path: ResponsePath | undefined;
}

export type FetchObserver = (fetch: {
  subgraph: string;
  ms: number;
  outcome: 'OK' | 'PARTIAL' | 'FAILED';
}) => void;

/** One client request while it runs. */
export interface Run {
  readonly sources: Readonly<Record<string, SubgraphSource>>;
  readonly isOfType: TypeTest;
  readonly request: GatewayRequest;
  readonly signal?: AbortSignal | undefined;
  /** Variables as the client sent them. */
  readonly variables: Json;
  /** Variables with defaults filled in, for conditions. */
  readonly coerced: Json;
  readonly data: Json;
  readonly failures: FetchFailure[];
  /** Of a subscription: field → value. */
  readonly event?: Json | undefined;
  readonly observe: FetchObserver;
}

export async function runStep(step: Step, run: Run): Promise<void> {
  switch (step.kind) {
    case 'Fetch':
      return runFetch(step, run);
    case 'Sequence':
      for (const child of step.steps) await runStep(child, run);
      return;
    case 'Parallel':
      await Promise.all(step.steps.map((child) => runStep(child, run)));
      return;
    case 'Condition': {
      const branch = run.coerced[step.variable] === true ? step.then : step.otherwise;
      if (branch) await runStep(branch, run);
    }
  }
}

async function runFetch(step: FetchStep, run: Run): Promise<void> {
  const targets = step.pattern.length === 0 ? [run.data] : collect(run.data, step.pattern);
  if (targets.length === 0) return;
  if (step.node.requires) await fetchEntities(step, run, targets);
  else await fetchRoot(step, run, targets);
}

async function fetchRoot(step: FetchStep, run: Run, targets: readonly Json[]): Promise<void> {
  const { data, errors } = await send(step, run, variablesOf(step, run));
  if (data) {
    if (step.node.outputRewrites) applyRewrites(step.node.outputRewrites, data, run.isOfType);
    for (const target of targets) mergeInto(target, data);
  }
  for (const error of errors ?? []) {
    const path = error.path ?? step.requested[0]?.keys.slice(0, 1) ?? [];
    run.failures.push({ subgraph: step.node.serviceName, error, path: [...step.pattern, ...path] });
  }
}

/** Representations, and for each the positions of the targets it stands for. */
interface Batch {
  readonly representations: Json[];
  readonly positions: number[][];
}

async function fetchEntities(step: FetchStep, run: Run, targets: readonly Json[]): Promise<void> {
  const batch = createBatch(step, run, targets);
  if (batch.representations.length === 0) return;
  const variables = variablesOf(step, run);
  variables['representations'] = batch.representations;
  const { data, errors } = await send(step, run, variables);
  const answered = Array.isArray(data?.['_entities']) ? (data['_entities'] as unknown[]) : [];
  for (let i = 0; i < batch.positions.length; i += 1) {
    const entity = answered[i];
    if (isRecord(entity) && step.node.outputRewrites)
      applyRewrites(step.node.outputRewrites, entity, run.isOfType);
    for (const position of batch.positions[i] as number[]) {
      const target = targets[position] as Json;
      if (isRecord(entity)) mergeInto(target, entity);
      else fillWithNull(step, target, run.isOfType);
    }
  }
  if (errors?.length) reportEntityErrors(step, run, batch, errors);
}

function createBatch(step: FetchStep, run: Run, targets: readonly Json[]): Batch {
  const batch: Batch = { representations: [], positions: [] };
  const known = new Map<string, number>();
  for (let i = 0; i < targets.length; i += 1) {
    const representation = selectFrom(targets[i] as Json, step.node.requires ?? [], run.isOfType);
    if (!representation?.['__typename']) continue;
    if (step.node.inputRewrites) applyRewrites(step.node.inputRewrites, representation, run.isOfType);
    const identity = identityOf(representation);
    const earlier = identity === undefined ? undefined : known.get(identity);
    if (earlier === undefined) {
      if (identity !== undefined) known.set(identity, batch.representations.length);
      batch.representations.push(representation);
      batch.positions.push([i]);
    } else {
      batch.positions[earlier]?.push(i);
    }
  }
  return batch;
}

function fillWithNull(step: FetchStep, target: Json, isOfType: TypeTest): void {
  for (const { type, keys } of step.requested) {
    if (type !== undefined && !isOfType(target['__typename'], type)) continue;
    for (const key of keys) if (target[key] === undefined) target[key] = null;
  }
}

function reportEntityErrors(step: FetchStep, run: Run, batch: Batch, errors: readonly SubgraphError[]): void {
  const places = locate(run.data, step.pattern);
  const firstKey = step.requested[0]?.keys.slice(0, 1) ?? [];
  for (const error of errors) {
    const [, index] = error.path ?? [];
    const position = batch.positions[typeof index === 'number' ? index : 0]?.[0] ?? 0;
    const within = typeof index === 'number' ? (error.path ?? []).slice(2) : [];
    const path = [...(places[position] ?? []), ...(within.length > 0 ? within : firstKey)];
    run.failures.push({ subgraph: step.node.serviceName, error, path });
  }
}

/** Variables go on as the client sent them; the subgraph's operation declares types and defaults itself. */
function variablesOf(step: FetchStep, run: Run): Json {
  const variables: Json = {};
  for (const name of step.node.variableUsages ?? []) {
    if (run.variables[name] !== undefined) variables[name] = run.variables[name];
  }
  return variables;
}

async function send(step: FetchStep, run: Run, variables: Json): Promise<SubgraphAnswer> {
  const { serviceName, operation, operationName } = step.node;
  const started = performance.now();
  const { request, signal } = run;
  const root = step.answersEvent ? run.event : undefined;
  const answer = await (run.sources[serviceName] as SubgraphSource)
    .fetch({ query: operation, operationName, variables, request, signal, root })
    .catch((error: unknown): SubgraphAnswer => ({
      errors: [{ message: `The subgraph ${serviceName} failed`, originalError: error }],
    }));
  const outcome = !answer.data ? 'FAILED' : answer.errors?.length ? 'PARTIAL' : 'OK';
  run.observe({ subgraph: serviceName, ms: performance.now() - started, outcome });
  if (answer.data || answer.errors?.length) return answer;
  return { errors: [{ message: `The subgraph ${serviceName} answered neither data nor errors` }] };
}
