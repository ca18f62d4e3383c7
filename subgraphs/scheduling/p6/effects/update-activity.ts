/**
 * An activity's dates, percent complete, status and constraint are set; what is as asked already is not sent, so a
 * repeat sends nothing. P6 computes early dates anew in the next scheduling run: a date that must hold needs its
 * constraint.
 *
 * Source: docs.oracle.com/cd/F51301_01/English/Integration_Documentation/p6_eppm_web_services_reference/42344.htm
 * (Activity fields). Unverified: which combinations of status and actual dates a server refuses; the result is read back.
 */
import type { Effect } from '../../../kit/effect.js';
import type { ActivityChanges, ActivityState, UpdateActivityInput } from '../../effects.js';
import type { WireActivityState } from '../wire.js';
import { toFields, toState } from './activity.js';
import { readActivity, refused, type Platform } from './platform.js';

export function createUpdateActivityEffect(platform: Platform): Effect<UpdateActivityInput, ActivityState> {
  return {
    name: 'update-activity',
    system: 'scheduling',
    idempotency: { kind: 'STATE' },
    run: ({ activity, changes }) => set(platform, activity, changes),
    async find({ activity, changes }) {
      const now = await readActivity(platform, activity);
      return isDone(changes, now) ? toState(now) : null;
    },
    async undo({ activity, previous }) {
      await set(platform, activity, previous);
    },
  };
}

async function set(platform: Platform, activity: string, changes: ActivityChanges): Promise<ActivityState> {
  const before = await readActivity(platform, activity);
  const fields = toFields(changes, before);
  if (Object.keys(fields).length === 0) return toState(before);
  const what = `activity ${before.Id} (${Object.entries(fields).map(toText).join(', ')})`;
  const mend = 'check the dates and the status against each other and against the activity in P6';
  await platform.client.write('PUT', 'activity', { ObjectId: before.ObjectId, ...fields }, { what, mend });
  const after = await readActivity(platform, activity);
  if (isDone(changes, after)) return toState(after);
  const left = Object.keys(toFields(changes, after)).join(', ');
  throw refused(`scheduling left ${left} of activity ${before.Id} otherwise than asked; set it in P6`);
}

function isDone(changes: ActivityChanges, now: WireActivityState): boolean {
  return Object.keys(toFields(changes, now)).length === 0;
}

function toText([field, value]: [string, unknown]): string {
  return `${field} ${typeof value === 'string' ? value.slice(0, 10) : JSON.stringify(value)}`;
}
