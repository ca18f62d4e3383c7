/**
 * A milestone moves, is reached, or an activity goes on: the schedule first, since it owns dates and progress, then the
 * ERP's task and milestone that go with it. Reaching a billing milestone is what makes its part of the sale order due
 * to bill: Odoo counts it as delivered, and the step's result tells what is due. The invoice itself is another write.
 */
import type {
  FlagTaskInput,
  FlagTaskResult,
  ReachMilestoneInput,
  ReachMilestoneResult,
} from '../../odoo/connector.js';
import type { ActivityState, UpdateActivityInput } from '../../scheduling/effects.js';
import { defineWrite, step, type InputOf } from '../define-write.js';
import { isProblem } from '../find-machine.js';
import { closedProblems, findProject } from '../find-project.js';
import { saidProblems, scheduleProblems, toActivityUpdate } from './milestone-dates.js';
import { toErpSide, type InErp } from './milestone-in-erp.js';
import { findScheduled } from './milestone-target.js';

type Input = InputOf<'moveMilestone'>;
interface Facts extends InErp {
  readonly update: UpdateActivityInput;
  /** Code and name as planners write them. */
  readonly called: string;
  /** What is said, in words. */
  readonly said: string;
}

const FIELDS = ['plannedFinish', 'forecastDate', 'actualStart', 'actualFinish', 'percentComplete', 'status'];

const reschedule = step<Input, Facts, UpdateActivityInput, ActivityState>({
  name: 'activity',
  title: ({ facts }) => `State in the schedule that ${facts.called} ${facts.said}`,
  changes: [
    { object: 'Activity', fields: FIELDS, system: 'scheduling' },
    { object: 'Milestone', fields: FIELDS, system: 'scheduling' },
  ],
  effect: ({ scheduling }) => {
    if (scheduling) return scheduling.effects.updateActivity;
    throw new Error('no schedule of this firm takes writes');
  },
  arguments: ({ facts }) => facts.update,
});

const flag = step<Input, Facts, FlagTaskInput, FlagTaskResult>({
  name: 'task',
  title: ({ facts }) =>
    `Mark task "${facts.taskName}" of the ERP as ${facts.task?.tag ?? facts.task?.state ?? ''}`,
  when: ({ facts }) => facts.task !== null,
  changes: [{ object: 'Task', fields: ['state', 'tag'], system: 'odoo' }],
  effect: ({ erp }) => erp.effects.flagTask,
  arguments: ({ facts }) => facts.task as FlagTaskInput,
});

const reach = step<Input, Facts, ReachMilestoneInput, ReachMilestoneResult>({
  name: 'milestone',
  title: ({ facts: { milestone, milestoneName, due } }) => {
    if (!milestone?.reached)
      return `Move milestone "${milestoneName}" of the ERP to ${milestone?.deadline ?? ''}`;
    const bills = due && `; ${due.amount} ${due.currency} more of ${due.order} are due to bill then`;
    return `Mark milestone "${milestoneName}" of the ERP as reached${bills ?? ''}`;
  },
  when: ({ facts }) => facts.milestone !== null,
  changes: [{ object: 'BillingMilestone', fields: ['reached', 'deadline'], system: 'odoo' }],
  effect: ({ erp }) => erp.effects.reachMilestone,
  arguments: ({ facts }) => facts.milestone as ReachMilestoneInput,
});

function inWords({ forecastDate, actualStart, actualFinish, percent }: Input): string {
  return [
    ...(forecastDate == null ? [] : [`moves to ${forecastDate}`]),
    ...(actualStart == null ? [] : [`started on ${actualStart}`]),
    ...(actualFinish == null ? [] : [`was finished on ${actualFinish}`]),
    ...(percent == null ? [] : [`is at ${percent} %`]),
  ].join(', ');
}

export const moveMilestone = defineWrite<'moveMilestone', Facts>({
  kind: 'moveMilestone',
  roles: ['field', 'admin', 'integration'],
  async validate(input, scope) {
    const plain = saidProblems(input, scope.today);
    if (plain.length > 0) return { problems: plain };
    const project = await findProject(scope, input.project, input.company);
    if (isProblem(project)) return { problems: [project] };
    const [job, found] = await Promise.all([
      closedProblems(scope, project, 'state it on another job'),
      findScheduled(scope, input, project),
    ]);
    if (job.length > 0) return { problems: job };
    if (isProblem(found)) return { problems: [found] };
    const { activity } = found;
    const against = scheduleProblems(input, found);
    if (against.length > 0) return { problems: against };
    const erp = await toErpSide(scope, input, project, activity);
    if (!('side' in erp)) return { problems: erp };
    const { side, told } = erp;
    const called = [activity.code, activity.name].filter(Boolean).join(' ');
    const said = inWords(input);
    const own = side.due?.currency === scope.companies.get(project.company)?.currency;
    return {
      ...{ company: project.company, project: project.number, subject: `schedule/${activity.id}` },
      summary: `${called} of ${project.number} ${said}`,
      ...(own && side.due && { amount: side.due.amount }),
      facts: { ...side, update: toActivityUpdate(input, activity), called, said },
      problems: told,
    };
  },
  steps: [reschedule, flag, reach],
});
