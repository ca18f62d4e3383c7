/** Builds the representation of a record that `_entities` asks for: its key and what `@requires` names. */
import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import { mergeInto, type Json } from './merge.js';
import type { TypeTest } from './rewrites.js';

/** Undefined when the record lacks a field that is asked for (an earlier fetch for it did not happen). */
export function selectFrom(
  record: Json,
  selections: readonly QueryPlanSelectionNode[],
  isOfType: TypeTest,
): Json | undefined {
  const selected: Json = {};
  for (const selection of selections) {
    if (selection.kind === 'Field') {
      const key = selection.alias ?? selection.name;
      const value = selectValue(record[key], selection.selections, isOfType);
      if (value === undefined) return undefined;
      selected[key] = value;
    } else if (
      selection.typeCondition !== undefined &&
      isOfType(record['__typename'], selection.typeCondition)
    ) {
      const part = selectFrom(record, selection.selections, isOfType);
      if (part) mergeInto(selected, part);
    }
  }
  return selected;
}

function selectValue(
  value: unknown,
  selections: readonly QueryPlanSelectionNode[] | undefined,
  isOfType: TypeTest,
): unknown {
  if (value === undefined || value === null || !selections) return value;
  if (!Array.isArray(value)) return selectFrom(value as Json, selections, isOfType) ?? null;
  return value.map((item: unknown) => selectValue(item, selections, isOfType) ?? null);
}

/**
 * Text that is equal for equal representations, so that a record met many times is asked for once. Undefined for
 * a representation with nested parts, where comparing costs more than it saves.
 */
export function identityOf(representation: Json): string | undefined {
  let identity = '';
  for (const key in representation) {
    const value = representation[key];
    if (typeof value === 'object' && value !== null) return undefined;
    identity += `${key}\u0000${typeof value}\u0000${String(value)}\u0001`;
  }
  return identity;
}
