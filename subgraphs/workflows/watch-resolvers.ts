/** What a person should look at, and whether writes keep up. */
import type { OpenException, Resolvers } from '../../codegen/generated/workflows.js';
import type { CrosswalkEntry, Store, WriteRecord } from '../../store/store.js';
import type { Actor } from '../kit/actor.js';
import { pageSize } from '../kit/connection.js';
import { toWriteModel, type WriteModel } from './model.js';
import type { Office } from './office.js';

const DEFAULT_PAGE = 100;
const LARGEST_PAGE = 500;

export function createWatchResolvers(
  crosswalk: Pick<Store['crosswalk'], 'page'>,
  office: Office,
): Pick<Resolvers, 'Query'> {
  return {
    Query: {
      exceptions: (_root, args, { request }) =>
        listExceptions(
          crosswalk,
          office,
          request.actor,
          pageSize('exceptions', args.first, DEFAULT_PAGE, LARGEST_PAGE),
        ),
      flows: (_root, _args, { request }) => listFlows(office, request.actor),
    },
  };
}

type Exception = Omit<OpenException, 'write' | '__typename'> & { readonly write: WriteModel | null };

/** Writes first: money may be half booked. Each of the three reads stops at `first`. */
async function listExceptions(
  crosswalk: Pick<Store['crosswalk'], 'page'>,
  { journal }: Office,
  { companies }: Actor,
  first: number,
): Promise<Exception[]> {
  const [parked, expired, unmatched] = await Promise.all([
    journal.page({ companies, statuses: ['UNKNOWN', 'DEAD'], first }),
    journal.expired(companies, first),
    crosswalk.page({ companies, unmatchedOnly: true, first }),
  ]);
  const unknownFirst = [...parked.writes].sort(
    (a, b) => Number(b.status === 'UNKNOWN') - Number(a.status === 'UNKNOWN'),
  );
  return [
    ...unknownFirst.map(ofWrite),
    ...expired.map(({ write, expiredAt }) => ofExpired(write, expiredAt)),
    ...unmatched.entries.map(ofEntry),
  ].slice(0, first);
}

function ofWrite(write: WriteRecord): Exception {
  const unknown = write.status === 'UNKNOWN';
  const why = `${write.summary}: step "${write.failure?.step ?? 'none'}", ${write.failure?.message ?? 'no reason kept'}`;
  return {
    kind: unknown ? 'WRITE_UNKNOWN' : 'WRITE_DEAD',
    message: `${why}; ${unknown ? 'look whether it landed, then replay it' : 'mend the cause, then replay it'}`,
    ...{ record: write.subject, system: null, since: write.updatedAt, write: toWriteModel(write) },
  };
}

function ofExpired(write: WriteRecord, since: Date): Exception {
  return {
    kind: 'APPROVAL_EXPIRED',
    message: `${write.summary}: nobody decided until ${since.toISOString()}; nothing was sent, ask for it again`,
    ...{ record: write.subject, system: null, since, write: toWriteModel(write) },
  };
}

function ofEntry({ kind, system, label, externalId, problem, matchedAt }: CrosswalkEntry): Exception {
  const message = problem ?? `${system} ${kind} "${label}" (${externalId}) is not matched; match it`;
  return { kind: 'UNMATCHED', message, record: externalId, system, since: matchedAt, write: null };
}

/** Every kind there is, also those nobody asked for lately. */
async function listFlows({ journal, definitions, now }: Office, { companies }: Actor) {
  const found = new Map((await journal.flows(companies)).map((flow) => [flow.kind, flow]));
  const kinds = [...new Set([...definitions.keys(), ...found.keys()])].sort();
  return kinds.map((kind) => {
    const flow = found.get(kind);
    const oldest = flow?.oldestReceivedAt ?? null;
    return {
      kind,
      backlog: flow?.backlog ?? 0,
      oldestWaitingSeconds: oldest && Math.max(0, (now() - oldest.getTime()) / 1_000),
      succeeded: flow?.succeeded ?? 0,
      failed: flow?.failed ?? 0,
      p50Seconds: flow?.p50Seconds ?? null,
      p95Seconds: flow?.p95Seconds ?? null,
    };
  });
}
