import { describe, expect, it } from '@jest/globals';
import { graphql } from 'graphql';
import type { CrosswalkEntry, CrosswalkPage, Store } from '../../../store/store.js';
import type { Actor } from '../../../subgraphs/kit/actor.js';
import {
  createWorkflowsSubgraph,
  workflowsSettings,
  type WorkflowsOptions,
} from '../../../subgraphs/workflows/index.js';

const entry = (id: string, company: string | null, canonicalId: string | null): CrosswalkEntry => ({
  id,
  kind: 'PROJECT',
  system: 'scheduling',
  externalId: `x-${id}`,
  label: `Label ${id}`,
  company,
  canonicalId,
  canonicalNumber: canonicalId && 'J-101',
  matchedBy: canonicalId === null ? null : 'RULE',
  rule: canonicalId && 'EXACT',
  matchedAt: canonicalId === null ? null : new Date('2026-10-05T07:30:00Z'),
  problem: canonicalId === null ? 'nothing has this name' : null,
  url: null,
  attributes: {},
});
const rows = [
  entry('a', 'NB', 'prj_1'),
  entry('b', 'NB', null),
  entry('c', 'SC', 'prj_2'),
  entry('d', null, null),
];

/** Answers pages from `rows`, like the store does; `leaky` forgets the companies. */
function subgraphOver(leaky = false) {
  const asked: CrosswalkPage[] = [];
  const page = (query: CrosswalkPage) => {
    asked.push(query);
    const { companies, first, after = '' } = query;
    const seen = rows.filter(
      (row) => leaky || companies === '*' || (row.company !== null && companies.includes(row.company)),
    );
    const rest = seen.filter((row) => row.id > after);
    return Promise.resolve({
      entries: rest.slice(0, first),
      total: seen.length,
      hasNext: rest.length > first,
    });
  };
  const options = {
    store: { crosswalk: { page }, events: {}, kind: 'pglite' } as unknown as Store,
    settings: workflowsSettings.parse({}),
    systems: {} as WorkflowsOptions['systems'],
    companies: [],
    now: () => new Date(0),
    today: () => '2026-10-05',
    log: () => undefined,
  };
  return { asked, subgraph: createWorkflowsSubgraph(options) };
}

const everyone: Actor = { id: 'u1', roles: ['admin'], companies: '*', projects: '*' };
const southOnly: Actor = { ...everyone, companies: ['SC'] };

async function ask(args: string, actor = everyone, leaky = false) {
  const { asked, subgraph } = subgraphOver(leaky);
  const source = `{ crosswalk${args} { totalCount nodes { id company canonicalNumber matchedAt problem }
    pageInfo { hasNextPage hasPreviousPage endCursor } } }`;
  const contextValue = subgraph.contextFor({ id: 'r1', actor });
  const result = await graphql({ schema: subgraph.schema, source, contextValue });
  return { asked, errors: result.errors, answer: JSON.parse(JSON.stringify(result.data)) as Answer | null };
}
interface Answer {
  crosswalk: {
    totalCount: number;
    nodes: { id: string }[];
    pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string | null };
  };
}

describe('Query.crosswalk', () => {
  it('pages through every entry once', async () => {
    const seen: string[] = [];
    let args = '(first: 3)';
    for (let pages = 1; ; pages += 1) {
      const { answer } = await ask(args);
      const { nodes, pageInfo, totalCount } = answer!.crosswalk;
      seen.push(...nodes.map((node) => node.id));
      expect(totalCount).toBe(4);
      expect(pageInfo.hasPreviousPage).toBe(pages > 1);
      if (!pageInfo.hasNextPage) break;
      args = `(first: 3, after: "${pageInfo.endCursor}")`;
    }
    expect(seen).toEqual(['a', 'b', 'c', 'd']);
  });

  it('shows moments in UTC and why a record is unmatched', async () => {
    const { answer } = await ask('(first: 2)');
    expect(answer!.crosswalk.nodes).toEqual([
      {
        id: 'a',
        company: 'NB',
        canonicalNumber: 'J-101',
        matchedAt: '2026-10-05T07:30:00.000Z',
        problem: null,
      },
      { id: 'b', company: 'NB', canonicalNumber: null, matchedAt: null, problem: 'nothing has this name' },
    ]);
  });

  it('hands the filter and the bounds to the store', async () => {
    const { asked } = await ask('(filter: {kind: PARTY, system: "odoo", unmatchedOnly: true})');
    expect(asked).toEqual([
      { companies: '*', first: 100, kind: 'PARTY', system: 'odoo', unmatchedOnly: true },
    ]);
  });

  it.each([false, true])('shows an actor its own companies only (leaky store: %s)', async (leaky) => {
    const { answer } = await ask('', southOnly, leaky);
    expect(answer!.crosswalk.nodes.map((node) => node.id)).toEqual(['c']);
  });

  it.each([
    ['(first: 0)', /first: 0\) must be between 1 and 500/],
    ['(first: 501)', /first: 501\) must be between 1 and 500/],
    ['(after: "bogus")', /"bogus"\) is not a cursor of this list/],
    ['(filter: {system: "sap"})', /"sap".* use one of odoo, telematics/],
  ])('refuses %s before asking the store', async (args, message) => {
    const { asked, errors } = await ask(args);
    expect(errors?.[0]?.message).toMatch(message);
    expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    expect(asked).toEqual([]);
  });

  it('names itself, and looks by itself for bills of what was accrued', async () => {
    const { subgraph } = subgraphOver();
    expect([subgraph.name, ...subgraph.syncs.map(({ name }) => name)]).toEqual([
      ...['workflows', 'workflows.billed-accruals'],
    ]);
    expect(subgraph.sdl).toContain('CrosswalkConnection');
    await subgraph.stop();
  });
});
