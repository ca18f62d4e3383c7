/** Our executor answers like the stock gateway's on a bank of queries, and better when parts fail. */
import { ApolloServer } from '@apollo/server';
import { ApolloGateway, LocalGraphQLDataSource } from '@apollo/gateway';
import { beforeAll, afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import { createInProcessSource } from '../../gateway/data-sources/in-process.js';
import { createFederatedGateway, createGraph, type GatewayContext } from '../../gateway/federated-gateway.js';
import { ACTOR, createMadeUp } from './made-up.js';

process.env['APOLLO_TELEMETRY_DISABLED'] = '1';

const BANK: readonly (readonly [string, Record<string, unknown>?])[] = [
  ['{ jobs { id name state manager { id name boss { name boss { name } } } crew { name } } }'],
  ['{ job(id: "3") { manager { name } parent { name manager { name phone } } } }'],
  ['{ a: job(id: "1") { b: name c: id } d: job(id: "2") { b: id c: name } }'],
  ['{ jobs { cost { total complete note } budget } }'],
  ['{ jobs { one: cost { total } two: cost(factor: 2) { total } } }'],
  ['{ search(text: "x") { __typename ... on Job { id name cost { total } } ... on Person { id name } } }'],
  ['{ search(text: "x") { kind: __typename ... on Person { phone(kind: "home") boss { name } } } }'],
  ['{ sites { __typename id name ... on Yard { acres } ... on Office { name } } }'],
  ['{ sites { ...S ... on Yard { acres } } } fragment S on Site { id name }'],
  ['{ me { ...P boss { ...P } } } fragment P on Person { id name phone }'],
  [
    'query Q($x: Boolean!) { jobs { id @include(if: $x) name @skip(if: $x) manager @include(if: $x) { name } } }',
    { x: true },
  ],
  [
    'query Q($x: Boolean!) { jobs { id @include(if: $x) name @skip(if: $x) manager @include(if: $x) { name } } }',
    { x: false },
  ],
  ['query Q($x: Boolean = true) { jobs { id ... @include(if: $x) { cost { total } } } }'],
  ['query Q($x: Boolean = true) { jobs { id ... @include(if: $x) { cost { total } } } }', { x: false }],
  ['query Q($n: Int) { jobs(first: $n) { id } }', { n: 2 }],
  ['query Q($n: Int = 1) { jobs(first: $n) { id } }'],
  ['query Q($k: String) { me { phone(kind: $k) } }', { k: 'mobile' }],
  ['{ job(id: "5000") { name cost { total } } }'],
  ['{ __typename jobs { __typename crew { __typename } } }'],
  ['{ __schema { queryType { name } types { name } } me { name } }'],
  [
    'query I($n: String!) { __type(name: $n) { name fields { name type { kind name ofType { name } } } } }',
    { n: 'Job' },
  ],
  [
    'mutation { first: rename(id: "1", name: "A") { name manager { name } } second: rename(id: "2", name: "B") { name } }',
  ],
  ['{ broken { id } me { name } }'],
  ['{ jobs { crew { id } } jobs { crew { name } } }'],
  [getIntrospectionQuery()],
];

const madeUp = createMadeUp();
const sources = Object.fromEntries(madeUp.subgraphs.map((s) => [s.name, createInProcessSource(s)]));
const problems: string[] = [];
const own = new ApolloServer<GatewayContext>({
  gateway: createFederatedGateway(
    createGraph({
      supergraphSdl: madeUp.supergraphSdl,
      sources,
      report: ({ message }) => problems.push(message),
    }),
  ),
});
const stock = new ApolloServer({
  gateway: new ApolloGateway({
    supergraphSdl: madeUp.supergraphSdl,
    buildService: ({ name }) =>
      new LocalGraphQLDataSource(madeUp.subgraphs.find((s) => s.name === name)!.schema),
  }),
});

interface Result {
  data?: unknown;
  errors?: readonly { message: string; path?: readonly unknown[]; extensions?: Record<string, unknown> }[];
}
let requests = 0;
async function ask(query: string, variables: Record<string, unknown> = {}): Promise<Result> {
  requests += 1;
  const contextValue = { request: { id: `r${requests}`, actor: ACTOR } };
  const { body } = await own.executeOperation({ query, variables }, { contextValue });
  return JSON.parse(JSON.stringify((body as { singleResult: unknown }).singleResult)) as Result;
}
async function askStock(query: string, variables: Record<string, unknown> = {}): Promise<Result> {
  const { body } = await stock.executeOperation({ query, variables });
  return JSON.parse(JSON.stringify((body as { singleResult: unknown }).singleResult)) as Result;
}

beforeAll(async () => {
  await own.start();
  await stock.start();
});
afterAll(async () => {
  await own.stop();
  await stock.stop();
});
beforeEach(() => {
  Object.assign(madeUp.faults, { ledgerDown: false, moneyThrows: false, crewNull: false });
  problems.length = 0;
});

describe('compared with the stock gateway', () => {
  it.each(BANK.map(([query, variables = {}]) => ({ query, variables })))(
    '$query',
    async ({ query, variables }) => {
      const ours = await ask(query, variables);
      const theirs = await askStock(query, variables);
      expect(ours.data).toEqual(theirs.data);
      expect(JSON.stringify(ours.data)).toBe(JSON.stringify(theirs.data));
      expect(ours.errors).toBeUndefined();
    },
  );
});

describe('nulls', () => {
  it('carries a null up to the nearest nullable field and says so once', async () => {
    const { data, errors } = await ask('{ sites { id ... on Office { floors } } me { name } }');
    expect(data).toEqual({ sites: [{ id: 'y' }, null, null], me: { name: 'Person 1' } });
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.extensions?.['code']).toBe('INTERNAL_SERVER_ERROR');
  });
  it('makes the whole answer null when nothing above is nullable', async () => {
    madeUp.faults.crewNull = true;
    const { data, errors } = await ask('{ jobs { id crew { id } } }');
    expect(data).toBeNull();
    expect(errors).toHaveLength(1);
  });
  it('shows a hidden enum value as null', async () => {
    expect((await ask('{ job(id: "2") { state } }')).data).toEqual({ job: { state: null } });
  });
});

