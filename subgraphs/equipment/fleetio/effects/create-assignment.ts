/**
 * A machine is sent to a job. The key is kept in a custom field of the assignment, since the record has no other text;
 * an account without that field drops it, and then machine, first day, job and cost code say which one it is.
 * The platform wants a contact on each assignment.
 *
 * Source: developer.fleetio.com/docs/api/v-1-vehicle-assignments-create, -update, -index.
 */
import type { Effect } from '../../../kit/effect.js';
import type { CreateAssignmentInput } from '../../effects.js';
import type { AssignmentModel } from '../../model.js';
import { toAssignment } from '../map.js';
import { wireAssignment, type WireAssignment } from '../wire.js';
import { addOne, firstOf, lookUp, type Platform } from './platform.js';

export const ASSIGNMENTS = '/v1/vehicle_assignments';

export function createAssignmentEffect(platform: Platform): Effect<CreateAssignmentInput, AssignmentModel> {
  const { client, settings } = platform;
  const { fields } = settings;
  const reader = { shape: wireAssignment, toModel: (wire: WireAssignment) => toAssignment(wire, settings) };
  const isIt = (wire: WireAssignment, input: CreateAssignmentInput, key: string): boolean => {
    const kept = wire.custom_fields?.[fields.writeKey];
    if (typeof kept === 'string' && kept !== '') return kept === key;
    const { machine, job, costCode, start } = toAssignment(wire, settings);
    const same = machine === input.machine && start === input.start;
    return same && job === input.job && costCode === input.costCode;
  };
  return {
    name: 'create-assignment',
    system: 'maintenance',
    idempotency: lookUp(settings),
    run: (input, key) => addOne(platform, ASSIGNMENTS, toBody(input, platform, key), reader, subject(input)),
    async find(input, key) {
      const filter = { 'filter[vehicle_id][eq]': input.machine };
      const found = await firstOf(platform, ASSIGNMENTS, filter, wireAssignment, (wire) =>
        isIt(wire, input, key),
      );
      return found && toAssignment(found, settings);
    },
    /** It ends where it began and names no job any more, so that it charges nothing; why stands beside the key. */
    async undo(input, { key: id }, key, { date, reason }) {
      const note = `${key} taken back ${date}: ${reason}`.slice(0, 255);
      const custom = { [fields.job]: null, [fields.costCode]: null, [fields.writeKey]: note };
      const body = { ended_at: dayStart(input.start), custom_fields: custom };
      await client.send('PATCH', `${ASSIGNMENTS}/${id}`, body, subject(input));
    },
  };
}

/** Without an offset a time is the account's own, and an assignment is by the account's day. */
export function dayStart(day: string): string {
  return `${day}T00:00:00`;
}
export function dayEnd(day: string): string {
  return `${day}T23:59:59`;
}

function toBody(input: CreateAssignmentInput, { settings }: Platform, key: string): object {
  const { machine, job, costCode, start, end, operator } = input;
  const { fields, assignmentContact } = settings;
  return {
    vehicle_id: Number(machine),
    contact_id: operator === null ? assignmentContact : Number(operator),
    started_at: dayStart(start),
    ended_at: end === null ? null : dayEnd(end),
    custom_fields: { [fields.job]: job, [fields.costCode]: costCode, [fields.writeKey]: key },
  };
}

function subject({ machine, job, start, operator }: CreateAssignmentInput) {
  const who = operator === null ? 'name an operator or set assignmentContact' : 'check the operator';
  return {
    what: `the assignment of machine ${machine} to ${job} from ${start}`,
    mend: `check the machine and the days, and ${who}`,
  };
}
