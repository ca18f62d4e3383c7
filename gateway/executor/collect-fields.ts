/** Which fields an operation selects on one concrete type, fragments and conditions applied, in document order. */
import {
  isAbstractType,
  Kind,
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

export interface SelectionContext {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly rootSelections: readonly (SelectionSetNode | undefined)[];
  /** Values of the variables that `@skip` and `@include` use. */
  readonly conditions: Readonly<Record<string, unknown>>;
}

export interface Selected {
  /** Response key: the alias, or the name. */
  readonly key: string;
  readonly name: string;
  /** Every occurrence; their sub-selections are merged. */
  readonly nodes: FieldNode[];
}

export function collectFields(
  context: SelectionContext,
  type: GraphQLObjectType,
  sets: readonly (SelectionSetNode | undefined)[],
): Selected[] {
  const found = new Map<string, Selected>();
  const visited = new Set<string>();
  const visit = (selection: SelectionNode): void => {
    if (!isIncluded(context, selection.directives)) return;
    if (selection.kind === Kind.FIELD) {
      const key = selection.alias?.value ?? selection.name.value;
      const known = found.get(key);
      if (known) known.nodes.push(selection);
      else found.set(key, { key, name: selection.name.value, nodes: [selection] });
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      const condition = selection.typeCondition?.name.value;
      if (applies(context.schema, type, condition)) selection.selectionSet.selections.forEach(visit);
    } else if (!visited.has(selection.name.value)) {
      visited.add(selection.name.value);
      const fragment = context.fragments.get(selection.name.value);
      if (fragment && applies(context.schema, type, fragment.typeCondition.name.value))
        fragment.selectionSet.selections.forEach(visit);
    }
  };
  for (const set of sets) set?.selections.forEach(visit);
  return [...found.values()];
}

function applies(schema: GraphQLSchema, type: GraphQLObjectType, condition: string | undefined): boolean {
  if (condition === undefined || condition === type.name) return true;
  const wanted = schema.getType(condition);
  return isAbstractType(wanted) && schema.isSubType(wanted, type);
}

function isIncluded(context: SelectionContext, directives: readonly DirectiveNode[] | undefined): boolean {
  for (const directive of directives ?? []) {
    const { value: name } = directive.name;
    if (name !== 'skip' && name !== 'include') continue;
    const value = directive.arguments?.[0]?.value;
    const holds =
      value?.kind === Kind.VARIABLE
        ? context.conditions[value.name.value] === true
        : value?.kind === Kind.BOOLEAN && value.value;
    if (holds === (name === 'skip')) return false;
  }
  return true;
}
