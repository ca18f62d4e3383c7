/**
 * Shapes the gathered data into the client's answer: only what was asked, under its aliases, in its order, nulls
 * carried up to the nearest nullable field. Compiled once per operation and set of `@skip`/`@include` conditions.
 */
import {
  getNamedType,
  isAbstractType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import { collectFields, type Selected, type SelectionContext } from './collect-fields.js';
import { isRecord, type Json } from './merge.js';
import type { Pattern } from './paths.js';

/** `undefined` says: a null where the schema promises a value; the enclosing field must become null. */
type Complete = (value: unknown, broken: BrokenPromise[]) => unknown;

/** A null that the schema does not allow: where, and the coordinate of the field. */
export interface BrokenPromise {
  readonly pattern: Pattern;
  readonly field: string;
}

export interface Shape {
  /** Shapes the data; null when the whole answer had to become null. Broken promises are added to the list. */
  readonly complete: (data: Json, broken: BrokenPromise[]) => Json | null;
  /** Root selections of `__schema` and `__type`, which no subgraph answers. */
  readonly introspection: readonly FieldNode[];
  /** Whether the client selected this chain of response keys. */
  readonly selects: (keys: readonly string[]) => boolean;
}

export function compileShape(root: GraphQLObjectType, context: SelectionContext): Shape {
  const selected = collectFields(context, root, context.rootSelections);
  const introspection = selected
    .filter(({ name }) => name === '__schema' || name === '__type')
    .flatMap(({ nodes }) => nodes);
  const complete = completeObject(context, root, selected, []);
  return {
    introspection,
    complete: (data, broken) => (complete(data, broken) ?? null) as Json | null,
    selects: (keys) => isSelected(context, root, selected, keys),
  };
}

interface ShapeField {
  readonly key: string;
  /** Set for `__typename` of a known type. */
  readonly constant: string | undefined;
  readonly complete: Complete;
}

function completeObject(
  context: SelectionContext,
  type: GraphQLObjectType,
  selected: readonly Selected[],
  pattern: Pattern,
): Complete {
  const fields = selected.map((field) => toShapeField(context, type, field, pattern));
  return (value, broken) => {
    if (!isRecord(value)) return null;
    const shaped: Json = {};
    for (const { key, constant, complete } of fields) {
      const completed = constant ?? complete(value[key], broken);
      if (completed === undefined) return null;
      shaped[key] = completed;
    }
    return shaped;
  };
}

function toShapeField(
  context: SelectionContext,
  parent: GraphQLObjectType,
  { key, name, nodes }: Selected,
  pattern: Pattern,
): ShapeField {
  if (name === '__typename') return { key, constant: parent.name, complete: () => parent.name };
  // Introspection is answered by the schema itself and put into the data before shaping.
  const definition = parent.getFields()[name];
  if (!definition) return { key, constant: undefined, complete: (value) => value ?? null };
  const field = `${parent.name}.${name}`;
  const complete = completeType(context, definition.type, nodes, [...pattern, key], field);
  return { key, constant: undefined, complete };
}

function completeType(
  context: SelectionContext,
  type: GraphQLOutputType,
  nodes: readonly FieldNode[],
  pattern: Pattern,
  field: string,
): Complete {
  if (isNonNullType(type)) {
    const complete = completeType(context, type.ofType, nodes, pattern, field);
    return (value, broken) => {
      const before = broken.length;
      const completed = complete(value, broken);
      if (completed !== null) return completed;
      if (broken.length === before) broken.push({ pattern, field });
      return undefined;
    };
  }
  if (isListType(type)) {
    const complete = completeType(context, type.ofType, nodes, [...pattern, '@'], field);
    return (value, broken) => completeList(value, complete, broken);
  }
  if (isEnumType(type)) {
    // A value that is hidden from clients is null to them.
    const names = new Set<unknown>(type.getValues().map(({ name }) => name));
    return (value) => (names.has(value) ? value : null);
  }
  if (isLeafType(type)) return (value) => value ?? null;
  if (isObjectType(type)) return completeRecord(context, type, nodes, pattern);
  return completeAbstract(context, type, nodes, pattern);
}

function completeList(value: unknown, complete: Complete, broken: BrokenPromise[]): unknown {
  if (!Array.isArray(value)) return null;
  const shaped = new Array<unknown>(value.length);
  for (let i = 0; i < value.length; i += 1) {
    const completed = complete(value[i], broken);
    if (completed === undefined) return null;
    shaped[i] = completed;
  }
  return shaped;
}

function completeRecord(
  context: SelectionContext,
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
  pattern: Pattern,
): Complete {
  return completeObject(context, type, collectFields(context, type, selectionsOf(nodes)), pattern);
}

function completeAbstract(
  context: SelectionContext,
  type: GraphQLOutputType,
  nodes: readonly FieldNode[],
  pattern: Pattern,
): Complete {
  const byType = new Map<unknown, Complete>();
  for (const possible of possibleTypes(context.schema, type))
    byType.set(possible.name, completeRecord(context, possible, nodes, pattern));
  return (value, broken) => {
    const complete = isRecord(value) ? byType.get(value['__typename']) : undefined;
    return complete ? complete(value, broken) : null;
  };
}

function possibleTypes(schema: GraphQLSchema, type: GraphQLOutputType): readonly GraphQLObjectType[] {
  return isAbstractType(type) ? schema.getPossibleTypes(type) : isObjectType(type) ? [type] : [];
}

function selectionsOf(nodes: readonly FieldNode[]): FieldNode['selectionSet'][] {
  return nodes.map(({ selectionSet }) => selectionSet);
}

function isSelected(
  context: SelectionContext,
  parent: GraphQLObjectType,
  selected: readonly Selected[],
  keys: readonly string[],
): boolean {
  const [key, ...rest] = keys;
  const field = selected.find((candidate) => candidate.key === key);
  if (!field) return false;
  if (rest.length === 0) return true;
  const definition = parent.getFields()[field.name];
  if (!definition) return false;
  return possibleTypes(context.schema, getNamedType(definition.type)).some((type) =>
    isSelected(context, type, collectFields(context, type, selectionsOf(field.nodes)), rest),
  );
}
