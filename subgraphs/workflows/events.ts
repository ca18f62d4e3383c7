/** What clients can subscribe to: writes as they change, and questions for somebody's agreement. */
import type { Resolvers } from '../../codegen/generated/workflows.js';
import type { EventType } from '../../store/store.js';
import { seesCompany } from '../kit/actor.js';
import { publicError } from '../kit/errors.js';
import type { Topic, TopicEvent } from '../kit/topic.js';
import { toWriteModel } from './model.js';
import type { Office } from './office.js';

/** The event as the root value of its field; the write itself is read when it is asked for. */
export interface WriteEventModel {
  readonly cursor: string;
  readonly occurredAt: Date;
  readonly status: string;
  readonly writeId: string;
}

function toRoot({ cursor, occurredAt, payload }: TopicEvent): Readonly<Record<string, unknown>> {
  const { write, status } = payload;
  return { cursor, occurredAt: occurredAt.toISOString(), status, writeId: write };
}

const ofCompany = ({ company }: Readonly<Record<string, unknown>>) =>
  typeof company === 'string' ? { companies: [company] } : {};

const types = (...names: EventType[]): readonly string[] => names;

export const TOPICS: readonly Topic[] = [
  {
    field: 'writeChanged',
    types: types('WRITE_CHANGED'),
    narrow: ofCompany,
    fits: ({ payload }, { write, kinds }) =>
      (write == null || write === payload['write']) &&
      (!Array.isArray(kinds) || kinds.includes(payload['kind'])),
    toRoot,
  },
  { field: 'approvalRequested', types: types('APPROVAL_REQUESTED'), narrow: ofCompany, toRoot },
];

const MOST_SECONDS_BACK = 3_600;

export function createEventResolvers({
  journal,
  events,
  now,
}: Office): Pick<Resolvers, 'Query' | 'WriteChange' | 'ApprovalRequest'> {
  const write = async (
    { writeId }: WriteEventModel,
    _args: unknown,
    { request }: { readonly request: { readonly actor: Parameters<typeof seesCompany>[0] } },
  ) => {
    const found = await journal.write(writeId);
    return found && seesCompany(request.actor, found.company) ? toWriteModel(found) : null;
  };
  const eventCursor = async (_root: unknown, args: { readonly secondsBack?: number | null }) => {
    const back = args.secondsBack ?? 0;
    if (back < 0 || back > MOST_SECONDS_BACK)
      throw publicError('BAD_USER_INPUT', `secondsBack ${back} must be from 0 to ${MOST_SECONDS_BACK}`);
    return back === 0 ? events.head() : events.head(new Date(now() - back * 1_000));
  };
  return { Query: { eventCursor }, WriteChange: { write }, ApprovalRequest: { write } };
}
