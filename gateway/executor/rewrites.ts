/** Rewrites the planner asks for: set a `__typename`, or rename an aliased field back. */
import type { FetchNode } from '@apollo/query-planner';
import { isAbstractType, isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';
import { isRecord, type Json } from './merge.js';

export type Rewrite = NonNullable<FetchNode['inputRewrites']>[number];
export type TypeTest = (typename: unknown, condition: string) => boolean;

const FRAGMENT = '... on ';

/** Whether a record of one type satisfies a type condition, remembered per pair. */
export function createTypeTest(schema: GraphQLSchema): TypeTest {
  const known = new Map<string, boolean>();
  return (typename, condition) => {
    if (typename === condition) return true;
    if (typeof typename !== 'string') return false;
    const pair = `${typename} ${condition}`;
    let answer = known.get(pair);
    if (answer === undefined) {
      const type = schema.getType(typename);
      const wanted = schema.getType(condition);
      answer =
        isAbstractType(wanted) &&
        (isObjectType(type) || isInterfaceType(type)) &&
        schema.isSubType(wanted, type);
      known.set(pair, answer);
    }
    return answer;
  };
}

export function applyRewrites(rewrites: readonly Rewrite[], value: unknown, isOfType: TypeTest): void {
  for (const rewrite of rewrites) applyAt(rewrite, 0, value, isOfType);
}

function applyAt(rewrite: Rewrite, at: number, value: unknown, isOfType: TypeTest): void {
  if (Array.isArray(value)) {
    for (const item of value) applyAt(rewrite, at, item, isOfType);
    return;
  }
  const part = rewrite.path[at];
  if (!isRecord(value) || part === undefined) return;
  if (at === rewrite.path.length - 1) {
    applyTo(rewrite, part, value);
    return;
  }
  if (!part.startsWith(FRAGMENT)) {
    applyAt(rewrite, at + 1, value[part], isOfType);
    return;
  }
  const typename = value['__typename'];
  if (typename === undefined || isOfType(typename, part.slice(FRAGMENT.length))) {
    applyAt(rewrite, at + 1, value, isOfType);
  }
}

function applyTo(rewrite: Rewrite, field: string, record: Json): void {
  if (rewrite.kind === 'ValueSetter') {
    record[field] = rewrite.setValueTo;
  } else if (field in record && record[field] !== undefined) {
    record[rewrite.renameKeyTo] = record[field];
    record[field] = undefined;
  }
}
