/** The events of milestones, and what clients subscribe to: each change once, with the milestone and its job. */
import { createHash } from 'node:crypto';
import type { MilestoneChangeKind, Resolvers } from '../../codegen/generated/scheduling.js';
import type { CanonicalRecord, EventPayload, EventType, NewEvent, Store } from '../../store/store.js';
import { publicError } from '../kit/errors.js';
import { narrowPlaces } from '../kit/places.js';
import type { Topic, TopicEvent } from '../kit/topic.js';
import type { SchedulingContext } from './context.js';
import { findCurrent } from './find.js';
import type { MilestoneDifference } from './milestones/differences.js';
import type { MilestoneDates, MilestoneState } from './milestones/state.js';
import { isMilestone, milestoneKey, toMilestone } from './progress.js';

export interface ToldChange {
  readonly project: CanonicalRecord;
  /** Of the state that the change leads to; tells a change from the same one later on. */
  readonly revision: number;
  /** When the schedule was read. */
  readonly asOf: Date;
  readonly state: MilestoneState;
  readonly change: MilestoneDifference;
}

export function toEvent({ project, revision, asOf, state, change }: ToldChange): NewEvent {
  const { kind, key, code, before, after } = change;
  const { dataDate, schedule } = state;
  const name = createHash('sha256')
    .update(JSON.stringify([key, before, after, dataDate]))
    .digest('hex');
  return {
    type: `MILESTONE_${kind}`,
    ...{ company: project.company, project: project.id, equipment: null, severity: null },
    // Schedules name no moment with its zone: it is when the change was seen.
    occurredAt: asOf,
    source: { system: 'scheduling', record: schedule.slice(0, 200) },
    dedupeKey: `MILESTONE_${kind}/${project.id}/${revision}/${name.slice(0, 32)}`,
    payload: {
      ...{ number: project.number, key, code, dataDate },
      ...toPayload('before', before),
      ...toPayload('after', after),
    },
  };
}

type Side = 'before' | 'after';

function toPayload(side: Side, dates: MilestoneDates | null): EventPayload {
  if (!dates) return {};
  return {
    [`${side}.planned`]: dates.plannedDate,
    [`${side}.forecast`]: dates.forecastDate,
    [`${side}.actual`]: dates.actualDate,
    [`${side}.critical`]: dates.critical,
  };
}

function toDates(side: Side, payload: TopicEvent['payload']): object | null {
  const of = (name: string) => payload[`${side}.${name}`];
  if (of('planned') === undefined) return null;
  return {
    plannedDate: of('planned'),
    forecastDate: of('forecast'),
    actualDate: of('actual'),
    critical: of('critical'),
  };
}

/** The event as the root value of its field; the milestone and the job are looked up when they are asked for. */
interface MilestoneEventModel {
  /** Canonical id. */
  readonly projectId: string;
  readonly key: string;
}

const PREFIX = 'MILESTONE_';
const KINDS: readonly MilestoneChangeKind[] = [
  ...(['PLANNED_CHANGED', 'FORECAST_CHANGED', 'ACTUAL_CHANGED', 'COMPLETED'] as const),
  ...(['BECAME_CRITICAL', 'ADDED', 'REMOVED'] as const),
];
const typeOf = (kind: MilestoneChangeKind): EventType => `${PREFIX}${kind}`;

export const createSchedulingTopics = ({ crosswalk }: Pick<Store, 'crosswalk'>): readonly Topic[] => [
  {
    field: 'milestoneChanges',
    types: KINDS.map(typeOf),
    narrow: (args, actor) => {
      if (Array.isArray(args['kinds']) && args['kinds'].length === 0)
        throw publicError(
          'BAD_USER_INPUT',
          'kinds is an empty list; name some, or leave it out to hear of all',
        );
      return narrowPlaces(crosswalk, args, actor);
    },
    fits: ({ type }, { kinds }) => !Array.isArray(kinds) || kinds.includes(type.slice(PREFIX.length)),
    toRoot: ({ type, cursor, occurredAt, recordedAt, project, payload }) => ({
      ...{ cursor, kind: type.slice(PREFIX.length), code: payload['code'], dataDate: payload['dataDate'] },
      ...{ occurredAt: occurredAt.toISOString(), recordedAt: recordedAt.toISOString() },
      ...{ before: toDates('before', payload), after: toDates('after', payload) },
      ...{ projectId: project, key: payload['key'] },
    }),
  },
];

export function createEventResolvers(): Pick<Resolvers, 'Subscription' | 'MilestoneChange'> {
  return {
    Subscription: {
      milestoneChanges: {
        // Runs as a query of one event, which is the root value.
        resolve: async (root: unknown, _args: unknown, { loaders }: SchedulingContext) => {
          const { milestoneChanges: event } = root as {
            milestoneChanges: MilestoneEventModel & { occurredAt: string };
          };
          // What is read for this event must not be older than it.
          await loaders.freshen(event.projectId, new Date(event.occurredAt));
          return event as never;
        },
        subscribe: () => {
          throw new Error('events are followed by the gateway');
        },
      },
    },
    MilestoneChange: {
      milestone: async (parent: unknown, _args: unknown, context: SchedulingContext) => {
        const { projectId, key } = parent as MilestoneEventModel;
        const found = await findCurrent(projectId, context);
        const model = found?.current?.value;
        const activity = model?.activities.find(
          (own) => isMilestone(own) && milestoneKey(model, own) === key,
        );
        return activity ? toMilestone(activity) : null;
      },
      project: (parent: unknown) => ({ id: (parent as MilestoneEventModel).projectId }),
    },
  };
}
