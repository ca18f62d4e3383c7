/** The crosswalk as people page through it, restricted to the companies the actor may see. */
import type {
  CrosswalkConnection,
  CrosswalkEntry,
  QueryCrosswalkArgs,
  Resolvers,
} from '../../codegen/generated/workflows.js';
import type { CrosswalkEntry as StoredEntry, CrosswalkPage, Store } from '../../store/store.js';
import { seesCompany, type Actor } from '../kit/actor.js';
import { decodeCursor, encodeCursor, pageSize } from '../kit/connection.js';
import { SYSTEMS, publicError } from '../kit/errors.js';
import { matchExternalId } from './match-external-id.js';
import { toUserErrors } from './model.js';

const FIELD = 'crosswalk';
const DEFAULT_PAGE = 100;
const LARGEST_PAGE = 500;

type Crosswalk = Store['crosswalk'];

export function createCrosswalkResolvers(crosswalk: Crosswalk): Pick<Resolvers, 'Query' | 'Mutation'> {
  return {
    Query: {
      crosswalk: async (_root, args, { request }) => {
        const query = toPageQuery(args, request.actor);
        const page = await crosswalk.page(query);
        return toConnection(page, query, request.actor);
      },
    },
    Mutation: {
      matchExternalId: async (_root, { input }, { request }) => {
        oneOfSystems('matchExternalId', input.system);
        const { entry, userErrors } = await matchExternalId(crosswalk, request.actor, input);
        return { entry: entry && toEntry(entry), userErrors: toUserErrors(userErrors) };
      },
    },
  };
}

/** Throws BAD_USER_INPUT for a page size out of bounds, a foreign cursor or an unknown system. */
function toPageQuery(args: QueryCrosswalkArgs, actor: Actor): CrosswalkPage {
  const { kind, system, unmatchedOnly } = args.filter ?? {};
  if (system != null) oneOfSystems(FIELD, system);
  return {
    companies: actor.companies,
    first: pageSize(FIELD, args.first, DEFAULT_PAGE, LARGEST_PAGE),
    ...(kind != null && { kind }),
    ...(system != null && { system }),
    ...(unmatchedOnly != null && { unmatchedOnly }),
    ...(args.after != null && { after: decodeCursor(FIELD, args.after) }),
  };
}

function oneOfSystems(field: string, system: string): void {
  if (SYSTEMS.some((known) => known === system)) return;
  const place = field === FIELD ? `filter: {system: "${system}"}` : `system: "${system}"`;
  throw publicError('BAD_USER_INPUT', `${field}(${place}) is not a system; use one of ${SYSTEMS.join(', ')}`);
}

function toConnection(
  page: Awaited<ReturnType<Crosswalk['page']>>,
  query: CrosswalkPage,
  actor: Actor,
): CrosswalkConnection {
  // The store filtered by company already; what an actor may see is decided here once more, in one place.
  const visible = page.entries.filter((entry) => maySee(actor, entry));
  const edges = visible.map((entry) => ({ cursor: encodeCursor(entry.id), node: toEntry(entry) }));
  return {
    edges,
    nodes: edges.map((edge) => edge.node),
    totalCount: page.total,
    pageInfo: {
      hasNextPage: page.hasNext,
      hasPreviousPage: query.after !== undefined,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

/** Entries without a company are for actors of every company. */
function maySee(actor: Actor, { company }: StoredEntry): boolean {
  return company === null ? actor.companies === '*' : seesCompany(actor, company);
}

function toEntry(entry: StoredEntry): CrosswalkEntry {
  const { url: _url, attributes: _attributes, ...shown } = entry;
  return shown;
}
