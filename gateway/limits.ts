/**
 * How large an operation may be. Counted with fragments spread out, before anything is planned, so that a small
 * text cannot cause large work.
 */
import {
  GraphQLError,
  Kind,
  type ASTVisitor,
  type DocumentNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';

export interface Limits {
  /** Levels of nested fields. */
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  readonly rootFields: number;
  /** Fields in all, fragments spread out. */
  readonly fields: number;
  /** Lexical tokens of the document. */
  readonly tokens: number;
  readonly bodyBytes: number;
}

export const DEFAULT_LIMITS: Limits = {
  depth: 15,
  aliases: 50,
  directives: 50,
  rootFields: 20,
  fields: 2_000,
  tokens: 5_000,
  bodyBytes: 1_000_000,
};

/** Size of an operation, fragments spread out. */
export interface OperationSize {
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  readonly rootFields: number;
  readonly fields: number;
}

const LABELS: Readonly<Record<keyof OperationSize, string>> = {
  depth: 'levels deep',
  aliases: 'aliases',
  directives: 'directives',
  rootFields: 'root fields',
  fields: 'fields, fragments spread out',
};

/** A validation rule that reports the first limit an operation exceeds, with its value. */
export function limitRule(limits: Limits): ValidationRule {
  return (context: ValidationContext): ASTVisitor => {
    const document = context.getDocument();
    return {
      Field(node) {
        const alias = node.alias?.value;
        // Names of JavaScript's own object properties cannot be told from missing data.
        if (alias !== undefined && (alias.startsWith('__') || alias in Object.prototype)) {
          context.reportError(
            new GraphQLError(`The alias "${alias}" is reserved; choose another`, {
              nodes: node,
              extensions: { code: 'BAD_USER_INPUT' },
            }),
          );
        }
      },
      OperationDefinition(operation) {
        const size = measure(operation, document);
        for (const key of Object.keys(LABELS) as (keyof OperationSize)[]) {
          if (size[key] <= limits[key]) continue;
          context.reportError(exceeded(key, size[key], limits[key], operation));
          return;
        }
      },
    };
  };
}

function exceeded(
  limit: keyof OperationSize,
  value: number,
  most: number,
  operation: OperationDefinitionNode,
): GraphQLError {
  const name = operation.name ? `Operation ${operation.name.value}` : 'The operation';
  const has = limit === 'depth' ? 'is' : 'has';
  return new GraphQLError(
    `${name} ${has} ${value} ${LABELS[limit]}; at most ${most} are allowed. Split it up.`,
    {
      nodes: operation,
      extensions: { code: 'LIMIT_EXCEEDED', limit, value, most },
    },
  );
}

/** Measures with every fragment looked at once; a fragment that contains itself counts as empty there. */
export function measure(operation: OperationDefinitionNode, document: DocumentNode): OperationSize {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const measured = new Map<string, OperationSize>();

  const ofFragment = (name: string): OperationSize => {
    const known = measured.get(name);
    if (known) return known;
    measured.set(name, NOTHING);
    const fragment = fragments.get(name);
    const size = fragment ? ofSet(fragment.selectionSet) : NOTHING;
    measured.set(name, size);
    return size;
  };
  const ofSet = (set: SelectionSetNode | undefined): OperationSize =>
    (set?.selections ?? []).reduce<OperationSize>((total, selection) => {
      const directives = selection.directives?.length ?? 0;
      if (selection.kind === Kind.FRAGMENT_SPREAD)
        return add(total, ofFragment(selection.name.value), { directives });
      if (selection.kind === Kind.INLINE_FRAGMENT)
        return add(total, ofSet(selection.selectionSet), { directives });
      const inner = ofSet(selection.selectionSet);
      const own = { depth: inner.depth + 1, rootFields: 1 };
      const aliases = selection.alias ? 1 : 0;
      return add(total, { ...inner, ...own }, { directives, aliases, fields: 1 });
    }, NOTHING);
  return add(ofSet(operation.selectionSet), NOTHING, { directives: operation.directives?.length ?? 0 });
}

const NOTHING: OperationSize = { depth: 0, aliases: 0, directives: 0, rootFields: 0, fields: 0 };

function add(a: OperationSize, b: OperationSize, more: Partial<OperationSize>): OperationSize {
  return {
    depth: Math.max(a.depth, b.depth),
    aliases: a.aliases + b.aliases + (more.aliases ?? 0),
    directives: a.directives + b.directives + (more.directives ?? 0),
    rootFields: a.rootFields + b.rootFields,
    fields: a.fields + b.fields + (more.fields ?? 0),
  };
}
