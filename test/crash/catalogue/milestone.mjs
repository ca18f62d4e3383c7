/** A milestone moves: in the schedule, and in the ERP the task and the milestone that go with it. */
import { addDays } from '../world.mjs';

function hands({ firm, today }) {
  const project = firm.projects.find(({ number }) => number === 'J-101');
  const schedule = firm.schedules.find(({ spelling }) => spelling === project.spelling.scheduling);
  const activity = schedule.activities.find(({ name }) => name === 'Substantial completion');
  return [{ project, code: activity.code, objectId: activity.objectId, day: today }];
}

/** The ERP's own milestone and task of it. */
async function prepare(world, hand, name) {
  const own = { name: `Run milestone ${name}`, project_id: hand.project.odooId };
  [hand.milestone] = await world.erp('project.milestone', 'create', { vals_list: [own] });
  [hand.task] = await world.erp('project.task', 'create', { vals_list: [own] });
  world.entered.add(`milestones ${hand.milestone}`).add(`tasks ${hand.task}`);
}

/** Where it stands is where the last one put it. */
const isLast = (one, asked) =>
  !asked
    .slice(asked.indexOf(one) + 1)
    .some((later) => later.hand?.objectId === one.hand.objectId && later.input.forecastDate);

export const moveMilestone = {
  name: 'moveMilestone',
  mutation: 'moveMilestone',
  hands,
  prepare,
  input(_world, hand) {
    hand.day = addDays(hand.day, 1);
    const { project, code, milestone, task, day } = hand;
    return {
      ...{ project: project.number, milestone: code, forecastDate: day },
      ...{ erpMilestone: String(milestone), task: String(task) },
    };
  },
  claims({ name, body }, { hand }) {
    if (name === 'PUT /p6ws/restapi/activity')
      return body.includes(`"ObjectId":${hand.objectId}`) && 'activity';
    if (name === 'POST /json/2/project.task/write') return body.includes(`"ids":[${hand.task}]`) && 'task';
    const isMilestone = name === 'POST /json/2/project.milestone/write';
    return isMilestone && body.includes(`"ids":[${hand.milestone}]`) && 'milestone';
  },
  effects(one, asked) {
    const { objectId, task, milestone } = one.hand;
    const { forecastDate: day } = one.input;
    const moved = (own) =>
      own.ObjectId === objectId &&
      [own.PlannedFinishDate, own.PrimaryConstraintDate].some((date) => String(date).startsWith(day));
    return [
      ...(isLast(one, asked)
        ? [{ target: 'scheduling', kind: 'activity moved', list: 'activities', is: moved }]
        : []),
      {
        ...{ target: 'odoo', kind: 'task tagged', list: 'tasks' },
        is: (own) => own.id === task && own.tag_ids.length === 1,
      },
      {
        ...{ target: 'odoo', kind: 'milestone moved', list: 'milestones' },
        is: ({ id, deadline }) => id === milestone && deadline === day,
      },
    ];
  },
};
