/** What is wrong with the hours of a timesheet, and how every refusal of a line is worded. Pure. */
import { decimal, max, ZERO, type Big } from '../../kit/decimal.js';
import type { Problem } from '../define-write.js';

/** A problem of one line; its field is one of the line's. */
export interface LineProblem extends Omit<Problem, 'field'> {
  readonly field: string;
}
interface Worked {
  readonly employee: string;
  readonly date: string;
  readonly hours: string;
  readonly description: string;
}

type Day = Pick<Worked, 'employee' | 'date'>;
export const dayOf = ({ employee, date }: Day): string => `${employee}/${date}`;

/**
 * By place in the input. A person's day over 24 hours is told at each of its lines: nobody can say which one is wrong.
 * @param booked hours that are in the ERP already, by person and day
 */
export function hoursProblems(
  lines: readonly Worked[],
  today: string,
  booked: ReadonlyMap<string, string>,
): ReadonlyMap<number, readonly LineProblem[]> {
  const totals = new Map<string, Big>();
  for (const line of lines)
    totals.set(dayOf(line), (totals.get(dayOf(line)) ?? ZERO).plus(max(decimal(line.hours), ZERO)));
  return new Map(
    lines.map((line, at) => {
      const own = plainProblems(line, today);
      if (own.length > 0) return [at, own];
      const before = booked.get(dayOf(line)) ?? '0';
      const total = totals.get(dayOf(line)) ?? ZERO;
      return [at, total.plus(before).gt(24) ? [tooMany(line, total.toFixed(), before)] : []];
    }),
  );
}

function plainProblems({ hours, date, description }: Worked, today: string): LineProblem[] {
  const worked = decimal(hours);
  const valid = worked.gt(0) && worked.lte(24) && worked.round(2, 0).eq(worked);
  return [
    ...(valid ? [] : [badHours(hours)]),
    ...(date > today ? [inFuture(date, today)] : []),
    ...(description.trim() === '' ? [noText()] : []),
  ];
}

const badHours = (hours: string): LineProblem => ({
  code: 'BAD_HOURS',
  message: `hours "${hours}" must be more than 0 and at most 24, with at most two decimals; correct them or split them by day`,
  field: 'hours',
});
const tooMany = ({ employee, date }: Worked, total: string, before: string): LineProblem => ({
  code: 'TOO_MANY_HOURS',
  message:
    `Employee ${employee} has ${total} hours on ${date} in this timesheet` +
    `${before === '0' ? '' : ` and ${before} booked in the ERP`}; a day has 24, correct the lines of that day`,
  field: 'hours',
  record: employee,
});
const inFuture = (date: string, today: string): LineProblem => ({
  code: 'IN_FUTURE',
  message: `date ${date} is after today, ${today}; report the day when it was worked`,
  field: 'date',
});
const noText = (): LineProblem => ({
  code: 'NO_DESCRIPTION',
  message: 'description is empty; say in a few words what was done',
  field: 'description',
});

interface Person {
  readonly id: number;
  readonly name: string | null;
  readonly company: string | null;
}
interface Job {
  readonly number: string;
  readonly company: string;
}
const nameOf = ({ id, name }: Person): string => `Employee ${id}${name === null ? '' : ` (${name})`}`;
const aboutPerson = (code: string, message: string, { id }: Pick<Person, 'id'>): LineProblem => ({
  ...{ code, message, field: 'employee', record: String(id), system: 'odoo' },
});
const aboutJob = (code: string, message: string, { number }: Job): LineProblem => ({
  ...{ code, message, field: 'project', record: number, system: 'odoo' },
});

export const lineProblem = {
  noEmployee: (id: string): LineProblem => ({
    code: 'NOT_FOUND',
    message: `The ERP has no employee "${id}"; give the id of an employee there`,
    ...{ field: 'employee', record: id, system: 'odoo' },
  }),
  otherCompany: (person: Person, company: string): LineProblem =>
    aboutPerson(
      'CROSS_COMPANY',
      `${nameOf(person)} belongs to company ${person.company ?? 'none of ours'}, the job to ${company}; hours across companies need a charge between them, which is not set up`,
      person,
    ),
  archived: (person: Person): LineProblem =>
    aboutPerson('INACTIVE', `${nameOf(person)} is archived in the ERP; reactivate or choose another`, person),
  hiddenCost: (person: Person): LineProblem =>
    aboutPerson(
      'COST_HIDDEN',
      `The hourly cost of ${nameOf(person)} is hidden from the configured key, so nobody can tell what the hours cost; give the key access to it`,
      person,
    ),
  noCost: (person: Person): LineProblem =>
    aboutPerson(
      'NO_HOURLY_COST',
      `${nameOf(person)} has an hourly cost of 0.00, so the hours would cost the job nothing; set it in the ERP`,
      person,
    ),
  payroll: (job: Job): LineProblem =>
    aboutJob(
      'LABOR_FROM_PAYROLL',
      `Labour of company ${job.company} reaches its jobs from payroll; a timesheet on ${job.number} would be a second cost of the same hours, leave it out`,
      job,
    ),
  mixed: (job: Job, company: string): LineProblem =>
    aboutJob(
      'CROSS_COMPANY',
      `Project ${job.number} belongs to company ${job.company}, this timesheet to ${company}; submit its lines in a call of their own`,
      job,
    ),
  closed: (job: Job): LineProblem =>
    aboutJob(
      'CLOSED_JOB',
      `Project ${job.number} is closed or archived; reopen it in the ERP or book on another job`,
      job,
    ),
  locked: (company: string, date: string, lock: string): LineProblem => ({
    code: 'LOCKED_PERIOD',
    message: `The books of ${company} are locked up to ${lock}, the line is of ${date}; choose a later date or have the period opened`,
    field: 'date',
    system: 'odoo',
  }),
} as const;
