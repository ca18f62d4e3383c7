/**
 * Days of a rented machine on a job that its vendor has not billed: an accrual in our own store, which names the order
 * line. It raises the cost and lowers what is open on the line; the vendor's bill takes its place, and never adds to
 * it: from the moment the line is billed more it counts no longer, and it is reversed with the bill named
 * (billed-accruals.ts). Nothing of it goes to the ERP.
 */
import type { AccrualRecord } from '../../../store/store.js';
import type { AccrualResult, PostAccrualInput } from '../../controls/connector.js';
import type { MachineState } from '../../equipment/effects.js';
import { centsText, type Cents } from '../../kit/cents.js';
import type { CompanySettings } from '../../kit/company.js';
import { defineWrite, step, type InputOf, type Problem, type WriteScope } from '../define-write.js';
import { numberOf } from '../find-assigned-job.js';
import { findMachine, isProblem, type MachineRef } from '../find-machine.js';
import { closedProblems, findProject, type ProjectTarget } from '../find-project.js';
import { daysOnJob, rentalPeriodProblems } from './rental-days.js';
import { codedLines, findRentalLine, lineProblems, priceOf, type RentalLine } from './rental-line.js';

type Input = InputOf<'postRentalAccrual'>;
interface Facts {
  readonly accrual: PostAccrualInput;
  readonly days: number;
  readonly amount: string;
  readonly currency: string;
  readonly order: string;
}

const accrue = step<Input, Facts, PostAccrualInput, AccrualResult>({
  name: 'accrual',
  title: ({ input, facts }) =>
    `Accrue ${facts.days} days of ${input.equipment} on ${input.project}, ${facts.amount} ${facts.currency}, on order ${facts.order}`,
  changes: [
    { object: 'Accrual', fields: ['amount', 'date', 'orderLine', 'coding', 'period'], system: 'plumbline' },
  ],
  effect: ({ controls }) => controls.effects.postAccrual,
  arguments: ({ facts }) => facts.accrual,
});

interface Rental {
  readonly machine: MachineRef;
  readonly project: ProjectTarget;
  readonly company: CompanySettings;
}

async function findRental(scope: WriteScope, input: Input): Promise<Rental | readonly Problem[]> {
  const [machine, project] = await Promise.all([
    findMachine(scope, input.equipment, ['equipment']),
    findProject(scope, input.project, input.company),
  ]);
  const unknown = [machine, project].filter(isProblem);
  if (isProblem(machine) || isProblem(project)) return unknown;
  if (machine.company !== project.company) {
    const message = `${machine.number} belongs to company ${machine.company}, project ${project.number} to ${project.company}; accrue it on a job of ${machine.company}`;
    return [{ code: 'CROSS_COMPANY', message, field: ['equipment'], record: machine.number }];
  }
  const company = scope.companies.get(project.company);
  if (company) return { machine, project, company };
  const message = `Company ${project.company} is not configured; add it under companies`;
  return [{ code: 'NOT_CONFIGURED', message, field: ['company'], record: project.company }];
}

function rentedProblems(
  { number, ownership }: MachineState,
  { code, rentedEquipment }: CompanySettings,
): Problem[] {
  const about = (wrong: string, message: string): Problem[] => [
    { code: wrong, message, field: ['equipment'], record: number, system: 'maintenance' },
  ];
  if (ownership !== 'RENTED')
    return about(
      'NOT_RENTED',
      `${number} is ${ownership ?? 'of unknown ownership'} on the maintenance platform, not RENTED; only what a vendor will bill is accrued`,
    );
  if (rentedEquipment === 'VENDOR') return [];
  return about(
    'CHARGED_BY_RATE',
    `Company ${code} charges rented machines to jobs by its internal rate, so the days of ${number} are cost already; set companies[].rentedEquipment when it does not`,
  );
}

