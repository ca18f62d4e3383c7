/**
 * Search domains: lists in prefix notation with '&' '|' '!' and leaves [field, operator, value]. Leaves without an
 * operator between them are and-ed. Dotted fields look through relations. Mistakes answer ValueError, as the ERP does.
 */
import { leafPlan } from './leaf.js';
import type { Database, Row, Value } from './database.js';
import { valueError } from './errors.js';
import type { Model } from './schema.js';

export interface Plan {
  readonly test: (row: Row) => boolean;
  /** Ids outside of which no row can match; absent when only a scan tells. */
  readonly within?: readonly ReadonlySet<number>[];
}

type Node =
  | { readonly kind: 'and' | 'or'; readonly left: Node; readonly right: Node }
  | { readonly kind: 'not'; readonly node: Node }
  | { readonly kind: 'leaf'; readonly field: string; readonly operator: string; readonly value: Value }
  | { readonly kind: 'true' };

export function planOf(db: Database, model: Model, domain: Value): Plan {
  return plan(db, model, parse(domain));
}

/** Rows that match, in order of id unless an index answers; record rules and `active` are the caller's business. */
export function matching(db: Database, model: Model, domain: Value): Row[] {
  const { test, within } = planOf(db, model, domain);
  const { rows } = db.table(model.name);
  const found: Row[] = [];
  if (!within) {
    for (const row of rows.values()) if (test(row)) found.push(row);
    return found;
  }
  const seen = within.length > 1 ? new Set<number>() : undefined;
  for (const ids of within)
    for (const id of ids) {
      if (seen?.has(id)) continue;
      seen?.add(id);
      const row = rows.get(id);
      if (row && test(row)) found.push(row);
    }
  return found;
}

function parse(domain: Value): Node {
  if (!Array.isArray(domain)) throw valueError(`Domain() invalid item in domain: ${JSON.stringify(domain)}`);
  const items = domain as readonly Value[];
  const stack: Node[] = [];
  for (let at = items.length - 1; at >= 0; at -= 1) stack.push(toNode(items[at] ?? false, stack));
  let tree = stack.pop() ?? { kind: 'true' };
  for (let next = stack.pop(); next; next = stack.pop()) tree = { kind: 'and', left: tree, right: next };
  return tree;
}

function toNode(item: Value, stack: Node[]): Node {
  const take = (): Node => {
    const node = stack.pop();
    if (!node) throw valueError(`Domain() malformed: ${JSON.stringify(item)} has too few operands`);
    return node;
  };
  if (item === '&') return { kind: 'and', left: take(), right: take() };
  if (item === '|') return { kind: 'or', left: take(), right: take() };
  if (item === '!') return { kind: 'not', node: take() };
  const [field, operator, value = false] = Array.isArray(item) ? (item as readonly Value[]) : [];
  if ((field === 1 || field === 0) && operator === '=')
    return value === field ? { kind: 'true' } : { kind: 'not', node: { kind: 'true' } };
  if (typeof field !== 'string' || typeof operator !== 'string')
    throw valueError(`Domain() invalid item in domain: ${JSON.stringify(item)}`);
  return { kind: 'leaf', field, operator: operator.toLowerCase(), value };
}

function plan(db: Database, model: Model, node: Node): Plan {
  switch (node.kind) {
    case 'true':
      return { test: () => true };
    case 'not': {
      const { test } = plan(db, model, node.node);
      return { test: (row) => !test(row) };
    }
    case 'leaf':
      return leafPlan({ db, model, matching }, node.field, node.operator, node.value);
    case 'and':
      return andPlan(plan(db, model, node.left), plan(db, model, node.right));
    case 'or':
      return orPlan(plan(db, model, node.left), plan(db, model, node.right));
    default:
      return node satisfies never;
  }
}

const size = (within: Plan['within']): number =>
  within ? within.reduce((sum, set) => sum + set.size, 0) : Number.POSITIVE_INFINITY;

function andPlan(left: Plan, right: Plan): Plan {
  const within = size(left.within) <= size(right.within) ? left.within : right.within;
  const test = (row: Row): boolean => left.test(row) && right.test(row);
  return within ? { test, within } : { test };
}

function orPlan(left: Plan, right: Plan): Plan {
  const test = (row: Row): boolean => left.test(row) || right.test(row);
  return left.within && right.within ? { test, within: [...left.within, ...right.within] } : { test };
}
