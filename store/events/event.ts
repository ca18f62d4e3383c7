/**
 * The event log: what happened in the firm, each change once, in one order that every process sees alike.
 *
 * An event is appended in a transaction, and transactions end in another order than they begin. So an event's place
 * is (transaction, id), and it is read only once every earlier transaction has ended: a reader that goes on after the
 * last place it saw misses nothing. Outside, a place is a cursor: opaque text that names this log.
 *
 *   append ─► event ─► relay (one per process) ─► followers, each from its own place
 */
import type { Devices } from './devices.js';
import type { Inbox } from './inbox.js';

export const EVENT_TYPES = [
  'BREAKDOWN_RAISED',
  'BREAKDOWN_CLEARED',
  'BREAKDOWN_ACKNOWLEDGED',
  'BREAKDOWN_ESCALATED',
  'EQUIPMENT_AVAILABILITY_CHANGED',
  'WORK_ORDER_CHANGED',
  'METER_READ',
  'GEOFENCE_ENTERED',
  'GEOFENCE_LEFT',
  'MILESTONE_PLANNED_CHANGED',
  'MILESTONE_FORECAST_CHANGED',
  'MILESTONE_ACTUAL_CHANGED',
  'MILESTONE_COMPLETED',
  'MILESTONE_BECAME_CRITICAL',
  'MILESTONE_ADDED',
  'MILESTONE_REMOVED',
  'WRITE_CHANGED',
  'APPROVAL_REQUESTED',
  'APPROVAL_DECIDED',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

export type EventSeverity = 'LOW' | 'MEDIUM' | 'HIGH' | 'CRITICAL';

/** Names what the event is about and what changed; everything else is looked up when the event is read. */
export type EventPayload = Readonly<Record<string, string | number | boolean | null>>;

export interface NewEvent {
  readonly type: EventType;
  /** Company code. */
  readonly company: string;
  /** Canonical id; null when it is about no job. */
  readonly project: string | null;
  /** Canonical id; null when it is about no machine. */
  readonly equipment: string | null;
  readonly severity: EventSeverity | null;
  /** By the clock of the source. */
  readonly occurredAt: Date;
  readonly source: {
    /** For example `telematics`. */
    readonly system: string;
    /** The source's own name of the record, for example `faults/100-1`. */
    readonly record: string;
  };
  /** Names the change, whoever reports it and however often: the same key is appended once. At most 200 characters. */
  readonly dedupeKey: string;
  /** At most 2,000 bytes as JSON. */
  readonly payload: EventPayload;
}

export interface EventRecord extends NewEvent {
  /** Decimal text, unique in the log; says nothing about order. */
  readonly id: string;
  readonly recordedAt: Date;
  /** The place after this event. */
  readonly cursor: string;
}

/** What became of one event that was handed to `append`. */
export interface Appended {
  readonly dedupeKey: string;
  /** False when its key was appended before, or earlier in the same call. */
  readonly isNew: boolean;
}

/** Events that fit all that is given; `'*'` and what is left out fit every event. Null fits no list. */
export interface EventFilter {
  readonly types?: readonly EventType[];
  readonly companies: '*' | readonly string[];
  /** Canonical ids. */
  readonly projects?: '*' | readonly string[];
  /** Canonical ids. */
  readonly equipment?: readonly string[];
  readonly severities?: readonly EventSeverity[];
}

export interface EventQuery extends EventFilter {
  /** Events after this cursor; from the oldest one that is left when null. */
  readonly after: string | null;
  /** At most so many events; 1 to 1,000. */
  readonly limit: number;
}

export interface EventPage {
  readonly events: readonly EventRecord[];
  /** Where to go on: past everything that was looked at, fitting or not. */
  readonly cursor: string;
  /** True when there may be more at once. */
  readonly hasMore: boolean;
  /** True when events were appended that cannot be read yet, because an older transaction is open. */
  readonly held: boolean;
}

/**
 * @property after a cursor, or `'HEAD'` for what comes from about now on; whoever must know exactly from where asks for
 *   `head()` first and gives that
 */
export interface FollowRequest extends EventFilter {
  readonly after: string;
  /** At most so many events in a batch; 500 when left out. */
  readonly most?: number;
}

/** Never empty; `cursor` is the place after its last event. */
export interface EventBatch {
  readonly events: readonly EventRecord[];
  readonly cursor: string;
}

/**
 * Brings events to whoever follows, in this process. The one here reads the log; another may be fed by a message
 * broker, as long as it keeps what is promised: in order, from the follower's own place, each event once, and nothing
 * kept for a follower that does not ask for its next batch.
 */
export interface EventRelay {
  /**
   * The next batch is looked for when it is asked for. Throws with CURSOR_INVALID or CURSOR_EXPIRED; an unreachable
   * database is waited for. `return()` ends it at once, also while it waits.
   */
  follow(request: FollowRequest): AsyncIterableIterator<EventBatch>;
  /** Ends every follower. */
  stop(): Promise<void>;
}

export interface EventLog extends Pick<EventRelay, 'follow'> {
  /** In one transaction of its own; the answers stand in the order of the events. */
  append(events: readonly NewEvent[]): Promise<readonly Appended[]>;
  /** Rejects with CURSOR_INVALID or CURSOR_EXPIRED. */
  read(query: EventQuery): Promise<EventPage>;
  /**
   * The place after the last event that can be read now.
   * @param since gives the place before what was recorded from then on, at most 10,000 events back
   */
  head(since?: Date): Promise<string>;
  /** Removes what retention does not keep. The store does so by itself now and then. */
  prune(): Promise<Pruned>;
  readonly inbox: Inbox;
  readonly devices: Devices;
}

/** Rows that were removed. */
export interface Pruned {
  readonly events: number;
  readonly keys: number;
  readonly deliveries: number;
  readonly devices: number;
}