/** Calendar days of the period on the job, by the platform's own assignments of now. */
async function daysOf(
  { systems, crosswalk }: WriteScope,
  { from, to }: Input,
  { machine, project }: Rental,
): Promise<number> {
  const [assignments, jobs] = await Promise.all([
    systems.maintenance.checks.assignments(machine.key, from, to),
    crosswalk.entries('PROJECT', 'maintenance'),
  ]);
  const isJob = (spelling: string | null): boolean =>
    numberOf(jobs, machine.company, spelling) === project.number;
  return daysOnJob(assignments, { from, to }, isJob);
}

const refusals = {
  absent: ({ equipment, from, to, project }: Input): Problem => ({
    ...{ code: 'NOT_ON_JOB', field: ['equipment'], record: equipment, system: 'maintenance' },
    message: `${equipment} was not on ${project} on any day from ${from} to ${to}; correct the period, or its assignments on the maintenance platform`,
  }),
  locked: ({ to }: Input, company: string): Problem => ({
    ...{ code: 'LOCKED_PERIOD', field: ['to'], record: company, system: 'odoo' },
    message: `The books of ${company} are locked on ${to}; end the period later or have it opened`,
  }),
  standing: ({ equipment }: Input, { id, rental }: AccrualRecord): Problem => ({
    ...{ code: 'ACCRUED_ALREADY', field: ['from'], record: id, system: 'plumbline' },
    message: `${equipment} is accrued from ${rental?.from ?? '?'} to ${rental?.to ?? '?'} already (${id}); choose other days, or reverse that write first`,
  }),
};

async function circumstances(scope: WriteScope, input: Input, rental: Rental) {
  const { machine, project, company } = rental;
  const { erp, maintenance, controls } = scope.systems;
  const period = { projectId: project.id, equipment: input.equipment, from: input.from, to: input.to };
  const [state, days, line, closed, locked, standing] = await Promise.all([
    maintenance.checks.machine(machine.key),
    daysOf(scope, input, rental),
    findRentalLine(scope, input, project),
    closedProblems(scope, project, 'accrue it on another job'),
    erp.checks.isLocked(company.code, input.to),
    controls.checks.overlappingRentals(period),
  ]);
  const problems = [
    ...rentedProblems(state, company),
    ...(days === 0 ? [refusals.absent(input)] : []),
    ...closed,
    ...(locked ? [refusals.locked(input, company.code)] : []),
    ...standing.slice(0, 1).map((one) => refusals.standing(input, one)),
  ];
  return { days, line, problems };
}

function toFacts(
  { equipment, from, to }: Input,
  { project, company: { currency } }: Rental,
  line: RentalLine,
  { days, amount }: { readonly days: number; readonly amount: Cents },
): Facts {
  const { record, ledger, bills } = line;
  return {
    accrual: {
      ...{ projectId: project.id, date: to, equipment, from, to },
      ...{ orderLineId: ledger.id, lines: codedLines(line, amount), billedBefore: ledger.billed },
      knownBills: [...new Set(bills.map(({ documentId }) => documentId))],
    },
    ...{ days, amount: centsText(amount), currency, order: record.order },
  };
}

export const postRentalAccrual = defineWrite<'postRentalAccrual', Facts>({
  kind: 'postRentalAccrual',
  roles: ['admin', 'integration'],
  async validate(input, scope) {
    const plain = rentalPeriodProblems(input, scope.today);
    if (plain.length > 0) return { problems: plain };
    const rental = await findRental(scope, input);
    if (!('machine' in rental)) return { problems: rental };
    const { days, line, problems } = await circumstances(scope, input, rental);
    if (isProblem(line)) return { problems: [...problems, line] };
    const price = priceOf(line, days, rental.company);
    if (typeof price !== 'bigint') return { problems: [...problems, price] };
    const against = [...problems, ...lineProblems(line, input, price)];
    if (against.length > 0) return { problems: against };
    const { machine, project, company } = rental;
    const facts = toFacts(input, rental, line, { days, amount: price });
    return {
      ...{ company: company.code, project: project.number, subject: `equipment/${machine.number}` },
      summary: `${days} days of ${machine.number} on ${project.number} to ${input.to}: ${facts.amount} ${company.currency} accrued`,
      amount: facts.amount,
      facts,
    };
  },
  steps: [accrue],
});
