import { describe, expect, it } from '@jest/globals';
import {
  decodeCursor,
  encodeCursor,
  toConnection,
  type Connection,
} from '../../../subgraphs/kit/connection.js';

const rows = ['a', 'b', 'c', 'd', 'e'];
const rules = { field: 'jobs', fallback: 2, most: 3, keyOf: (row: string) => row };

describe('connection', () => {
  it('pages through every row once', () => {
    const seen: string[] = [];
    let after: string | null = null;
    for (let page = 1; page < 10; page += 1) {
      const shown: Connection<string> = toConnection(rows, { after }, rules);
      const { nodes, pageInfo, totalCount } = shown;
      seen.push(...nodes);
      expect([totalCount, pageInfo.hasPreviousPage]).toEqual([5, page > 1]);
      after = pageInfo.endCursor;
      if (!pageInfo.hasNextPage) break;
    }
    expect(seen).toEqual(rows);
  });
  it('continues after a row that is gone', () =>
    expect(toConnection(['a', 'c', 'd'], { after: encodeCursor('b') }, rules).nodes).toEqual(['c', 'd']));
  it('answers an empty page after the last', () => {
    const page = toConnection(rows, { after: encodeCursor('e') }, rules);
    expect([page.nodes, page.pageInfo.hasNextPage, page.pageInfo.endCursor]).toEqual([[], false, null]);
  });
  it.each([0, -1, 4])('refuses first: %s', (first) =>
    expect(() => toConnection(rows, { first }, rules)).toThrow(
      `jobs(first: ${first}) must be between 1 and 3`,
    ),
  );
  it.each(['', 'x', 'YTp4', '%%%'])('refuses the cursor "%s"', (after) =>
    expect(() => toConnection(rows, { after }, rules)).toThrow(/is not a cursor of this list/),
  );
  it('carries any key', () =>
    expect(decodeCursor('jobs', encodeCursor('J-101 é|工地'))).toBe('J-101 é|工地'));
});
