/**
 * Hours of people on jobs: one timesheet line in the ERP per line. Each step books some of them in one call, each under
 * a key of its own, so that one which fails is named and the others are not booked twice. Bad lines are told beside the
 * write unless all or nothing is asked.
 */
import { centsText, sumTexts } from '../../kit/cents.js';
import { decimal, sum } from '../../kit/decimal.js';
import type { TimesheetLinesInput, TimesheetLinesResult } from '../../odoo/connector.js';
import { defineWrite, step, type Accepted, type Problem, type StepDefinition } from '../define-write.js';
import { checkLines, type BookableLine, type TimesheetInput } from './timesheet-lines.js';

interface Facts {
  readonly lines: readonly BookableLine[];
  /** Analytic account of the cost type of labour; null where the firm has no such plan. */
  readonly costTypeId: number | null;
  /** At today's hourly costs, company currency. */
  readonly amount: string;
}

const MOST_LINES = 200;

/** In one call to the ERP: it takes a second or so there, far from the time-out. */
const LINES_PER_STEP = 50;

const toStep = (lines: readonly BookableLine[]): StepDefinition<TimesheetInput, Facts> =>
  step<TimesheetInput, Facts, TimesheetLinesInput, TimesheetLinesResult>({
    name: nameOf(lines),
    title: () => lines.map(titleOf).join('; '),
    effect: ({ erp }) => erp.effects.bookTimesheetLines,
    arguments: ({ facts }) => ({
      company: lines[0]?.company ?? '',
      costTypeId: facts.costTypeId,
      lines: lines.map(({ at, employeeId, projectId, date, hours, description: name, costCodeId }) => ({
        ...{ at, employeeId, projectId, date, hours, name, costCodeId },
      })),
    }),
  });

/** Places in the input, so that a person finds the lines. */
function nameOf(lines: readonly BookableLine[]): string {
  const [first, last] = [lines[0]?.at ?? 0, lines.at(-1)?.at ?? 0];
  return first === last ? `line ${first}` : `lines ${first} to ${last}`;
}

const titleOf = ({ hours, employeeName, project, costCode, date }: BookableLine): string =>
  `Book ${hours} h of ${employeeName} on ${project} / ${costCode} on ${date}`;

function inSteps(lines: readonly BookableLine[]): (readonly BookableLine[])[] {
  const count = Math.ceil(lines.length / LINES_PER_STEP);
  return Array.from({ length: count }, (_, at) =>
    lines.slice(at * LINES_PER_STEP, (at + 1) * LINES_PER_STEP),
  );
}

function countProblem(count: number): Problem | null {
  if (count >= 1 && count <= MOST_LINES) return null;
  const message = `A timesheet has 1 to ${MOST_LINES} lines, this one ${count}; split it into several calls`;
  return { code: 'BAD_INPUT', message, field: ['lines'] };
}

/** Hours only: what a person costs an hour is not for everybody who may see the write. */
function toAccepted(facts: Facts, problems: readonly Problem[]): Accepted<Facts> | null {
  const { lines, amount } = facts;
  const [first] = lines;
  if (!first) return null;
  const jobs = [...new Set(lines.map(({ project }) => project))];
  const days = lines.map(({ date }) => date).sort();
  const [from = '', to = ''] = [days[0], days.at(-1)];
  const hours = sum(lines.map((line) => decimal(line.hours))).toFixed();
  const when = from === to ? `on ${from}` : `from ${from} to ${to}`;
  return {
    company: first.company,
    project: jobs.length === 1 ? first.project : null,
    subject: `timesheets/${first.company}/${jobs.length === 1 ? first.project : 'several'}`,
    summary: `${hours} h in ${lines.length} timesheet line${lines.length === 1 ? '' : 's'} on ${jobs.slice(0, 3).join(', ')}${jobs.length > 3 ? ` and ${jobs.length - 3} more` : ''} ${when}`,
    ...{ amount, facts, problems },
  };
}

export const submitTimesheet = defineWrite<'submitTimesheet', Facts>({
  kind: 'submitTimesheet',
  roles: ['field', 'admin', 'integration'],
  async validate({ lines, allowPartial }, scope) {
    const count = countProblem(lines.length);
    if (count) return { problems: [count] };
    const { bookable, problems } = await checkLines(scope, lines);
    if (bookable.length === 0 || (problems.length > 0 && allowPartial === false)) return { problems };
    const costTypes = await scope.systems.erp.checks.costTypes();
    const amount = centsText(sumTexts(bookable.map(({ cost }) => cost)));
    const facts = { lines: bookable, costTypeId: costTypes.get('LABOR') ?? null, amount };
    return toAccepted(facts, problems) ?? { problems };
  },
  changes: [
    {
      object: 'Timesheet',
      fields: ['employee', 'project', 'costCode', 'date', 'hours', 'description'],
      system: 'odoo',
    },
  ],
  steps: ({ lines }) => inSteps(lines).map(toStep),
});
