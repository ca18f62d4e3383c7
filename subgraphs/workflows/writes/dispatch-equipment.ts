/**
 * A machine goes to a job: its assignment on the maintenance platform, by which its hours and breakdowns reach the
 * job, and, where an activity is named, the machine as a resource on it. One machine is in one place.
 */
import type { AssignResourceInput, ResourceAssignment, SchedulingEffects } from '../../scheduling/effects.js';
import type { CreateAssignmentInput, EndAssignmentInput } from '../../equipment/effects.js';
import type { AssignmentModel } from '../../equipment/model.js';
import { defineWrite, step, type InputOf, type WriteSystems } from '../define-write.js';
import { findMachine, isProblem } from '../find-machine.js';
import { closedProblems, findCostCode, findProject } from '../find-project.js';
import { activityProblems, bookingOf, machineProblems, periodProblems } from './dispatch-checks.js';

interface Facts {
  /** The maintenance platform's id of the machine. */
  readonly machine: string;
  /** The assignment that ends for this one, with its last day; null where none does. */
  readonly ends: { readonly assignment: string; readonly job: string | null; readonly end: string } | null;
}
type Input = InputOf<'dispatchEquipment'>;

const endCurrent = step<Input, Facts, EndAssignmentInput, AssignmentModel>({
  name: 'end current',
  title: ({ input, facts }) =>
    `End the assignment of ${input.equipment} to ${facts.ends?.job ?? 'no job'} on ${facts.ends?.end ?? ''}`,
  when: ({ facts }) => facts.ends !== null,
  changes: [{ object: 'EquipmentAssignment', fields: ['end'], system: 'maintenance' }],
  effect: ({ maintenance }) => maintenance.effects.endAssignment,
  arguments: ({ facts }) => ({
    assignment: facts.ends?.assignment ?? '',
    end: facts.ends?.end ?? '',
    previousEnd: null,
  }),
});

const assign = step<Input, Facts, CreateAssignmentInput, AssignmentModel>({
  name: 'assignment',
  title: ({ input }) =>
    `Assign ${input.equipment} to ${input.project} / ${input.costCode} from ${input.start} ${input.end == null ? 'on' : `to ${input.end}`}`,
  changes: [
    {
      object: 'EquipmentAssignment',
      fields: ['machine', 'job', 'costCode', 'start', 'end', 'operator'],
      system: 'maintenance',
    },
  ],
  effect: ({ maintenance }) => maintenance.effects.createAssignment,
  arguments: ({ input, facts }) => ({
    ...{ machine: facts.machine, job: input.project, costCode: input.costCode },
    ...{ start: input.start, end: input.end ?? null, operator: input.operator ?? null },
  }),
});

const plan = step<Input, Facts, AssignResourceInput, ResourceAssignment>({
  name: 'resource',
  title: ({ input }) => `Put ${input.equipment} on activity ${input.activity ?? ''} of the schedule`,
  when: ({ input }) => input.activity != null,
  changes: [
    { object: 'ResourceAssignment', fields: ['activity', 'resource', 'hours'], system: 'scheduling' },
  ],
  effect: (systems) => schedulingOf(systems).assignResource,
  arguments: ({ input }) => ({
    ...{ activity: input.activity ?? '', resource: input.equipment, hours: input.plannedHours ?? null },
  }),
});

/** Validation refuses an activity where no schedule takes writes, so a step never meets this. */
function schedulingOf({ scheduling }: WriteSystems): Pick<SchedulingEffects, 'assignResource'> {
  if (scheduling) return scheduling.effects;
  throw new Error('no schedule of this firm takes writes');
}

export const dispatchEquipment = defineWrite<'dispatchEquipment', Facts>({
  kind: 'dispatchEquipment',
  roles: ['field', 'admin', 'integration'],
  async validate(input, scope) {
    const [machine, project] = await Promise.all([
      findMachine(scope, input.equipment, ['equipment']),
      findProject(scope, input.project, input.company),
    ]);
    const unknown = [machine, project].filter(isProblem);
    if (isProblem(machine) || isProblem(project)) return { problems: unknown };
    const plain = [
      ...periodProblems(input),
      ...(machine.company === project.company ? [] : [foreign(machine, project)]),
    ];
    if (plain.length > 0) return { problems: plain };
    const { maintenance } = scope.systems;
    const [code, state, busy, job, activity] = await Promise.all([
      findCostCode(scope, input.costCode, project.company),
      maintenance.checks.machine(machine.key),
      maintenance.checks.assignments(machine.key, input.start, input.end ?? null),
      closedProblems(scope, project, 'dispatch to another job'),
      activityProblems(scope, input, project),
    ]);
    const booking = bookingOf(input, busy);
    const problems = [
      ...(isProblem(code) ? [code] : []),
      ...machineProblems(state),
      ...('problems' in booking ? booking.problems : []),
      ...job,
      ...activity,
    ];
    if (problems.length > 0 || 'problems' in booking) return { problems };
    return {
      ...{ company: project.company, project: project.number, subject: `equipment/${machine.number}` },
      summary: `${machine.number} to ${project.number} / ${input.costCode} from ${input.start}${input.end == null ? '' : ` to ${input.end}`}`,
      facts: { machine: machine.key, ends: booking.ends },
    };
  },
  steps: [endCurrent, assign, plan],
});

const foreign = (
  machine: { readonly number: string; readonly company: string },
  project: { readonly number: string; readonly company: string },
) => ({
  code: 'CROSS_COMPANY',
  message: `${machine.number} belongs to company ${machine.company}, project ${project.number} to ${project.company}; dispatch a machine of ${project.company}`,
  field: ['equipment'],
  record: machine.number,
});
