/** Relations and references only: what a field is called, whom it may be shown to, where its value is loaded. */
import type { Commitment, Party, ProjectLedger, Resolvers } from '../../codegen/generated/odoo.js';
import { seesCompany, seesProject } from '../kit/actor.js';
import type { Aged } from '../kit/cache.js';
import { toConnection } from '../kit/connection.js';
import { scalars } from '../kit/scalars.js';
import type { OdooContext } from './context.js';
import type { BooksModel, CommitmentModel, ProjectHeaderModel, ProjectRef } from './model.js';

/** A job outside the actor's companies or projects answers like one that Odoo does not know. */
async function visibleRef(id: string, { loaders, request }: OdooContext): Promise<ProjectRef | null> {
  const ref = await loaders.refs.load(id);
  return ref && seesProject(request.actor, ref.company, ref.number) ? ref : null;
}

async function headerOf(id: string, context: OdooContext): Promise<ProjectHeaderModel | null> {
  const ref = await visibleRef(id, context);
  return ref ? (await context.loaders.headers.load(ref.odooId)).value : null;
}

async function booksOf(id: string, context: OdooContext): Promise<Aged<BooksModel> | null> {
  const ref = await visibleRef(id, context);
  return ref ? context.loaders.books.load(ref) : null;
}

async function partyOf(
  odooId: number | null,
  company: string,
  loaders: OdooContext['loaders'],
): Promise<Party | null> {
  const id = odooId === null ? null : await loaders.partyId(odooId, company);
  return id ? { id } : null;
}

function toLedger({ value, asOf, stale, error }: Aged<BooksModel>): ProjectLedger {
  return { ...value.ledger, sources: [{ system: 'odoo', asOf, stale, error: error ?? null }] };
}

/** The id of a commitment ends with its job, so that it can be found again. */
export function projectOfCommitment(id: string): string {
  return id.slice(id.indexOf('~') + 1);
}

async function findCommitment(id: string, context: OdooContext): Promise<CommitmentModel | undefined> {
  const books = await booksOf(projectOfCommitment(id), context);
  return books?.value.commitments().find((commitment) => commitment.id === id);
}

async function withVendor(commitment: CommitmentModel, context: OdooContext): Promise<Commitment> {
  const { vendorId, ...fields } = commitment;
  const ref = await context.loaders.refs.load(projectOfCommitment(commitment.id));
  return { ...fields, vendor: ref ? await partyOf(vendorId, ref.company, context.loaders) : null };
}

async function partyField(
  party: Party,
  field: 'name' | 'taxId' | 'email',
  { loaders, request }: OdooContext,
): Promise<string | null> {
  const entry = await loaders.partyRefs.load(party.id);
  if (!entry?.company || !seesCompany(request.actor, entry.company)) return null;
  return (await loaders.parties.load(Number(entry.externalId))).value?.[field] ?? null;
}

export const resolvers: Resolvers = {
  ...scalars,
  Query: {
    retention: async (_root, args, { retention, request, loaders }) => {
      const positions = await retention.positions(request.actor, args);
      return Promise.all(
        positions.map(async ({ partnerId, projectId, ...own }) => ({
          ...own,
          project: projectId === null ? null : { id: projectId },
          party: await partyOf(partnerId, own.company, loaders),
        })),
      );
    },
  },
  Project: {
    __resolveReference: ({ id }) => ({ id }),
    name: async ({ id }, _, context) => (await headerOf(id, context))?.name ?? null,
    status: async ({ id }, _, context) => (await headerOf(id, context))?.status ?? null,
    async customer({ id }, _, context) {
      const ref = await visibleRef(id, context);
      const header = await headerOf(id, context);
      return ref && header ? partyOf(header.customerId, ref.company, context.loaders) : null;
    },
    async commitments({ id }, args, context) {
      const books = await booksOf(id, context);
      if (!books) return null;
      const rules = {
        field: 'commitments',
        fallback: 50,
        most: 200,
        keyOf: (row: CommitmentModel) => row.id,
      };
      const page = toConnection(books.value.commitments(), args, rules);
      const nodes = await Promise.all(page.nodes.map((node) => withVendor(node, context)));
      const edges = nodes.map((node, i) => ({ cursor: page.edges[i]?.cursor ?? '', node }));
      return { edges, nodes, pageInfo: page.pageInfo };
    },
    async ledger({ id }, _, context) {
      const books = await booksOf(id, context);
      return books && toLedger(books);
    },
  },
  Commitment: {
    async __resolveReference({ id }, context) {
      const found = await findCommitment(id, context);
      // An unknown order still answers its key; its number is then the only thing it is called by.
      return found ? withVendor(found, context) : { id, number: id };
    },
  },
  Party: {
    __resolveReference: ({ id }) => ({ id }),
    name: (party, _, context) => partyField(party, 'name', context),
    taxId: (party, _, context) => partyField(party, 'taxId', context),
    email: (party, _, context) => partyField(party, 'email', context),
  },
};
