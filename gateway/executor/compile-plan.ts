/**
 * Turns a query plan into steps once, so that running it only visits data:
 * a sequence waits, a parallel does not, a fetch asks one subgraph for the records at one place of the answer.
 */
import type { FetchNode, PlanNode, QueryPlan } from '@apollo/query-planner';
import { Kind, parse, type SelectionSetNode } from 'graphql';
import type { Pattern } from './paths.js';

/** What one `_entities` operation asks for: response keys by the type they are asked on. */
export type RequestedKeys = readonly {
  readonly type: string | undefined;
  readonly keys: readonly string[];
}[];

export interface FetchStep {
  readonly kind: 'Fetch';
  readonly node: FetchNode;
  readonly pattern: Pattern;
  readonly requested: RequestedKeys;
  /** Its root value is the event. */
  readonly answersEvent?: true;
}
export type Step =
  | FetchStep
  | { readonly kind: 'Sequence' | 'Parallel'; readonly steps: readonly Step[] }
  | {
      readonly kind: 'Condition';
      readonly variable: string;
      readonly then: Step | undefined;
      readonly otherwise: Step | undefined;
    };

/**
 * A subscription runs once per event: its first fetch is answered from the event, the rest as in any plan.
 * Undefined for an operation that needs no subgraph (introspection alone).
 */
export function compilePlan(plan: QueryPlan): Step | undefined {
  if (plan.node?.kind !== 'Subscription') return plan.node && compileNode(plan.node, []);
  const { primary, rest } = plan.node;
  const first: FetchStep = { ...compileFetch(primary, []), answersEvent: true };
  return { kind: 'Sequence', steps: rest ? [first, compileNode(rest, [])] : [first] };
}

function compileNode(node: PlanNode, pattern: Pattern): Step {
  switch (node.kind) {
    case 'Sequence':
    case 'Parallel':
      return { kind: node.kind, steps: node.nodes.map((child) => compileNode(child, pattern)) };
    case 'Flatten':
      return compileNode(node.node, [...pattern, ...node.path.map(String)]);
    case 'Condition':
      return {
        kind: 'Condition',
        variable: node.condition,
        then: node.ifClause && compileNode(node.ifClause, pattern),
        otherwise: node.elseClause && compileNode(node.elseClause, pattern),
      };
    case 'Fetch':
      return compileFetch(node, pattern);
    case 'Defer':
      throw new Error('@defer is not offered by this gateway');
  }
}

function compileFetch(node: FetchNode, pattern: Pattern): FetchStep {
  if (node.contextRewrites?.length) throw new Error('@fromContext is not offered by this gateway');
  return { kind: 'Fetch', node, pattern, requested: requestedKeys(node) };
}

function requestedKeys(node: FetchNode): RequestedKeys {
  const document = parse(node.operation, { noLocation: true });
  const fragments = new Map<string, { type: string; set: SelectionSetNode }>();
  let root: SelectionSetNode | undefined;
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) root = definition.selectionSet;
    if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      const { name, typeCondition, selectionSet } = definition;
      fragments.set(name.value, { type: typeCondition.name.value, set: selectionSet });
    }
  }
  const start = node.requires ? entitiesSelection(root) : root;
  const found = new Map<string | undefined, string[]>();
  const visit = (set: SelectionSetNode | undefined, type: string | undefined): void => {
    for (const selection of set?.selections ?? []) {
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        if (key !== '__typename') found.set(type, [...(found.get(type) ?? []), key]);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        visit(selection.selectionSet, selection.typeCondition?.name.value ?? type);
      } else {
        const fragment = fragments.get(selection.name.value);
        visit(fragment?.set, fragment?.type ?? type);
      }
    }
  };
  visit(start, undefined);
  return [...found].map(([type, keys]) => ({ type, keys }));
}

function entitiesSelection(root: SelectionSetNode | undefined): SelectionSetNode | undefined {
  const first = root?.selections[0];
  return first?.kind === Kind.FIELD ? first.selectionSet : undefined;
}

/** Every fetch of a plan, in the order of the plan. */
export function fetchesOf(step: Step | undefined): FetchStep[] {
  if (!step) return [];
  if (step.kind === 'Fetch') return [step];
  if (step.kind === 'Condition') return [...fetchesOf(step.then), ...fetchesOf(step.otherwise)];
  return step.steps.flatMap(fetchesOf);
}
