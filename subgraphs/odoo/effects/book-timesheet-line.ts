/**
 * Books hours of an employee on a job: one analytic line with a project, loaded with an external id (recorded exchanges
 * `load_timesheet`, `load_timesheet_repeat`). Odoo prices the hours by the employee's hourly cost; a cost of 0 is
 * accepted there and would leave the job without its labour, so it is refused here.
 */
import { centsText, toCents, type Cents } from '../../kit/cents.js';
import type { CompanySettings } from '../../kit/company.js';
import type { Effect } from '../../kit/effect.js';
import { readFields, type Domain } from '../erp/read.js';
import type { Session } from '../erp/session.js';
import { readCents, readId, readLink, readText, type WireRecord } from '../erp/wire.js';
import { distributionKey } from './journal-entry.js';
import { distributionProblems } from './distributions.js';
import { externalId, findByExternalId, loadRecord } from './load.js';
import { readLockDates, refuseLocked } from './lock-dates.js';
import { readEmployees, readProjects } from './people.js';
import { companyOf, inCompany, refusal, type EffectScope } from './scope.js';
import {
  checkTimesheetLine,
  timesheetReversal,
  toTimesheetLoading,
  type TimesheetLineInput,
  type TimesheetLineResult,
} from './timesheet-line.js';

export type BookTimesheetLine = Effect<TimesheetLineInput, TimesheetLineResult>;

const MODEL = 'account.analytic.line';
const NEEDS = [
  'account_id',
  'amount',
  'company_id',
  'date',
  'employee_id',
  'name',
  'project_id',
  'unit_amount',
];

export function createBookTimesheetLine(scope: EffectScope): BookTimesheetLine {
  const at = <T>(input: TimesheetLineInput, task: (desk: Desk) => Promise<T>): Promise<T> => {
    const company = companyOf(scope, input.company);
    return scope.use((session) => task({ scope, session: inCompany(session, company), company, input }));
  };
  return {
    name: 'book-timesheet-line',
    system: 'odoo',
    idempotency: { kind: 'KEY' },
    async run(input, key) {
      checkTimesheetLine(input);
      return at(input, async (desk) => toResult(await book(desk, key)));
    },
    find: (input, key) =>
      at(input, async (desk) => {
        const line = await findLine(desk, key);
        return line && readCents(line, 'amount') !== 0n ? toResult(line) : null;
      }),
    undo: (input, result, key, why) =>
      at(timesheetReversal(input, why), (desk) => reverse(desk, `${key}_rev`, result)),
  };
}

interface Desk {
  readonly scope: EffectScope;
  /** In the company's view. */
  readonly session: Session;
  readonly company: CompanySettings;
  readonly input: TimesheetLineInput;
}

const toResult = (line: WireRecord): TimesheetLineResult => ({
  id: readId(line),
  cost: centsText(-readCents(line, 'amount')),
});

/** Loads the line unless it is there, and reads it back. */
async function book(desk: Desk, key: string): Promise<WireRecord> {
  const { session, input } = desk;
  const earlier = await findLine(desk, key);
  if (earlier && isPriced(desk, earlier)) return confirm(desk, earlier);
  await checkBooks(desk);
  const loaded = await loadRecord(session, toTimesheetLoading(input, key, session));
  if (loaded.kind === 'REFUSED')
    throw refusal(
      `odoo refused timesheet line "${input.name}" of employee ${input.employeeId}; correct it and try again`,
      loaded.reason,
    );
  const [line] = await readLines(session, [['id', '=', loaded.id]]);
  if (!line)
    throw refusal(`odoo does not show timesheet line ${loaded.id} it just made; check its companies`);
  if (isPriced(desk, line)) return confirm(desk, line);
  // Our own line of a moment ago, in no ledger: a refusal leaves nothing behind.
  await session.rpc.call(MODEL, 'unlink', {}, { ids: [loaded.id], context: session.context, writes: true });
  throw costsNothing(input.employeeId, input);
}

/** A reversal gets its amount from what it reverses, so it may come without one. */
function isPriced({ input }: Desk, line: WireRecord): boolean {
  return readCents(line, 'amount') !== 0n || toCents(input.hours) < 0n;
}

