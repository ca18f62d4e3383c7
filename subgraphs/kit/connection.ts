/** Relay paging over a list that is already in memory, in a stable order, with a stable key per row. */
import { publicError } from './errors.js';

export interface PageArgs {
  readonly first?: number | null;
  readonly after?: string | null;
}
export interface Edge<T> {
  readonly cursor: string;
  readonly node: T;
}
export interface Connection<T> {
  readonly edges: Edge<T>[];
  readonly nodes: T[];
  readonly totalCount: number;
  readonly pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
}

export function encodeCursor(key: string): string {
  return Buffer.from(`k:${key}`).toString('base64url');
}

/** Throws BAD_USER_INPUT for text that is no cursor of ours. */
export function decodeCursor(field: string, cursor: string): string {
  const decoded = Buffer.from(cursor, 'base64url').toString('utf8');
  if (decoded.startsWith('k:') && encodeCursor(decoded.slice(2)) === cursor) return decoded.slice(2);
  throw publicError(
    'BAD_USER_INPUT',
    `${field}(after: "${cursor}") is not a cursor of this list; use pageInfo.endCursor of the page before, or leave it out`,
  );
}

/** Checks `first` against its bound. Throws BAD_USER_INPUT that names the field, the value and the bound. */
export function pageSize(
  field: string,
  first: number | null | undefined,
  fallback: number,
  most: number,
): number {
  const size = first ?? fallback;
  if (size >= 1 && size <= most) return size;
  throw publicError(
    'BAD_USER_INPUT',
    `${field}(first: ${size}) must be between 1 and ${most}; ask for pages with pageInfo.endCursor`,
  );
}

export interface PageRules<T> {
  /** Name of the field, for error messages. */
  readonly field: string;
  readonly fallback: number;
  readonly most: number;
  /** A row's stable, unique key; rows must be sorted by it. */
  readonly keyOf: (row: T) => string;
}

export function toConnection<T>(rows: readonly T[], args: PageArgs, rules: PageRules<T>): Connection<T> {
  const size = pageSize(rules.field, args.first, rules.fallback, rules.most);
  const after = args.after == null ? undefined : decodeCursor(rules.field, args.after);
  const start = after === undefined ? 0 : rows.findIndex((row) => rules.keyOf(row) > after);
  const page = start < 0 ? [] : rows.slice(start, start + size);
  const edges = page.map((node) => ({ cursor: encodeCursor(rules.keyOf(node)), node }));
  return {
    edges,
    nodes: page,
    totalCount: rows.length,
    pageInfo: {
      hasNextPage: start >= 0 && start + size < rows.length,
      hasPreviousPage: start !== 0 && rows.length > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
