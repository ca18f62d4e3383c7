/**
 * Hours of a machine on a job: the meter on the maintenance platform, and the internal charge on the job in the ERP at
 * the company's rate. The charge carries `PLB-USE <machine>/<day>`, so that the day stops being accrued: one cost, once.
 */
import type { MeterEntry, MeterEntryInput, FuelEntry, FuelEntryInput } from '../../equipment/effects.js';
import { centsText, timesRounded, toCents } from '../../kit/cents.js';
import { decimal } from '../../kit/decimal.js';
import type { JournalEntryInput, JournalEntryResult } from '../../odoo/connector.js';
import { defineWrite, step, type InputOf, type Problem, type WriteScope } from '../define-write.js';
import { findMachine, isProblem, type MachineRef } from '../find-machine.js';
import { findCostCode, findProject, type ProjectTarget } from '../find-project.js';
import { chargeProblems, toCharge, type Charge } from './usage-charge.js';
import { meterProblems, toMeter } from './usage-meter.js';

interface Facts extends Charge {
  /** The maintenance platform's id of the machine. */
  readonly machine: string;
  /** Hour meter at the end of the day; null where a later reading is there already. */
  readonly meter: string | null;
}
type Input = InputOf<'recordEquipmentUsage'>;

const readMeter = step<Input, Facts, MeterEntryInput, MeterEntry>({
  name: 'meter',
  title: ({ input, facts }) =>
    `Read the hour meter of ${input.equipment}: ${facts.meter ?? ''} h on ${input.date}`,
  when: ({ facts }) => facts.meter !== null,
  changes: [{ object: 'MeterReading', fields: ['date', 'hours'], system: 'maintenance' }],
  effect: ({ maintenance }) => maintenance.effects.createMeterEntry,
  arguments: ({ input, facts }) => ({ machine: facts.machine, date: input.date, hours: facts.meter ?? '0' }),
});

const fillUp = step<Input, Facts, FuelEntryInput, FuelEntry>({
  name: 'fuel',
  title: ({ input }) => `Record ${input.fuelLitres ?? '0'} l of fuel for ${input.equipment}`,
  when: ({ input, facts }) => input.fuelLitres != null && facts.meter !== null,
  changes: [
    { object: 'FuelEntry', fields: ['date', 'litres'], system: 'maintenance' },
    { object: 'MeterReading', fields: ['date', 'hours'], system: 'maintenance' },
  ],
  effect: ({ maintenance }) => maintenance.effects.createFuelEntry,
  arguments: ({ input, facts }) => ({
    ...{ machine: facts.machine, date: input.date, hours: facts.meter ?? '0', cost: null },
    litres: input.fuelLitres ?? '0',
  }),
});

const charge = step<Input, Facts, JournalEntryInput, JournalEntryResult>({
  name: 'charge',
  title: ({ input, facts }) =>
    `Charge ${facts.amount} ${facts.currency} to ${input.project} / ${input.costCode} in journal ${facts.journal}`,
  changes: [{ object: 'ActualCost', fields: ['date', 'amount', 'quantity', 'coding'], system: 'odoo' }],
  effect: ({ erp }) => erp.effects.postJournalEntry,
  arguments: ({ input, facts }) => toEntry(input, facts),
});

function toEntry(input: Input, facts: Facts): JournalEntryInput {
  const label = `${input.equipment} ${input.hours} h @ ${facts.rate}`;
  const { amount, distribution } = facts;
  return {
    ...{ company: facts.company, journal: facts.journal, date: input.date },
    ref: `PLB-USE ${input.equipment}/${input.date}`,
    lines: [
      { account: facts.debit, label, side: 'DEBIT', amount, quantity: input.hours, distribution },
      { account: facts.credit, label: `${label}, recovered`, side: 'CREDIT', amount, distribution: null },
    ],
  };
}

function plainProblems({ hours, date, fuelLitres }: Input, { today }: WriteScope): Problem[] {
  const wrong = (code: string, message: string, field: string): Problem => ({
    code,
    message,
    field: [field],
  });
  const worked = decimal(hours);
  return [
    ...(worked.lte(0) || worked.gt(24)
      ? [
          wrong(
            'BAD_HOURS',
            `hours "${hours}" must be more than 0 and at most 24 for one day; split them by day`,
            'hours',
          ),
        ]
      : []),
    ...(date > today
      ? [
          wrong(
            'IN_FUTURE',
            `date ${date} is after today, ${today}; report the day when it was worked`,
            'date',
          ),
        ]
      : []),
    ...(fuelLitres != null && decimal(fuelLitres).lte(0)
      ? [
          wrong(
            'BAD_FUEL',
            `fuelLitres "${fuelLitres}" must be above 0; leave it out when nothing was filled`,
            'fuelLitres',
          ),
        ]
      : []),
  ];
}

interface Parties {
  readonly machine: MachineRef;
  readonly project: ProjectTarget;
  readonly costCodeAccountId: number;
}

async function findParties(input: Input, scope: WriteScope): Promise<Parties | readonly Problem[]> {
  const [machine, project] = await Promise.all([
    findMachine(scope, input.equipment, ['equipment']),
    findProject(scope, input.project, input.company),
  ]);
  if (isProblem(machine)) return isProblem(project) ? [machine, project] : [machine];
  if (isProblem(project)) return [project];
  if (machine.company !== project.company) {
    const message = `${machine.number} belongs to company ${machine.company}, project ${project.number} to ${project.company}; a charge across companies needs paired entries, which are not set up`;
    return [{ code: 'CROSS_COMPANY', message, field: ['equipment'], record: machine.number }];
  }
  const code = await findCostCode(scope, input.costCode, project.company);
  return isProblem(code) ? [code] : { machine, project, costCodeAccountId: code.accountId };
}

export const recordEquipmentUsage = defineWrite<'recordEquipmentUsage', Facts>({
  kind: 'recordEquipmentUsage',
  roles: ['field', 'admin', 'integration'],
  async validate(input, scope) {
    const plain = plainProblems(input, scope);
    if (plain.length > 0) return { problems: plain };
    const parties = await findParties(input, scope);
    if (!('machine' in parties)) return { problems: parties };
    const [meter, booked] = await Promise.all([
      toMeter(scope, parties.machine, input),
      toCharge(scope, parties, input),
    ]);
    const problems = [...meterProblems(meter), ...chargeProblems(booked)];
    if (problems.length > 0 || 'problems' in booked || 'problems' in meter) return { problems };
    const { machine, project } = parties;
    const amount = centsText(timesRounded(toCents(booked.rate), decimal(input.hours)));
    return {
      ...{
        company: project.company,
        project: project.number,
        subject: `equipment/${machine.number}`,
        amount,
      },
      summary: `${input.hours} h of ${machine.number} on ${project.number} on ${input.date}: ${amount} ${booked.currency}`,
      facts: { ...booked, amount, machine: machine.key, meter: meter.hours },
    };
  },
  steps: [readMeter, fillUp, charge],
});
