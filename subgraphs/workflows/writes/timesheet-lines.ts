/**
 * Which lines of a timesheet can be booked, and why the others cannot. Everything is looked up for all lines at once:
 * the number of calls does not grow with the lines.
 */
import { centsText, timesRounded, toCents } from '../../kit/cents.js';
import { decimal } from '../../kit/decimal.js';
import type { EmployeeRecord, LockDates, ProjectRecord } from '../../odoo/connector.js';
import type { InputOf, Problem, WriteScope } from '../define-write.js';
import { isProblem } from '../find-machine.js';
import { findCostCode, findProject, type ProjectTarget } from '../find-project.js';
import { isDay } from './days.js';
import { dayOf, hoursProblems, lineProblem, type LineProblem } from './timesheet-hours.js';

export type TimesheetInput = InputOf<'submitTimesheet'>;
export type Line = TimesheetInput['lines'][number];

/** A line that can be booked, as the ERP knows it. Plain JSON. */
export interface BookableLine {
  /** Place in the input, from 0. */
  readonly at: number;
  readonly company: string;
  readonly employeeId: number;
  readonly employeeName: string;
  readonly project: string;
  readonly projectId: number;
  readonly costCode: string;
  readonly costCodeId: number;
  readonly date: string;
  readonly hours: string;
  readonly description: string;
  /** Hours at today's hourly cost, company currency. */
  readonly cost: string;
}

type Named = Parameters<typeof findProject>;
interface Books {
  readonly employees: ReadonlyMap<number, EmployeeRecord>;
  readonly projects: ReadonlyMap<number, ProjectRecord>;
  readonly locks: ReadonlyMap<string, LockDates>;
  /** Hours in the ERP already, by person and day. */
  readonly booked: ReadonlyMap<string, string>;
}

export async function checkLines(
  scope: WriteScope,
  lines: readonly Line[],
): Promise<{ readonly bookable: readonly BookableLine[]; readonly problems: readonly Problem[] }> {
  const targets = await findTargets(scope, lines);
  const books = await readBooks(scope, lines, targets);
  const overfull = hoursProblems(lines, scope.today, books.booked);
  const home = targets.find((target) => !isProblem(target.project));
  const company = home && !isProblem(home.project) ? home.project.company : null;
  const judged = lines.map((line, at) => {
    const plain = overfull.get(at) ?? [];
    const target = targets[at];
    const found = target ? judge(scope, line, target, books, company) : [];
    return 'employeeId' in found
      ? { at, problems: plain, line: found }
      : { at, problems: [...plain, ...found] };
  });
  return {
    bookable: judged.flatMap(({ at, problems, line }) =>
      line && problems.length === 0 ? [{ at, ...line }] : [],
    ),
    problems: judged.flatMap(({ at, problems }) => problems.map((own) => placed(own, at))),
  };
}

const placed = ({ field, ...problem }: LineProblem, at: number): Problem => ({
  ...problem,
  field: ['lines', String(at), field],
});

interface Target {
  readonly project: ProjectTarget | Problem;
  readonly costCode: { readonly accountId: number } | Problem | null;
}

/** Each job and cost code once, whatever the number of lines. */
async function findTargets(scope: WriteScope, lines: readonly Line[]): Promise<readonly Target[]> {
  const asked = withMemory(scope);
  const found = new Map<string, Promise<Target>>();
  return Promise.all(
    lines.map((line) => {
      const key = JSON.stringify([line.project, line.company ?? null, line.costCode]);
      const target = found.get(key) ?? findTarget(asked, line);
      found.set(key, target);
      return target;
    }),
  );
}

async function findTarget(scope: Named[0], line: Line): Promise<Target> {
  const project = await findProject(scope, line.project, line.company);
  const costCode = isProblem(project) ? null : await findCostCode(scope, line.costCode, project.company);
  return { project, costCode };
}

/** Lists of the crosswalk are read once for all lines. */
function withMemory(scope: WriteScope): WriteScope {
  const { crosswalk } = scope;
  const projects = crosswalk.list('PROJECT');
  const codes = crosswalk.entries('COST_CODE', 'odoo');
  const list: typeof crosswalk.list = (kind) => (kind === 'PROJECT' ? projects : crosswalk.list(kind));
  const entries: typeof crosswalk.entries = (kind, system) =>
    kind === 'COST_CODE' && system === 'odoo' ? codes : crosswalk.entries(kind, system);
  return { ...scope, crosswalk: { list, entries, entriesOf: (...asked) => crosswalk.entriesOf(...asked) } };
}

