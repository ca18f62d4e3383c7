/** What Odoo would accept without a word: closed periods, hours that cost nothing, a cost code that does not exist. */
import { toCents } from '../../kit/cents.js';
import type { CompanySettings } from '../../kit/company.js';
import { isUpstreamError } from '../../kit/errors.js';
import type { Session } from '../erp/session.js';
import { distributionProblems } from './distributions.js';
import { distributionKey } from './journal-entry.js';
import { readLockDates, refuseLocked } from './lock-dates.js';
import { readEmployees, readProjects, type EmployeeRecord, type ProjectRecord } from './people.js';
import type { EffectScope } from './scope.js';
import type { TimesheetLine, TimesheetLinesInput } from './timesheet-line.js';

interface Desk {
  readonly scope: EffectScope;
  readonly session: Session;
  readonly company: CompanySettings;
  readonly input: TimesheetLinesInput;
}

/** The lines that must not be booked, with why. Everything is looked up for all lines at once. */
export async function lineRefusals(
  desk: Desk,
  lines: readonly TimesheetLine[],
): Promise<(readonly [TimesheetLine, string])[]> {
  if (lines.length === 0) return [];
  const { scope, session, company } = desk;
  const [locks, employees, projects] = await Promise.all([
    readLockDates(session, [company]),
    readEmployees(
      session,
      scope.companies,
      lines.map(({ employeeId }) => employeeId),
    ),
    readProjects(
      session,
      scope,
      lines.map(({ projectId }) => projectId),
    ),
  ]);
  const coding = await codingProblems(desk, lines, projects);
  return lines.flatMap((line, at) => {
    const reason =
      lockedReason(() =>
        refuseLocked(locks.get(company.code), { company: company.code, date: line.date, what: what(line) }),
      ) ??
      personReason(line, employees[at] ?? null, company) ??
      (projects[at]?.accountId
        ? coding.get(line)
        : `${what(line)} names project ${line.projectId}, which has no job cost in odoo; correct the project`);
    return reason === undefined ? [] : [[line, reason] as const];
  });
}

const what = ({ name, at }: TimesheetLine): string => `timesheet line ${at} "${name}"`;

/** The wording of a locked period is the same for all writes. */
function lockedReason(check: () => void): string | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    if (isUpstreamError(error)) return error.message;
    throw error;
  }
}

function personReason(
  { hours, employeeId, ...line }: TimesheetLine,
  employee: EmployeeRecord | null,
  { code }: CompanySettings,
): string | undefined {
  if (employee?.company !== code)
    return `company ${code} has no employee ${employeeId} in odoo; correct the employee`;
  if (employee.hourlyCost === null || toCents(employee.hourlyCost) !== 0n || toCents(hours) <= 0n)
    return undefined;
  return `timesheet line ${line.at}: ${hours} h of employee ${employee.name ?? employeeId} would cost 0.00; set the hourly cost in odoo, then try again`;
}

async function codingProblems(
  { session, company, input }: Desk,
  lines: readonly TimesheetLine[],
  projects: readonly (ProjectRecord | null)[],
): Promise<ReadonlyMap<TimesheetLine, string>> {
  const coded = lines.flatMap((line, at) => {
    const projectAccountId = projects[at]?.accountId;
    const { costCodeId } = line;
    return projectAccountId
      ? [{ line, key: distributionKey({ projectAccountId, costCodeId, costTypeId: input.costTypeId }) }]
      : [];
  });
  const keys = [...new Set(coded.map(({ key }) => key))];
  const problems = await distributionProblems(
    session,
    company,
    keys.map((key) => ({ [key]: '100' })),
  );
  return new Map(
    coded.flatMap(({ line, key }) => {
      const problem = problems[keys.indexOf(key)]?.[0];
      return problem === undefined
        ? []
        : [[line, `${what(line)} cannot be coded: ${problem}; correct its job or cost code`] as const];
    }),
  );
}
