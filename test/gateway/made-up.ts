/** Three small made-up subgraphs with keys, requires, unions, interfaces, hidden fields and switchable faults. */
import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import type { Actor } from '../../subgraphs/kit/actor.js';
import { unavailable, UpstreamError } from '../../subgraphs/kit/errors.js';
import type { Subgraph } from '../../subgraphs/kit/subgraph.js';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
  import: ["@key", "@external", "@requires", "@shareable", "@inaccessible", "@provides"])`;

export const SDL = {
  jobs: `${LINK}
    type Query {
      job(id: ID!): Job
      jobs(first: Int = 3): [Job!]!
      search(text: String!): [Hit!]
      sites: [Site]
      broken: Job
      wrongInput: String
      secretFault: String
    }
    type Mutation { rename(id: ID!, name: String!): Job add(n: Int!): Int! }
    interface Site { id: ID! name: String }
    type Yard implements Site { id: ID! name: String acres: Int }
    type Office implements Site { id: ID! name: String floors: Int! }
    union Hit = Job | Person
    enum State { OPEN CLOSED SECRET @inaccessible }
    type Job @key(fields: "id") { id: ID! name: String! state: State manager: Person crew: [Person!]! parent: Job }
    type Person @key(fields: "id") { id: ID! }`,
  people: `${LINK}
    type Query { me: Person }
    type Person @key(fields: "id") { id: ID! name: String! boss: Person phone(kind: String = "work"): String }`,
  money: `${LINK}
    type Job @key(fields: "id") { id: ID! ledger: Ledger @inaccessible budget: [Int!] }
    type Ledger @shareable @inaccessible { total: Int lines: [Line!]! }
    type Line @shareable @inaccessible { amount: Int! }`,
  cost: `${LINK}
    type Job @key(fields: "id") {
      id: ID!
      ledger: Ledger @external
      cost(factor: Int = 1): Cost @requires(fields: "ledger { total lines { amount } }")
    }
    type Ledger @shareable @inaccessible { total: Int lines: [Line!]! }
    type Line @shareable @inaccessible { amount: Int! }
    type Cost { total: Int complete: Boolean! note: String }`,
} as const;

/** What fails at the moment. */
export interface Faults {
  ledgerDown: boolean;
  moneyThrows: boolean;
  crewNull: boolean;
}
export interface Counters {
  contexts: number;
  references: number;
}

interface Ref {
  __typename?: string;
  id: string;
}
interface LedgerRef extends Ref {
  ledger?: { total: number; lines: { amount: number }[] } | null;
}

function jobOf(id: string): object {
  const n = Number(id);
  return {
    __typename: 'Job',
    id,
    name: `Job ${id}`,
    state: ['OPEN', 'CLOSED', 'SECRET'][n % 3],
    manager: n % 4 === 3 ? null : { __typename: 'Person', id: String(n % 2) },
    crew: [0, 1].map((i) => ({ __typename: 'Person', id: String((n + i) % 3) })),
  };
}

function resolversOf(name: keyof typeof SDL, faults: Faults, counters: Counters): object {
  switch (name) {
    case 'jobs':
      return {
        Query: {
          job: (_: unknown, { id }: Ref) => (Number(id) < 1_000 ? jobOf(id) : null),
          jobs: (_: unknown, { first }: { first: number }) =>
            Array.from({ length: first }, (_u, i) => jobOf(String(i))),
          search: () => [jobOf('1'), { __typename: 'Person', id: '2' }],
          sites: () => [
            { __typename: 'Yard', id: 'y', name: 'Yard', acres: 3 },
            null,
            { __typename: 'Office', id: 'o', name: 'Office', floors: null },
          ],
          broken: () => ({ id: '5', name: null, crew: [] }),
          wrongInput: () => {
            throw unavailable(new UpstreamError('odoo', 'SERVER', 'odoo failed (HTTP 500)'));
          },
          secretFault: () => {
            throw new Error('connect to postgres://user:hunter2@db failed');
          },
        },
        Mutation: {
          rename: (_: unknown, { id, name: to }: Ref & { name: string }) => ({ ...jobOf(id), name: to }),
          add: (_: unknown, { n }: { n: number }) => (counters.references += n),
        },
        Job: {
          parent: ({ id }: Ref) => (Number(id) > 0 ? jobOf(String(Number(id) - 1)) : null),
          crew: (job: { crew: unknown }) => (faults.crewNull ? null : job.crew),
          __resolveReference: (ref: Ref) => jobOf(ref.id),
        },
      };
    case 'people':
      return {
        Query: { me: () => ({ id: '1' }) },
        Person: {
          __resolveReference: (ref: Ref) => {
            counters.references += 1;
            return { id: ref.id };
          },
          name: (person: Ref) => `Person ${person.id}`,
          boss: (person: Ref) => (person.id === '0' ? null : { id: String(Number(person.id) - 1) }),
          phone: (person: Ref, { kind }: { kind: string }) => `${kind} ${person.id}`,
        },
      };
    case 'money':
      return {
        Job: {
          __resolveReference: async (ref: Ref) => {
            await Promise.resolve();
            if (faults.moneyThrows) throw new Error('boom at /srv/money.ts:12');
            return { id: ref.id };
          },
          ledger: (job: Ref) => {
            if (faults.ledgerDown)
              throw unavailable(new UpstreamError('odoo', 'TIMEOUT', 'odoo did not answer within 10 ms'));
            return { total: Number(job.id) * 100, lines: [{ amount: 1 }, { amount: 2 }] };
          },
          budget: (job: Ref) => [Number(job.id), 2],
        },
      };
    case 'cost':
      return {
        Job: {
          __resolveReference: (ref: LedgerRef) => ref,
          cost: (job: LedgerRef, { factor }: { factor: number }) => ({
            total: job.ledger ? job.ledger.total * factor + job.ledger.lines.length : null,
            complete: Boolean(job.ledger),
            note: null,
          }),
        },
      };
  }
}

export interface MadeUp {
  readonly supergraphSdl: string;
  readonly subgraphs: readonly Subgraph[];
  readonly faults: Faults;
  readonly counters: Counters;
}

export function createMadeUp(): MadeUp {
  const faults: Faults = { ledgerDown: false, moneyThrows: false, crewNull: false };
  const counters: Counters = { contexts: 0, references: 0 };
  const names = Object.keys(SDL) as (keyof typeof SDL)[];
  const composed = composeServices(
    names.map((name) => ({ name, url: `http://${name}.internal`, typeDefs: parse(SDL[name]) })),
  );
  if (!composed.supergraphSdl) throw new Error(composed.errors?.map(({ message }) => message).join('\n'));
  const subgraphs = names.map((name): Subgraph => {
    type Module = Parameters<typeof buildSubgraphSchema>[0];
    const module = { typeDefs: parse(SDL[name]), resolvers: resolversOf(name, faults, counters) };
    return {
      name,
      sdl: SDL[name],
      schema: buildSubgraphSchema(module as Module),
      contextFor: (request) => ({ request }),
      syncs: [],
      stop: () => Promise.resolve(),
    };
  });
  return { supergraphSdl: composed.supergraphSdl, subgraphs, faults, counters };
}

export const ACTOR: Actor = { id: 'tester', roles: ['analyst'], companies: '*', projects: '*' };
