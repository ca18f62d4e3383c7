/**
 * Which selected field a hidden one was fetched for: `project.ledger` supplies `cost`. An error of the hidden
 * field is then reported where the client can see it.
 */
import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import { fetchesOf, type Step } from './compile-plan.js';
import { fieldsOf } from './paths.js';

/** Field path (`projects.nodes.ledger`) → response keys computed from it beside it (`cost`). */
export type Suppliers = ReadonlyMap<string, readonly string[]>;

export function findSuppliers(step: Step | undefined): Suppliers {
  const suppliers = new Map<string, string[]>();
  for (const fetch of fetchesOf(step)) {
    const place = fieldsOf(fetch.pattern);
    const supplied = fetch.requested.flatMap(({ keys }) => keys);
    for (const key of requiredKeys(fetch.node.requires ?? [])) {
      const path = [...place, key].join('.');
      suppliers.set(path, [...(suppliers.get(path) ?? []), ...supplied]);
    }
  }
  return suppliers;
}

function requiredKeys(selections: readonly QueryPlanSelectionNode[]): string[] {
  return selections.flatMap((selection) =>
    selection.kind === 'Field' ? [selection.alias ?? selection.name] : requiredKeys(selection.selections),
  );
}
