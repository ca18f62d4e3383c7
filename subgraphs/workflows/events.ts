/** What clients can subscribe to: writes as they change, and questions for somebody's agreement. */
import type { Resolvers } from '../../codegen/generated/workflows.js';
import type { EventType } from '../../store/store.js';
import { seesCompany } from '../kit/actor.js';
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

export function createEventResolvers({
  journal,
}: Office): Pick<Resolvers, 'WriteChange' | 'ApprovalRequest'> {
  const write = async (
    { writeId }: WriteEventModel,
    _args: unknown,
    { request }: { readonly request: { readonly actor: Parameters<typeof seesCompany>[0] } },
  ) => {
    const found = await journal.write(writeId);
    return found && seesCompany(request.actor, found.company) ? toWriteModel(found) : null;
  };
  return { WriteChange: { write }, ApprovalRequest: { write } };
}
