/** What clients can subscribe to: breakdowns of machines. */
import type { EventType, Store } from '../../store/store.js';
import { narrowPlaces } from '../kit/places.js';
import type { Topic, TopicEvent, TopicFilter } from '../kit/topic.js';
import { SEVERITIES } from './severity.js';

/** An event as the root value of `breakdownAlerts`; survives JSON. */
export interface AlertRoot {
  readonly cursor: string;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly kind: string;
  readonly severity: string | null;
  readonly breakdownId: string | null;
  readonly equipmentId: string | null;
  readonly projectId: string | null;
  /** Revision of the mirror that holds what it tells of. */
  readonly revision: number;
}

const KINDS = {
  BREAKDOWN_RAISED: 'RAISED',
  BREAKDOWN_CLEARED: 'CLEARED',
  BREAKDOWN_ACKNOWLEDGED: 'ACKNOWLEDGED',
  BREAKDOWN_ESCALATED: 'ESCALATED',
} as const satisfies Partial<Record<EventType, string>>;

function toAlert(event: TopicEvent): AlertRoot {
  const { cursor, occurredAt, recordedAt, type, severity, equipment, project, payload } = event;
  const { breakdown, revision } = payload;
  return {
    ...{ cursor, severity, equipmentId: equipment, projectId: project },
    occurredAt: occurredAt.toISOString(),
    recordedAt: recordedAt.toISOString(),
    kind: KINDS[type as keyof typeof KINDS],
    breakdownId: typeof breakdown === 'string' ? breakdown : null,
    revision: typeof revision === 'number' ? revision : 0,
  };
}

const STATUS_KINDS = {
  EQUIPMENT_AVAILABILITY_CHANGED: 'AVAILABILITY',
  WORK_ORDER_CHANGED: 'WORK_ORDER',
  METER_READ: 'METER',
  GEOFENCE_ENTERED: 'GEOFENCE_ENTERED',
  GEOFENCE_LEFT: 'GEOFENCE_LEFT',
} as const satisfies Partial<Record<EventType, string>>;

/** An event as the root value of `equipmentStatus`; survives JSON. */
export interface StatusRoot extends Omit<AlertRoot, 'severity' | 'breakdownId'> {
  /** What changed, as it was told. */
  readonly payload: TopicEvent['payload'];
}

function toStatus(event: TopicEvent): StatusRoot {
  const { severity: _severity, breakdownId: _breakdownId, ...root } = toAlert(event);
  const kind = STATUS_KINDS[event.type as keyof typeof STATUS_KINDS];
  return { ...root, kind, payload: event.payload };
}

type Args = Readonly<Record<string, unknown>>;

export function createEquipmentTopics(store: Pick<Store, 'crosswalk'>): readonly Topic[] {
  return [
    {
      field: 'breakdownAlerts',
      types: Object.keys(KINDS),
      narrow: async (args, actor) => ({
        ...(await narrowPlaces(store.crosswalk, args, actor)),
        ...narrowSeverity(args),
      }),
      toRoot: (event) => ({ ...toAlert(event) }),
    },
    {
      field: 'equipmentStatus',
      types: Object.keys(STATUS_KINDS),
      narrow: (args, actor) => narrowPlaces(store.crosswalk, args, actor),
      toRoot: (event) => ({ ...toStatus(event) }),
    },
  ];
}

function narrowSeverity({ minSeverity }: Args): TopicFilter {
  const place = SEVERITIES.findIndex((own) => own === minSeverity);
  return place < 0 ? {} : { severities: SEVERITIES.slice(place) };
}
