/** What every effect needs: the activity as P6 has it now, and the two ways a change is made safe to repeat. */
import type { Idempotency } from '../../../kit/effect.js';
import { UpstreamError } from '../../../kit/errors.js';
import type { P6Settings } from '../../settings.js';
import type { P6Client, P6Subject } from '../client.js';
import { wireActivityState, type WireActivityState } from '../wire.js';

export interface Platform {
  readonly client: P6Client;
  readonly settings: P6Settings;
}

export function lookUp({ delayBoundMs, timeoutMs }: P6Settings): Idempotency {
  return { kind: 'LOOK_UP', delayBoundMs: delayBoundMs ?? 2 * timeoutMs };
}

/** The key as it stands in a note. */
export function tag(key: string): string {
  return `[plumbline:${key}]`;
}

export function refused(message: string): UpstreamError {
  return new UpstreamError('scheduling', 'BUSINESS', message);
}

/** A text in a filter. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** P6's own id of an activity of the graph; an activity of a file cannot be changed. */
export function objectIdOf(activity: string): number {
  const id = /^p6:\d+\/(\d+)$/.exec(activity)?.[1];
  if (id !== undefined) return Number(id);
  throw refused(
    `activity ${activity} is not one of P6, and only P6 is written to; change it where its schedule is kept`,
  );
}

export async function readActivity({ client }: Platform, activity: string): Promise<WireActivityState> {
  const [row] = await client.read({
    model: 'activity',
    schema: wireActivityState,
    key: 'ObjectId',
    among: { field: 'ObjectId', ids: [objectIdOf(activity)] },
  });
  if (row) return row;
  throw refused(`scheduling does not know activity ${activity}; check whether it was deleted in P6`);
}

/** The ObjectId of a row just made. */
export function madeId(answer: unknown, { what }: P6Subject): number {
  const [id] = Array.isArray(answer) ? (answer as unknown[]) : [];
  if (typeof id === 'number') return id;
  throw new UpstreamError('scheduling', 'GARBAGE', `scheduling gave ${what} no ObjectId`);
}
