/**
 * A machine broke down in the field: issue and work order on the maintenance platform, and the machine down when it
 * cannot work. The foreman has an answer at once; the platform hears of it as soon as it can be reached.
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
import { defineWrite, step, type InputOf } from '../define-write.js';
import { findMachine, isProblem } from '../find-machine.js';

interface Facts {
  /** The maintenance platform's id of the machine. */
  readonly machine: string;
  readonly occurredAt: string;
  /** Availability before, to go back to in a reversal. */
  readonly previous: SettableAvailability | null;
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

export const reportBreakdown = defineWrite<'reportBreakdown', Facts>({
  kind: 'reportBreakdown',
  roles: ['field', 'admin', 'integration'],
  async validate(input, scope) {
    const machine = await findMachine(scope, input.equipment, ['equipment']);
    if (isProblem(machine)) return { problems: [machine] };
    const occurredAt = new Date(input.occurredAt ?? scope.now).toISOString();
    const problems = [
      ...(input.summary.trim() === ''
        ? [{ code: 'EMPTY', message: 'summary is empty; say in a line what is wrong', field: ['summary'] }]
        : []),
      ...(occurredAt.slice(0, 10) > scope.today && occurredAt > scope.now
        ? [
            {
              code: 'IN_FUTURE',
              message: `occurredAt ${occurredAt} lies in the future; correct it`,
              field: ['occurredAt'],
            },
          ]
        : []),
    ];
    if (problems.length > 0) return { problems };
    const { availability } = await scope.systems.maintenance.checks.machine(machine.key);
    return {
      company: machine.company,
      project: null,
      subject: `equipment/${machine.number}`,
      summary: `Breakdown of ${machine.number}: ${input.summary}`,
      facts: {
        machine: machine.key,
        occurredAt,
        previous: availability === 'IN_USE' ? 'AVAILABLE' : availability,
      },
    };
  },
  steps: [openIssue, openWorkOrder, setDown],
});
