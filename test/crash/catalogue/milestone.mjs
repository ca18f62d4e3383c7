/** A milestone moves: in the schedule, and in the ERP the task and the milestone that go with it. */
import { addDays } from '../world.mjs';
import { isBack, isLastOf } from './taken-back.mjs';

export function milestoneHands({ firm, today }, job) {
  const project = firm.projects.find(({ number }) => number === job);
  const schedule = firm.schedules.find(({ spelling }) => spelling === project.spelling.scheduling);
  const activity = schedule.activities.find(({ name }) => name === 'Substantial completion');
  const { code, objectId, plannedFinish } = activity;
  return [{ project, code, objectId, plannedFinish, day: today }];
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
  isLastOf(one, asked, ({ hand, input }) => hand.objectId === one.hand.objectId && input.forecastDate);

export const moveMilestone = {
  name: 'moveMilestone',
  mutation: 'moveMilestone',
  hands: (world) => milestoneHands(world, 'J-101'),
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
    if (isBack(one)) return [];
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
  undone: {
    effects(one, _input, asked) {
      const { objectId, plannedFinish, task, milestone } = one.hand;
      const asBefore = (own) =>
        own.ObjectId === objectId &&
        String(own.PlannedFinishDate).startsWith(plannedFinish) &&
        (own.PrimaryConstraintDate ?? null) === null;
      return [
        ...(isLast(one, asked)
          ? [{ target: 'scheduling', kind: 'activity as before', list: 'activities', is: asBefore }]
          : []),
        {
          ...{ target: 'odoo', kind: 'tag taken off', list: 'tasks' },
          is: (own) => own.id === task && own.tag_ids.length === 0,
        },
        {
          ...{ target: 'odoo', kind: 'milestone as before', list: 'milestones' },
          is: ({ id, deadline }) => id === milestone && deadline === false,
        },
      ];
    },
  },
};
