import { describe, expect, it } from '@jest/globals';
import { graphql } from 'graphql';
import type { Actor } from '../../../subgraphs/kit/actor.js';
import { UpstreamError } from '../../../subgraphs/kit/errors.js';
import type { Subgraph } from '../../../subgraphs/kit/subgraph.js';
import { createOdooSubgraph, odooSettings, type ErpReads } from '../../../subgraphs/odoo/index.js';
import type { CrosswalkEntry, Store } from '../../../store/store.js';
import { NB } from './firm.js';

const entry = (
  id: string,
  externalId: string,
  number: string,
  kind: 'PROJECT' | 'PARTY',
): CrosswalkEntry => ({
  id: `${id}-odoo`,
  kind,
  system: 'odoo',
  externalId,
  label: number,
  company: 'NB',
  canonicalId: id,
  canonicalNumber: number,
  matchedBy: 'RULE',
  rule: 'SYSTEM_OF_RECORD',
  matchedAt: null,
  problem: null,
  url: null,
  attributes: { accountId: '58' },
});
const known = [
  entry('prj_1', '16', 'J-100', 'PROJECT'),
  entry('prj_2', '17', 'J-200', 'PROJECT'),
  entry('pty_1', '8', '8', 'PARTY'),
];
const published: string[] = [];
const crosswalk = {
  entriesOf: (kind: string, _: string, ids: readonly string[]) =>
    Promise.resolve(
      new Map(ids.map((id) => [id, known.filter((row) => row.kind === kind && row.canonicalId === id)])),
    ),
  entries: (kind: string) => Promise.resolve(known.filter((row) => row.kind === kind)),
  publish: (kind: string, _: string, records: readonly { company: string | null; number?: string }[]) => {
    published.push(...records.map((row) => `${kind} ${row.company ?? ''} ${row.number ?? ''}`));
    return Promise.resolve();
  },
} as unknown as Store['crosswalk'];

const ledger = {
  currency: 'USD',
  orderLines: [],
  actuals: [],
  actualsByDay: { dates: [], amounts: [] },
  billed: '1.00',
  retainage: '0.00',
  postedUsage: [],
  exceptions: [],
};

function start(): {
  subgraph: Subgraph;
  calls: number[];
  fail: (on: boolean) => void;
  tick: (ms: number) => void;
} {
  let failing = false;
  let clock = 0;
  const calls: number[] = [];
  const answer = <T>(value: T): Promise<T> =>
    failing
      ? Promise.reject(new UpstreamError('odoo', 'TIMEOUT', 'odoo did not answer'))
      : Promise.resolve(value);
  const connector: ErpReads = {
    books: (refs) => {
      calls.push(refs.length);
      return answer(refs.map(() => ({ ledger, commitments: () => [] })));
    },
    outdate: () => undefined,
    headers: (ids) =>
      answer(ids.map((id) => ({ name: `Job ${id}`, status: 'ACTIVE' as const, customerId: 8 }))),
    parties: (ids) => answer(ids.map((odooId) => ({ odooId, name: 'City', taxId: null, email: null }))),
    directory: () =>
      answer({
        costCodes: [],
        projects: [
          { externalId: '1', number: 'J-9', name: null, companies: ['NB', 'HB'], url: '', attributes: {} },
        ],
        parties: [],
        problems: [],
      }),
    close: () => Promise.resolve(),
  };
  const settings = odooSettings.parse({ url: 'http://127.0.0.1:1', database: 'erp', apiKey: 'k' });
  const subgraph = createOdooSubgraph({
    settings,
    store: { crosswalk },
    companies: [NB],
    connector,
    now: () => clock,
  });
  return { subgraph, calls, fail: (on) => (failing = on), tick: (ms) => (clock += ms) };
}

const EVERYTHING: Actor = { id: 'a', roles: ['analyst'], companies: '*', projects: '*' };
let requests = 0;
async function ask(subgraph: Subgraph, ids: readonly string[], actor = EVERYTHING) {
  requests += 1;
  const result = await graphql({
    schema: subgraph.schema,
    source: `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Project {
      id name status customer { name } ledger { billed sources { stale error } } } } }`,
    variableValues: { r: ids.map((id) => ({ __typename: 'Project', id })) },
    contextValue: subgraph.contextFor({ id: `r${requests}`, actor }),
  });
  return JSON.parse(JSON.stringify(result)) as {
    data: { _entities: Record<string, unknown>[] };
    errors?: { path: unknown; extensions: Record<string, unknown> }[];
  };
}

describe('Project', () => {
  it('answers many jobs with one load', async () => {
    const { subgraph, calls } = start();
    const { data, errors } = await ask(subgraph, ['prj_1', 'prj_2']);
    expect(errors).toBeUndefined();
    expect(data._entities[0]).toEqual({
      id: 'prj_1',
      name: 'Job 16',
      status: 'ACTIVE',
      customer: { name: 'City' },
      ledger: { billed: '1.00', sources: [{ stale: false, error: null }] },
    });
    expect(calls).toEqual([2]);
  });

  it('answers an unknown job, and one outside the actor’s projects, as its key with nulls', async () => {
    const { subgraph, calls } = start();
    const { data, errors } = await ask(subgraph, ['prj_1', 'nowhere'], {
      ...EVERYTHING,
      projects: ['J-200'],
    });
    expect(errors).toBeUndefined();
    expect(data._entities.map(({ name, ledger: books }) => [name, books])).toEqual([
      [null, null],
      [null, null],
    ]);
    expect(calls).toEqual([]);
  });

  it('nulls the fields with UPSTREAM_UNAVAILABLE when Odoo is away and nothing is kept', async () => {
    const { subgraph, fail } = start();
    fail(true);
    const { data, errors } = await ask(subgraph, ['prj_1']);
    expect(data._entities[0]).toMatchObject({ id: 'prj_1', name: null, ledger: null });
    expect(errors?.every(({ extensions }) => extensions['code'] === 'UPSTREAM_UNAVAILABLE')).toBe(true);
    expect(errors?.[0]?.extensions['system']).toBe('odoo');
  });

  it('serves what it kept, marked stale, until it is too old', async () => {
    const { subgraph, fail, tick } = start();
    await ask(subgraph, ['prj_1']);
    fail(true);
    tick(60_000);
    const kept = await ask(subgraph, ['prj_1']);
    expect(kept.data._entities[0]?.['ledger']).toEqual({
      billed: '1.00',
      sources: [{ stale: true, error: 'odoo did not answer' }],
    });
    tick(3_600_000);
    expect((await ask(subgraph, ['prj_1'])).data._entities[0]?.['ledger']).toBeNull();
  });
});

describe('crosswalk sync', () => {
  it('publishes a shared project once per company and reports a failure', async () => {
    const { subgraph, fail } = start();
    const [sync] = subgraph.syncs;
    expect(await sync?.run()).toEqual({ records: 1, problems: [] });
    expect(published).toEqual(['PROJECT NB J-9', 'PROJECT HB J-9']);
    fail(true);
    expect(await sync?.run()).toEqual({ records: 0, problems: ['odoo did not answer'] });
  });
});
