/**
 * A machine broke down in the field: issue and work order on the maintenance platform, the machine down when it cannot
 * work, and the task it holds up flagged in the ERP. The foreman has an answer at once; the systems hear of it as soon
 * as they can be reached.
 */
import type {
  Issue,
  IssueInput,
  MachineState,
  MachineStatusInput,
  SettableAvailability,
  WorkOrderDetail,
  WorkOrderInput,
} from '../../equipment/effects.js';
import type { FlagTaskInput, FlagTaskResult } from '../../odoo/connector.js';
import { defineWrite, step, type InputOf, type Problem, type WriteScope } from '../define-write.js';
import { findMachine, isProblem } from '../find-machine.js';
import { toHeldUp } from './breakdown-task.js';

interface Facts {
  /** The maintenance platform's id of the machine. */
  readonly machine: string;
  readonly occurredAt: string;
  /** Availability before, to go back to in a reversal. */
  readonly previous: SettableAvailability | null;
  /** The job's task that is held up; null where none was found. */
  readonly flag: FlagTaskInput | null;
  readonly taskName: string;
}
type Input = InputOf<'reportBreakdown'>;

const openIssue = step<Input, Facts, IssueInput, Issue>({
  name: 'issue',
  title: ({ input }) => `Open an issue "${input.summary}" for ${input.equipment}`,
  changes: [
    {
      object: 'Breakdown',
      fields: ['summary', 'description', 'severity', 'occurredAt'],
      system: 'maintenance',
    },
  ],
  effect: ({ maintenance }) => maintenance.effects.createIssue,
  arguments: ({ input, facts }) => ({
    machine: facts.machine,
    summary: input.summary,
    description: input.description ?? null,
    reportedAt: facts.occurredAt,
    severity: input.severity,
  }),
});

const openWorkOrder = step<Input, Facts, WorkOrderInput, WorkOrderDetail>({
  name: 'work order',
  title: ({ input }) => `Open a work order for ${input.equipment} that mends the issue`,
  changes: [{ object: 'WorkOrder', fields: ['description', 'issuedAt', 'lines'], system: 'maintenance' }],
  effect: ({ maintenance }) => maintenance.effects.createWorkOrder,
  arguments: ({ input, facts, results }) => ({
    machine: facts.machine,
    description: input.summary,
    issuedAt: facts.occurredAt,
    lines: [
      { description: input.summary, issue: (results['issue'] as Issue).key, laborCost: null, parts: [] },
    ],
  }),
});

const setDown = step<Input, Facts, MachineStatusInput, MachineState>({
  name: 'availability',
  title: ({ input }) => `Set ${input.equipment} down`,
  when: ({ input }) => input.outOfService !== false,
  changes: [{ object: 'Equipment', fields: ['availability'], system: 'maintenance' }],
  effect: ({ maintenance }) => maintenance.effects.setMachineStatus,
  arguments: ({ facts }) => ({ machine: facts.machine, availability: 'DOWN', previous: facts.previous }),
});

const flagHeldUp = step<Input, Facts, FlagTaskInput, FlagTaskResult>({
  name: 'task',
  title: ({ input, facts }) => `Flag task "${facts.taskName}" of the ERP, which ${input.equipment} holds up`,
  // Absent in a write that an earlier version kept.
  when: ({ facts }) => (facts.flag ?? null) !== null,
  changes: [{ object: 'Task', fields: ['priority', 'tag'], system: 'odoo' }],
  effect: ({ erp }) => erp.effects.flagTask,
  arguments: ({ facts }) => facts.flag as FlagTaskInput,
});

function plainProblems({ summary }: Input, occurredAt: string, { today, now }: WriteScope): Problem[] {
  const empty = 'summary is empty; say in a line what is wrong';
  const future = `occurredAt ${occurredAt} lies in the future; correct it`;
  return [
    ...(summary.trim() === '' ? [{ code: 'EMPTY', message: empty, field: ['summary'] }] : []),
    ...(occurredAt.slice(0, 10) > today && occurredAt > now
      ? [{ code: 'IN_FUTURE', message: future, field: ['occurredAt'] }]
      : []),
  ];
}

export const reportBreakdown = defineWrite<'reportBreakdown', Facts>({
  kind: 'reportBreakdown',
  roles: ['field', 'admin', 'integration'],
  async validate(input, scope) {
    const machine = await findMachine(scope, input.equipment, ['equipment']);
    if (isProblem(machine)) return { problems: [machine] };
    const occurredAt = new Date(input.occurredAt ?? scope.now).toISOString();
    const problems = plainProblems(input, occurredAt, scope);
    if (problems.length > 0) return { problems };
    const day = occurredAt.slice(0, 10) > scope.today ? scope.today : occurredAt.slice(0, 10);
    const [{ availability }, found] = await Promise.all([
      scope.systems.maintenance.checks.machine(machine.key),
      toHeldUp(scope, machine, { task: input.task ?? null, severity: input.severity, day }),
    ]);
    if (isProblem(found)) return { problems: [found] };
    const { heldUp, told } = found;
    return {
      company: machine.company,
      project: heldUp.flag && heldUp.project,
      subject: `equipment/${machine.number}`,
      summary: `Breakdown of ${machine.number}: ${input.summary}`,
      facts: {
        machine: machine.key,
        occurredAt,
        previous: availability === 'IN_USE' ? 'AVAILABLE' : availability,
        ...{ flag: heldUp.flag, taskName: heldUp.name },
      },
      problems: told,
    };
  },
  steps: [openIssue, openWorkOrder, setDown, flagHeldUp],
});