function costsNothing(employee: number | string, { hours }: TimesheetLineInput): Error {
  return refusal(
    `${hours} h of employee ${employee} would cost 0.00; set the hourly cost in odoo, then try again`,
  );
}

/** What Odoo would accept without a word: closed periods, hours that cost nothing, a cost code that does not exist. */
async function checkBooks({ scope, session, company, input }: Desk): Promise<void> {
  const [locks, [employee], [project]] = await Promise.all([
    readLockDates(session, [company]),
    readEmployees(session, scope.companies, [input.employeeId]),
    readProjects(session, scope, [input.projectId]),
  ]);
  const what = `timesheet line "${input.name}"`;
  refuseLocked(locks.get(company.code), { company: company.code, date: input.date, what });
  if (employee?.company !== company.code)
    throw refusal(
      `company ${company.code} has no employee ${input.employeeId} in odoo; correct the employee`,
    );
  if (employee.hourlyCost !== null && toCents(employee.hourlyCost) === 0n && toCents(input.hours) > 0n)
    throw costsNothing(employee.name ?? employee.id, input);
  if (!project?.accountId)
    throw refusal(
      `${what} names project ${input.projectId}, which has no job cost in odoo; correct the project`,
    );
  const distribution = { ...input, projectAccountId: project.accountId };
  const problems = await distributionProblems(session, company, [{ [distributionKey(distribution)]: '100' }]);
  const problem = problems.flat()[0];
  if (problem !== undefined)
    throw refusal(`${what} cannot be coded: ${problem}; correct its job or cost code`);
}

async function readLines(session: Session, domain: Domain): Promise<WireRecord[]> {
  const plans = [session.costCode, session.costType].flatMap((plan) => (plan ? [plan.column] : []));
  const fields = await session.choose(MODEL, { required: [...NEEDS, ...plans], optional: [] });
  return readFields(session, MODEL, domain, fields);
}

/** Looked up by person, job and text, then told apart by the key. Any day: a reversal tried again may name a later one. */
async function findLine({ session, input }: Desk, key: string): Promise<WireRecord | null> {
  const lines = await readLines(session, [
    ['employee_id', '=', input.employeeId],
    ['project_id', '=', input.projectId],
    ['name', '=', input.name],
  ]);
  const id = await findByExternalId(session, MODEL, lines.map(readId), externalId(key));
  return lines.find((line) => readId(line) === id) ?? null;
}

function confirm({ session, company, input }: Desk, line: WireRecord): WireRecord {
  const wanted: readonly (readonly [string, unknown, unknown])[] = [
    ['date', readText(line, 'date'), input.date],
    ['hours', centsText(readCents(line, 'unit_amount')), centsText(toCents(input.hours))],
    ['company', readLink(line, 'company_id'), company.odooCompanyId],
    ['cost code', readLink(line, session.costCode.column), input.costCodeId],
    ['cost type', session.costType && readLink(line, session.costType.column), input.costTypeId],
  ];
  const unlike = wanted.filter(([, found, sent]) => found !== sent);
  if (unlike.length === 0) return line;
  const texts = unlike.map(([name, found, sent]) => `${name} ${String(found)} instead of ${String(sent)}`);
  throw refusal(`odoo holds timesheet line ${readId(line)} with ${texts.join(', ')}; compare it there`);
}

/** Negative hours at the cost they were booked for, also when the hourly cost changed meanwhile. */
async function reverse(desk: Desk, key: string, booked: TimesheetLineResult): Promise<void> {
  const { session } = desk;
  const [original] = await readLines(session, [['id', '=', booked.id]]);
  // Deleted by a person: nothing is left to take back.
  if (!original) return;
  const line = (await findLine(desk, key)) ?? (await book(desk, key));
  const amount: Cents = -readCents(original, 'amount');
  if (readCents(line, 'amount') === amount) return;
  // Odoo prices a line only when its hours, person or account are written; an amount alone stays as it is written
  // (odoo/odoo, `hr_timesheet/models/hr_timesheet.py`, `_timesheet_postprocess_values`).
  const vals = { amount: Number(centsText(amount)) };
  const options = { ids: [readId(line)], context: session.context, writes: true };
  await session.rpc.call(MODEL, 'write', { vals }, options);
}
