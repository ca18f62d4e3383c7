/**
 * What a message broker does for the relay: one process, the leader, reads the log and passes on what it read; the
 * others are fed by the broker. Every stretch names the places before and after it, so that whoever misses one sees
 * the gap and reads the log: a broker that loses, repeats or empties what it holds costs time, never an event.
 *
 *   ALONE ──broker delivers──► FED ──leader's lock taken──► LEADING
 *   ALONE ◄──broker is away────┴──────broker is away, or another one leads (then FED)
 */
import { comparePositions, decodeCursor, isRefused, type Position } from './cursor.js';
import type { EventRecord } from './event.js';

/** A stretch of the log with all events between two places. */
export interface Passage {
  readonly before: string;
  readonly after: string;
  /** Empty when it only says how far the log goes. */
  readonly events: readonly EventRecord[];
}

/** `ALONE` and `LEADING` read the log as it grows; `FED` seldom. */
export type Role = 'ALONE' | 'FED' | 'LEADING';

export interface Member {
  /** Called with every change. What came before a turn to FED is to be read from the log. */
  turn(role: Role): void;
  /** Undefined when what came cannot be understood. */
  received(passage: Passage | undefined): void;
}

export interface Membership {
  /** What was read from the log, in order; passed on while this process leads, else ignored. Never waits. */
  read(passage: Passage): void;
  leave(): Promise<void>;
}

export interface Fanout {
  /** How often a member that is FED looks into the log all the same. */
  readonly pollMs: number;
  /** Takes part until `leave`; begins ALONE. */
  join(member: Member): Membership;
  close(): Promise<void>;
}

/**
 * The events of a passage that come after a place; undefined when some between the two are missing, or when its places
 * are none of ours.
 */
export function eventsAfter(place: string, passage: Passage): readonly EventRecord[] | undefined {
  if (passage.after === place) return [];
  try {
    const here = decodeCursor(place);
    const [from, to] = [decodeCursor(passage.before), decodeCursor(passage.after)];
    if (from.lineage !== here.lineage || to.lineage !== here.lineage) return undefined;
    const isPast = (position: Position): boolean => comparePositions(position, here.position) > 0;
    if (!isPast(to.position)) return [];
    if (isPast(from.position)) return undefined;
    const rest = passage.events.filter(({ cursor }) => isPast(decodeCursor(cursor).position));
    return rest.at(-1)?.cursor === passage.after ? rest : undefined;
  } catch (error) {
    if (isRefused(error)) return undefined;
    throw error;
  }
}
