/** A machine goes from job to job: the stay before ends, the next begins, and the schedule knows. */
import { addDays, isIdle } from '../world.mjs';
import { isBack, isLastOf } from './taken-back.mjs';

export function dispatchHands(world, count) {
  const { firm, company } = world;
  const places = firm.schedules
    .filter((one) => one.company === company.code)
    .flatMap((schedule) => {
      const project = world
        .projects(company.code)
        .find(({ spelling }) => spelling.scheduling === schedule.spelling);
      const open = schedule.activities.filter((one) => one.type === 'TASK' && one.status !== 'COMPLETED');
      return project
        ? open.map(({ objectId }) => ({ project, objectId, activity: `p6:${schedule.objectId}/${objectId}` }))
        : [];
    });
  return world
    .deal(count, (own) => own.status === 'Active' && isIdle(world)(own))
    .map(({ number, vehicleId }, at) => ({ number, vehicleId, at, stays: 0, places }));
}

/** Machines that stay somewhere already: each dispatch ends that stay, each reversal opens it again. */
export async function stayingHands(world, count) {
  const hands = dispatchHands(world, count);
  for (const hand of hands) {
    const [{ project }] = hand.places;
    const { id } = await world.platform('/v1/vehicle_assignments', {
      ...{ vehicle_id: hand.vehicleId, contact_id: 1, ended_at: null },
      started_at: addDays(world.firm.today, 1),
      custom_fields: {
        job: project.spelling.maintenance ?? project.number,
        cost_code: world.costCode.code,
      },
    });
    world.entered.add(`assignments ${id}`);
    hand.before = id;
    // The day a stay ends says whose it is: no other lane's.
    hand.at += 5;
  }
  return hands;
}

const isStay =
  ({ hand, input }) =>
  (own) =>
    own.vehicle_id === hand.vehicleId && own.started_at.startsWith(input.start);

/** Its end of the stay before is the one that stands. */
const isLast = (one, asked) =>
  isLastOf(one, asked, ({ hand, input }) => hand.vehicleId === one.hand.vehicleId && input.start);
const endsStay = (one, asked) => (one.hand.before ? !isBack(one) && isLast(one, asked) : one.hand.stays > 1);

const isOnActivity =
  ({ hand }) =>
  (own) =>
    own.ActivityObjectId === hand.objectId && own.ResourceObjectId === hand.vehicleId;

export const dispatchEquipment = {
  name: 'dispatchEquipment',
  mutation: 'dispatchEquipment',
  hands: (world) => dispatchHands(world, 2),
  input(world, hand) {
    const place = hand.places[hand.stays % hand.places.length];
    // Once around, the machine is on every activity already.
    const fresh = hand.stays < hand.places.length;
    hand.start = addDays(world.firm.today, 10 + hand.at + 10 * hand.stays);
    hand.stays += 1;
    hand.objectId = fresh ? place.objectId : null;
    return {
      ...{ equipment: hand.number, project: place.project.number, costCode: world.costCode.code },
      ...{ start: hand.start, endCurrent: true },
      ...(fresh && { activity: place.activity, plannedHours: '80' }),
    };
  },
  claims({ name, body }, { hand, input }) {
    if (name === 'PATCH /v1/vehicle_assignments/{id}')
      return body.includes(`"${addDays(input.start, -1)}T23:59:59"`) && 'end current';
    const isOn = body.includes(`"ActivityObjectId":${hand.objectId},"ResourceObjectId":${hand.vehicleId}`);
    return name.startsWith('POST /p6ws/restapi/resourceAssignment') && isOn && 'resource';
  },
  effects(one, asked) {
    const { vehicleId, objectId } = one.hand;
    const eve = addDays(one.input.start, -1);
    return [
      { target: 'maintenance', kind: 'assignment', list: 'assignments', is: isStay(one) },
      ...(endsStay(one, asked)
        ? [
            {
              ...{ target: 'maintenance', kind: 'stay before ended', list: 'assignments' },
              is: (own) => own.vehicle_id === vehicleId && String(own.ended_at).startsWith(eve),
            },
          ]
        : []),
      ...(objectId
        ? [{ target: 'scheduling', kind: 'resource', list: 'resources', is: isOnActivity(one) }]
        : []),
    ];
  },
  undone: {
    claims: ({ name, path, body }, { hand }) =>
      name === 'PATCH /v1/vehicle_assignments/{id}' &&
      path.endsWith(`/${hand.before}`) &&
      body.includes('"ended_at":null') &&
      'end current',
    effects(one, _input, asked) {
      const { before, objectId } = one.hand;
      const { start } = one.input;
      const open = (own) => own.id === before && own.ended_at === null;
      return [
        {
          ...{ target: 'maintenance', kind: 'stay ended where it began', list: 'assignments' },
          is: (own) =>
            isStay(one)(own) && own.ended_at?.startsWith(start) && (own.custom_fields.job ?? null) === null,
        },
        ...(isLast(one, asked)
          ? [{ target: 'maintenance', kind: 'stay before open again', list: 'assignments', is: open }]
          : []),
        ...(objectId
          ? [
              {
                ...{ target: 'scheduling', kind: 'no hours left', list: 'resources' },
                is: (own) => isOnActivity(one)(own) && own.PlannedUnits === 0,
              },
            ]
          : []),
      ];
    },
  },
};
