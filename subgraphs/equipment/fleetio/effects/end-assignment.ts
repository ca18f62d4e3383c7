/** An assignment ends on a day. Source: developer.fleetio.com/docs/api/v-1-vehicle-assignments-update. */
import type { Effect } from '../../../kit/effect.js';
import type { EndAssignmentInput } from '../../effects.js';
import type { AssignmentModel } from '../../model.js';
import { toAssignment } from '../map.js';
import { wireAssignment, type WireAssignment } from '../wire.js';
import { ASSIGNMENTS, dayEnd } from './create-assignment.js';
import { readOne, STATE, type Platform } from './platform.js';

export function createEndAssignmentEffect(platform: Platform): Effect<EndAssignmentInput, AssignmentModel> {
  const reader = {
    shape: wireAssignment,
    toModel: (wire: WireAssignment) => toAssignment(wire, platform.settings),
  };
  const read = (input: EndAssignmentInput): Promise<AssignmentModel> =>
    readOne(platform, pathOf(input), reader, subject(input));
  const set = async (input: EndAssignmentInput, end: string | null): Promise<AssignmentModel> => {
    const before = await read(input);
    if (before.end === end) return before;
    const body = { ended_at: end === null ? null : dayEnd(end) };
    await platform.client.send('PATCH', pathOf(input), body, subject(input));
    return read(input);
  };
  return {
    name: 'end-assignment',
    system: 'maintenance',
    idempotency: STATE,
    run: (input) => set(input, input.end),
    async find(input) {
      const assignment = await read(input);
      return assignment.end === input.end ? assignment : null;
    },
    async undo(input) {
      await set(input, input.previousEnd);
    },
  };
}

function pathOf({ assignment }: EndAssignmentInput): string {
  return `${ASSIGNMENTS}/${assignment}`;
}

function subject({ assignment, end }: EndAssignmentInput) {
  return {
    what: `assignment ${assignment}, ended ${end}`,
    mend: 'check that it exists and began no later than that day',
  };
}