async function readBooks(
  { systems }: WriteScope,
  lines: readonly Line[],
  targets: readonly Target[],
): Promise<Books> {
  const { checks } = systems.erp;
  const people = unique(lines.map(({ employee }) => employeeId(employee)).filter((id) => id !== null));
  const jobs = targets.flatMap(({ project }) => (isProblem(project) ? [] : [project]));
  const companies = unique(jobs.map(({ company }) => company));
  const projects = unique(jobs.map(({ odooId }) => odooId));
  const [employees, records, locks, booked] = await Promise.all([
    people.length > 0 ? checks.employees(people) : [],
    projects.length > 0 ? checks.projects(projects) : [],
    companies.length > 0 ? checks.lockDates(companies) : new Map<string, LockDates>(),
    readBooked(checks, people, lines),
  ]);
  return { employees: byId(employees), projects: byId(records), locks, booked };
}

/** A day that is written in two timesheets is one day. */
async function readBooked(
  checks: WriteScope['systems']['erp']['checks'],
  people: readonly number[],
  lines: readonly Line[],
): Promise<ReadonlyMap<string, string>> {
  const days = lines
    .map(({ date }) => date)
    .filter(isDay)
    .sort();
  const [from, to] = [days[0], days.at(-1)];
  if (people.length === 0 || from === undefined || to === undefined) return new Map();
  const hours = await checks.bookedHours(people, from, to);
  return new Map(hours.map((own) => [dayOf({ employee: String(own.employee), date: own.date }), own.hours]));
}

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];
const byId = <T extends { readonly id: number }>(records: readonly (T | null)[]): ReadonlyMap<number, T> =>
  new Map(records.flatMap((record) => (record ? [[record.id, record] as const] : [])));

/** The ERP counts its people with whole numbers. */
function employeeId(text: string): number | null {
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;
}

type Judged = Omit<BookableLine, 'at'> | readonly LineProblem[];

function judge(
  scope: WriteScope,
  line: Line,
  { project, costCode }: Target,
  books: Books,
  company: string | null,
): Judged {
  const employee = books.employees.get(employeeId(line.employee) ?? 0);
  const lost: LineProblem[] = [
    ...(isProblem(project) ? [atLine(project)] : []),
    ...(costCode && isProblem(costCode) ? [atLine(costCode)] : []),
    ...(employee ? [] : [lineProblem.noEmployee(line.employee)]),
  ];
  if (lost.length > 0 || isProblem(project) || !employee || !costCode || isProblem(costCode)) return lost;
  const problems = [
    ...personProblems(employee, project),
    ...jobProblems(scope, line, project, books, company),
  ];
  if (problems.length > 0) return problems;
  return {
    ...{ company: project.company, employeeId: employee.id, employeeName: employee.name ?? line.employee },
    ...{ project: project.number, projectId: project.odooId },
    ...{ costCode: line.costCode, costCodeId: costCode.accountId },
    ...{ date: line.date, hours: line.hours, description: line.description.trim() },
    cost: centsText(timesRounded(toCents(employee.hourlyCost ?? '0'), decimal(line.hours))),
  };
}

const atLine = ({ field, ...problem }: Problem): LineProblem => ({
  ...problem,
  field: field[0] ?? 'project',
});

function personProblems(employee: EmployeeRecord, { company }: ProjectTarget): LineProblem[] {
  if (employee.company !== company) return [lineProblem.otherCompany(employee, company)];
  if (!employee.active) return [lineProblem.archived(employee)];
  if (employee.hourlyCost === null) return [lineProblem.hiddenCost(employee)];
  return toCents(employee.hourlyCost) > 0n ? [] : [lineProblem.noCost(employee)];
}

function jobProblems(
  scope: WriteScope,
  { date }: Line,
  project: ProjectTarget,
  { projects, locks }: Books,
  company: string | null,
): LineProblem[] {
  const job = projects.get(project.odooId);
  const lock = locks.get(project.company)?.GENERAL ?? null;
  const byPayroll = scope.companies.get(project.company)?.labor === 'PAYROLL';
  return [
    ...(byPayroll ? [lineProblem.payroll(project)] : []),
    ...(project.company === company || company === null ? [] : [lineProblem.mixed(project, company)]),
    ...(job?.active && job.status !== 'CLOSED' ? [] : [lineProblem.closed(project)]),
    ...(lock !== null && date <= lock ? [lineProblem.locked(project.company, date, lock)] : []),
  ];
}
