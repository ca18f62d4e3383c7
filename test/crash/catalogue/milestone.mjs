/** A milestone of the schedule moves, and with it the ERP's milestone and task of the same thing. */
import { addDays } from '../world.mjs';

/** Each lane has a milestone of the schedule of its own, which nobody reaches. The ERP has the tag already. */
async function hands(world) {
  await world.erp('project.tags', 'create', { vals_list: [{ name: 'Rescheduled' }] });
  const { firm, company } = world;
  const places = firm.schedules
    .filter((one) => one.company === company.code)
    .flatMap((schedule) => {
      const project = world
        .projects(company.code)
        .find(({ spelling }) => spelling.scheduling === schedule.spelling);
      const last = schedule.activities.find(({ name }) => name === 'Substantial completion');
      return project && last.status !== 'COMPLETED'
        ? [{ project, objectId: last.objectId, milestone: `p6:${schedule.objectId}/${last.objectId}` }]
        : [];
    });
  return places.slice(0, 2).map((place) => ({ ...place, day: world.firm.today }));
}

/** Milestone and task in the ERP, as its people enter them. */
async function prepare(world, hand, name) {
  const of = { project_id: hand.project.odooId };
  const make = (model, own) => world.erp(model, 'create', { vals_list: [{ ...of, ...own }] });
  [hand.erpMilestone] = await make('project.milestone', { name: `Run ${name}`, deadline: world.firm.today });
  [hand.task] = await make('project.task', { name: `Run task ${name}` });
  world.entered.add(`milestones ${hand.erpMilestone}`).add(`tasks ${hand.task}`);
}

/** Nobody moved it later. */
const isLast = (one, asked) =>
  !asked.slice(asked.indexOf(one) + 1).some(({ input }) => input.milestone === one.input.milestone);

export const moveMilestone = {
  name: 'moveMilestone',
  mutation: 'moveMilestone',
  hands,
  prepare,
  input(_world, hand) {
    hand.day = addDays(hand.day, 1);
    return {
      ...{ project: hand.project.number, milestone: hand.milestone, forecastDate: hand.day },
      ...{ erpMilestone: String(hand.erpMilestone), task: String(hand.task) },
    };
  },
  claims({ name, path, body }, { hand, input }) {
    if (name.startsWith('PUT /p6ws/restapi/activity'))
      return body.includes(`"ObjectId":${hand.objectId}`) && body.includes(input.forecastDate) && 'activity';
    if (path.endsWith('/project.task/write')) return body.includes(`"ids":[${hand.task}]`) && 'task';
    if (!path.endsWith('/project.milestone/write')) return false;
    return body.includes(`"ids":[${hand.erpMilestone}]`) && 'milestone';
  },
  effects(one, asked) {
    const { hand, input } = one;
    return [
      ...(isLast(one, asked)
        ? [
            {
              ...{ target: 'scheduling', kind: 'milestone moved', list: 'activities' },
              is: (own) =>
                own.ObjectId === hand.objectId && own.PlannedFinishDate?.startsWith(input.forecastDate),
            },
          ]
        : []),
      {
        ...{ target: 'odoo', kind: 'task tagged', list: 'tasks' },
        is: ({ id, tag_ids: tags }) => id === hand.task && tags.length === 1,
      },
      {
        ...{ target: 'odoo', kind: 'deadline moved', list: 'milestones' },
        is: ({ id, deadline }) => id === hand.erpMilestone && deadline === input.forecastDate,
      },
    ];
  },
};
