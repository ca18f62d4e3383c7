/**
 * A resource is put on an activity. P6 lets a resource be on one activity again only in another role, so activity and
 * resource without a role say which assignment it is, whoever made it.
 *
 * Source: docs.oracle.com/cd/G18294_01/English/Integration_Documentation/rest_api/api-resourceassignment.html,
 * p6_eppm_web_services_reference/41963.htm (create answers the ObjectIds).
 */
import { decimal } from '../../../kit/decimal.js';
import type { Effect } from '../../../kit/effect.js';
import type { AssignResourceInput, ResourceAssignment } from '../../effects.js';
import { wireResource, wireResourceAssignment, type WireResourceAssignment } from '../wire.js';
import { lookUp, madeId, objectIdOf, quoted, readActivity, refused, type Platform } from './platform.js';

const MODEL = 'resourceAssignment';

export function createAssignResourceEffect(
  platform: Platform,
): Effect<AssignResourceInput, ResourceAssignment> {
  const { client, settings } = platform;
  return {
    name: 'assign-resource',
    system: 'scheduling',
    idempotency: lookUp(settings),
    async run(input) {
      const [activity, resource] = await Promise.all([
        readActivity(platform, input.activity),
        resourceId(platform, input),
      ]);
      const units = input.hours === null ? {} : { PlannedUnits: decimal(input.hours).toNumber() };
      const row = { ActivityObjectId: activity.ObjectId, ResourceObjectId: resource, ...units };
      const about = subject(input);
      const id = madeId(await client.write('POST', MODEL, row, about), about);
      const made = (await assignmentsOf(platform, input)).find(({ ObjectId }) => ObjectId === id);
      if (made) return toModel(made, input);
      throw refused(`scheduling does not show ${about.what}, which it said it made; check it in P6`);
    },
    async find(input) {
      const resource = await resourceId(platform, input);
      const found = (await assignmentsOf(platform, input)).find(
        (wire) => wire.ResourceObjectId === resource && wire.RoleObjectId == null,
      );
      return found ? toModel(found, input) : null;
    },
    /** It stays on the activity with no hours to work. */
    async undo(input, { key }) {
      const row = { ObjectId: Number(key), PlannedUnits: 0, RemainingUnits: 0 };
      await client.write('PUT', MODEL, row, subject(input));
    },
  };
}

function assignmentsOf(
  { client }: Platform,
  { activity }: AssignResourceInput,
): Promise<WireResourceAssignment[]> {
  return client.read({
    model: MODEL,
    schema: wireResourceAssignment,
    key: 'ObjectId',
    among: { field: 'ActivityObjectId', ids: [objectIdOf(activity)] },
  });
}

async function resourceId({ client }: Platform, { resource }: AssignResourceInput): Promise<number> {
  const [found] = await client.read({
    model: 'resource',
    schema: wireResource,
    key: 'ObjectId',
    filter: `Id:eq:${quoted(resource)}`,
  });
  if (found) return found.ObjectId;
  throw refused(`scheduling has no resource "${resource}"; add it in P6 under that id, or assign another`);
}

function toModel(
  wire: WireResourceAssignment,
  { activity, resource }: AssignResourceInput,
): ResourceAssignment {
  const hours = wire.PlannedUnits == null ? null : decimal(wire.PlannedUnits).toFixed();
  return { key: String(wire.ObjectId), activity, resource, hours };
}

function subject({ activity, resource, hours }: AssignResourceInput) {
  return {
    what: `resource ${resource} on activity ${activity}${hours === null ? '' : ` with ${hours} h`}`,
    mend: 'check whether it is on the activity already',
  };
}
