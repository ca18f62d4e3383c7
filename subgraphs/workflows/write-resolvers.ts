/** Writes as people see them: mutations, lists and one write with everything that became of it. */
import type {
  AuditEntry,
  MutationResolvers,
  QueryWritesArgs,
  Resolvers,
  WriteResolvers,
  WriteStep,
} from '../../codegen/generated/workflows.js';
import type { AuditFact, WriteRecord, WriteStatus } from '../../store/store.js';
import { seesCompany, type Actor } from '../kit/actor.js';
import { decodeCursor, encodeCursor, pageSize } from '../kit/connection.js';
import { publicError } from '../kit/errors.js';
import type { WorkflowsContext } from './context.js';
import { cancelWrite, decideApproval, replayWrite } from './decisions.js';
import { toUserErrors, toWriteModel, type WriteModel } from './model.js';
import type { Answer, Office } from './office.js';
import { submit } from './submit.js';

export function createWriteResolvers(office: Office): Pick<Resolvers, 'Query' | 'Mutation' | 'Write'> {
  const list =
    (field: string, statuses?: readonly WriteStatus[]) =>
    async (_root: unknown, args: QueryWritesArgs, { request }: WorkflowsContext) =>
      readPage(office, field, args, request.actor, statuses);
  return {
    Query: {
      writes: list('writes'),
      approvals: list('approvals', ['PENDING_APPROVAL']),
      deadLetters: list('deadLetters', ['DEAD', 'UNKNOWN']),
      write: async (_root, { id }, { request }) => visible(await office.journal.write(id), request.actor),
    },
    Mutation: mutations(office),
    Write: writeFields(office),
  };
}

/** Every write is one and the same resolver; decisions about writes have their own. */
function mutations(office: Office): MutationResolvers {
  const submitted = Object.fromEntries(
    [...office.definitions.values()].map((definition) => [
      definition.kind,
      async (_root: unknown, { input }: { input: never }, { request }: WorkflowsContext) =>
        toPayload(await submit(office, request.actor, definition, input)),
    ]),
  );
  return {
    ...submitted,
    decideApproval: async (_root, { input }, { request }) =>
      toPayload(await decideApproval(office, request.actor, input)),
    replayWrite: async (_root, { input }, { request }) =>
      toPayload(await replayWrite(office, request.actor, input)),
    cancelWrite: async (_root, { input }, { request }) =>
      toPayload(await cancelWrite(office, request.actor, input)),
  };
}

function toPayload({ write, userErrors, plan }: Answer) {
  return {
    write: write && toWriteModel(write),
    userErrors: toUserErrors(userErrors),
    plan: plan ? [...plan] : null,
  };
}

function visible(write: WriteRecord | null, actor: Actor): WriteModel | null {
  return write && seesCompany(actor, write.company) ? toWriteModel(write) : null;
}

async function readPage(
  { journal }: Office,
  field: string,
  { first, after, filter }: QueryWritesArgs,
  actor: Actor,
  statuses: readonly WriteStatus[] | null | undefined = filter?.statuses,
) {
  const { writes, hasNext } = await journal.page({
    companies: actor.companies,
    first: pageSize(field, first, 50, 200),
    ...(statuses && { statuses }),
    ...(filter?.kind != null && { kind: filter.kind }),
    ...(after != null && { after: decodeCursor(field, after) }),
  });
  const edges = writes.map((write) => ({ cursor: encodeCursor(write.id), node: toWriteModel(write) }));
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage: hasNext,
      hasPreviousPage: after != null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

function writeFields({ journal }: Office): WriteResolvers {
  return {
    __resolveReference: async ({ id }, { request }) => {
      const write = visible(await journal.write(id), request.actor);
      if (write) return write;
      throw publicError('NOT_FOUND', `There is no write "${id}" among those you may see`);
    },
    steps: ({ id }) => readSteps(journal, id),
    approval: ({ id }) => journal.approval(id),
    audit: async ({ id }) => (await journal.audit(id)).map(toAuditEntry),
    reverses: async ({ reverses }, _args, { request }) =>
      reverses === null ? null : visible(await journal.write(reverses), request.actor),
  };
}

async function readSteps(journal: Office['journal'], id: string): Promise<WriteStep[]> {
  const [steps, attempts] = await Promise.all([journal.steps(id), journal.attempts(id)]);
  return steps.map(({ name, system, status, result, position }) => ({
    name,
    system,
    status,
    result: text(result),
    attempts: attempts.filter((attempt) => attempt.position === position),
  }));
}

function toAuditEntry({ at, actor, event, step, before, after }: AuditFact): AuditEntry {
  return { at: new Date(at), actor, event, step: step ?? null, before: text(before), after: text(after) };
}

/** JSON text; null for what is not there. */
function text(value: unknown): string | null {
  return value == null ? null : JSON.stringify(value);
}
