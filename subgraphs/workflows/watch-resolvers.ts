/** What a person should look at, and whether writes and flows keep up. */
import type { OpenException, Resolvers } from '../../codegen/generated/workflows.js';
import type {
  CrosswalkEntry,
  Delivery,
  FlowException,
  FlowState,
  Inbox,
  Store,
  WriteRecord,
} from '../../store/store.js';
import type { Actor } from '../kit/actor.js';
import { pageSize } from '../kit/connection.js';
import type { FlowOffice } from './flow-office.js';
import { listFlows } from './flows/states.js';
import { toWriteModel, type WriteModel } from './model.js';
import { maySeeDeliveries } from './parked-deliveries.js';

const DEFAULT_PAGE = 100;
const LARGEST_PAGE = 500;

export function createWatchResolvers(
  crosswalk: Pick<Store['crosswalk'], 'page'>,
  inbox: Pick<Inbox, 'parked'>,
  flows: FlowOffice,
): Pick<Resolvers, 'Query'> {
  return {
    Query: {
      exceptions: (_root, args, { request }) =>
        listExceptions(
          { crosswalk, inbox },
          flows,
          request.actor,
          pageSize('exceptions', args.first, DEFAULT_PAGE, LARGEST_PAGE),
        ),
      flows: (_root, _args, { request }) => listFlows(flows, request.actor),
    },
  };
}

export type Exception = Omit<OpenException, 'write' | '__typename'> & { readonly write: WriteModel | null };

/** Writes first: money may be half booked. Each of the reads stops at `first`. */
async function listExceptions(
  { crosswalk, inbox }: { crosswalk: Pick<Store['crosswalk'], 'page'>; inbox: Pick<Inbox, 'parked'> },
  { office: { journal }, book }: FlowOffice,
  actor: Actor,
  first: number,
): Promise<Exception[]> {
  const { companies } = actor;
  const [parked, expired, states, found, deliveries, unmatched] = await Promise.all([
    journal.page({ companies, statuses: ['UNKNOWN', 'DEAD'], first }),
    journal.expired(companies, first),
    book.states(),
    book.exceptions(companies, first),
    maySeeDeliveries(actor) ? inbox.parked(first) : [],
    crosswalk.page({ companies, unmatchedOnly: true, first }),
  ]);
  const unknownFirst = [...parked.writes].sort(
    (a, b) => Number(b.status === 'UNKNOWN') - Number(a.status === 'UNKNOWN'),
  );
  return [
    ...unknownFirst.map(ofWrite),
    ...expired.map(({ write, expiredAt }) => ofExpired(write, expiredAt)),
    ...(companies === '*' ? [...states.values()].flatMap(ofFailed) : []),
    ...found.map(ofFound),
    ...deliveries.map(ofDelivery),
    ...unmatched.entries.map(ofEntry),
  ].slice(0, first);
}

/** What only some kinds of exceptions say. */
const NOTHING = {
  ...{ reason: null, system: null, lastSeen: null, write: null, flow: null, company: null, project: null },
  ...{ day: null, expected: null, found: null, currency: null, records: [] },
};

function ofWrite(write: WriteRecord): Exception {
  const unknown = write.status === 'UNKNOWN';
  const why = `${write.summary}: step "${write.failure?.step ?? 'none'}", ${write.failure?.message ?? 'no reason kept'}`;
  return {
    ...NOTHING,
    kind: unknown ? 'WRITE_UNKNOWN' : 'WRITE_DEAD',
    message: `${why}; ${unknown ? 'look whether it landed, then replay it' : 'mend the cause, then replay it'}`,
    ...{ record: write.subject, since: write.updatedAt, write: toWriteModel(write) },
    ...{ company: write.company, project: write.project },
  };
}

function ofExpired(write: WriteRecord, since: Date): Exception {
  return {
    ...NOTHING,
    kind: 'APPROVAL_EXPIRED',
    message: `${write.summary}: nobody decided until ${since.toISOString()}; nothing was sent, ask for it again`,
    ...{ record: write.subject, since, write: toWriteModel(write) },
    ...{ company: write.company, project: write.project },
  };
}

function ofFailed({ flow, last }: FlowState): Exception[] {
  if (last?.status !== 'FAILED') return [];
  const message = `${flow} of ${last.occurrence.toISOString()} failed ${last.attempts} times: ${last.error ?? 'no reason kept'}; mend the cause, then runFlow(flow: "${flow}", from: "${last.firstDay}", to: "${last.lastDay}")`;
  return [{ ...NOTHING, kind: 'FLOW_FAILED', message, record: last.id, since: last.endedAt, flow }];
}

export function ofFound(found: FlowException): Exception {
  const { flow, kind, reason, message, company, project, day, expected, currency, records } = found;
  const [record] = records;
  return {
    ...{ kind: kind as Exception['kind'], reason, message, flow, company, project, day, expected, currency },
    ...{
      found: found.found,
      records: [...records],
      record: record?.id ?? found.key,
      system: record?.system ?? null,
    },
    ...{ since: found.firstSeen, lastSeen: found.lastSeen, write: null },
  };
}

function ofDelivery({ id, connector, receivedAt, attempt, error }: Delivery): Exception {
  const message = `webhook ${connector}: ${error ?? 'no reason kept'} (${attempt} attempts); mend the cause, then retryDelivery(id: "${id}"); parkedDeliveries shows what it says`;
  return { ...NOTHING, kind: 'DELIVERY_PARKED', message, record: id, system: connector, since: receivedAt };
}

function ofEntry({
  kind,
  system,
  label,
  externalId,
  problem,
  matchedAt,
  company,
}: CrosswalkEntry): Exception {
  const message = problem ?? `${system} ${kind} "${label}" (${externalId}) is not matched; match it`;
  return { ...NOTHING, kind: 'UNMATCHED', message, record: externalId, system, company, since: matchedAt };
}