describe('a source that fails under @requires', () => {
  it('still computes, and folds the errors to one at the field the client asked for', async () => {
    madeUp.faults.ledgerDown = true;
    const { data, errors } = await ask('{ jobs { id money: cost { total complete } budget } }');
    expect(data).toEqual({
      jobs: [0, 1, 2].map((n) => ({
        id: String(n),
        money: { total: null, complete: false },
        budget: [n, 2],
      })),
    });
    expect(errors).toEqual([
      expect.objectContaining({
        path: ['jobs', 0, 'money'],
        extensions: { code: 'UPSTREAM_UNAVAILABLE', system: 'odoo', reason: 'TIMEOUT' },
      }),
    ]);
  });
  it('still computes when the supplier throws for the whole record', async () => {
    madeUp.faults.moneyThrows = true;
    const { data, errors } = await ask('{ jobs(first: 1) { id cost { complete } } }');
    expect(data).toEqual({ jobs: [{ id: '0', cost: { complete: false } }] });
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.path).toEqual(['jobs', 0, 'cost']);
    expect(JSON.stringify(errors)).not.toMatch(/boom|money\.ts/);
    expect(problems.join()).toContain('boom');
  });
});

describe('errors', () => {
  it('gives a fault of ours a neutral sentence with the request id', async () => {
    const { data, errors } = await ask('{ secretFault me { name } }');
    expect(data).toEqual({ secretFault: null, me: { name: 'Person 1' } });
    expect(JSON.stringify(errors)).not.toMatch(/hunter2|postgres|stack/);
    expect(errors?.[0]?.message).toContain(`r${requests}`);
  });
  it('reports variables that do not fit as BAD_USER_INPUT', async () => {
    const { errors } = await ask('query Q($n: Int!) { jobs(first: $n) { id } }', { n: 'many' });
    expect(errors?.[0]?.extensions?.['code']).toBe('BAD_USER_INPUT');
  });
});

describe('a record met many times', () => {
  it('is asked for once', async () => {
    madeUp.counters.references = 0;
    await ask('{ jobs(first: 60) { manager { name } } }');
    expect(madeUp.counters.references).toBe(2);
  });
});
