/** A machine goes from job to job: the stay before ends, the next begins, and the schedule knows. */
import { addDays, isIdle } from '../world.mjs';

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

const isStay =
  ({ hand, input }) =>
  (own) =>
    own.vehicle_id === hand.vehicleId && own.started_at.startsWith(input.start);

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
  effects(one) {
    const { vehicleId, objectId, stays } = one.hand;
    const eve = addDays(one.input.start, -1);
    return [
      { target: 'maintenance', kind: 'assignment', list: 'assignments', is: isStay(one) },
      ...(stays > 1
        ? [
            {
              ...{ target: 'maintenance', kind: 'stay before ended', list: 'assignments' },
              is: (own) => own.vehicle_id === vehicleId && String(own.ended_at).startsWith(eve),
            },
          ]
        : []),
      ...(objectId
        ? [
            {
              ...{ target: 'scheduling', kind: 'resource', list: 'resources' },
              is: (own) => own.ActivityObjectId === objectId && own.ResourceObjectId === vehicleId,
            },
          ]
        : []),
    ];
  },
};
