/** Timesheet lines in domain words, their rules, and how they are written on the wire of `load`. Pure but for refusals. */
import { centsText, toCents } from '../../kit/cents.js';
import type { CompanySettings } from '../../kit/company.js';
import { decimal, type DecimalString } from '../../kit/decimal.js';
import type { Reversal } from '../../kit/effect.js';
import type { Plan } from '../erp/session.js';
import { readCents, readLink, readText, type WireRecord } from '../erp/wire.js';
import { isDay } from './journal-entry.js';
import type { Loading } from './load.js';
import { refusal } from './scope.js';

export interface TimesheetLine {
  /** Its place in what was asked for; part of its key. */
  readonly at: number;
  /** hr.employee id. */
  readonly employeeId: number;
  /** project.project id; its analytic account is the line's job. */
  readonly projectId: number;
  /** project.task id. */
  readonly taskId?: number;
  /** YYYY-MM-DD. */
  readonly date: string;
  /** At most two decimals; above zero. */
  readonly hours: DecimalString;
  /** What was done. */
  readonly name: string;
  /** Analytic account of the cost code. */
  readonly costCodeId: number;
}

export interface TimesheetLinesInput {
  /** Company code. */
  readonly company: string;
  /** Analytic account of the cost type; null only where the firm has no such plan. */
  readonly costTypeId: number | null;
  readonly lines: readonly TimesheetLine[];
}

export interface TimesheetLinesResult {
  readonly lines: readonly {
    /** The line's place in what was asked for. */
    readonly at: number;
    readonly id: number;
    /** What the hours cost the job, positive, in company currency. */
    readonly cost: DecimalString;
  }[];
}

/** @throws UpstreamError (BUSINESS) */
export function checkTimesheetLine(input: TimesheetLine): void {
  const what = `timesheet line "${input.name}"`;
  if (!isDay(input.date)) throw refusal(`${what} has the date "${input.date}"; write YYYY-MM-DD`);
  if (input.name.trim() === '') throw refusal('a timesheet line needs a text to be found again; give it one');
  const valid = /^\d+(\.\d{1,2})?$/.test(input.hours) && decimal(input.hours).gt(0);
  if (!valid)
    throw refusal(`${what} has "${input.hours}" hours; write a number above 0 with at most two decimals`);
}

/** The same work with negative hours. Its name ends in the reason, so that people see why. */
export function timesheetReversal(line: TimesheetLine, why: Reversal): TimesheetLine {
  const hours = centsText(-toCents(line.hours));
  return { ...line, date: why.date, hours, name: `${line.name} (reversal: ${why.reason})` };
}

export interface PlanColumns {
  readonly costCode: Plan;
  readonly costType: Plan | null;
}

/** No amount is written: Odoo works it out from the hours and the employee's hourly cost. */
export function toTimesheetLoading(
  lines: readonly TimesheetLine[],
  costTypeId: number | null,
  externalIdOf: (line: TimesheetLine) => string,
  { costCode, costType }: PlanColumns,
): Loading {
  const columns: readonly (readonly [string, (line: TimesheetLine) => string])[] = [
    ['id', externalIdOf],
    ['name', ({ name }) => name],
    ['project_id/.id', ({ projectId }) => String(projectId)],
    ...(lines.every(({ taskId }) => taskId === undefined)
      ? []
      : [
          [
            'task_id/.id',
            ({ taskId }: TimesheetLine) => (taskId === undefined ? '' : String(taskId)),
          ] as const,
        ]),
    ['employee_id/.id', ({ employeeId }) => String(employeeId)],
    ['date', ({ date }) => date],
    ['unit_amount', ({ hours }) => hours],
    [`${costCode.column}/.id`, ({ costCodeId }) => String(costCodeId)],
    ...(costType && costTypeId !== null
      ? [[`${costType.column}/.id`, () => String(costTypeId)] as const]
      : []),
  ];
  return {
    model: 'account.analytic.line',
    fields: columns.map(([name]) => name),
    data: lines.map((line) => columns.map(([, value]) => value(line))),
  };
}

/** What Odoo holds otherwise than it was sent, as `hours 2.00 instead of 3.00`. */
export function unlikeness(
  row: WireRecord,
  line: TimesheetLine,
  { company, costTypeId }: { readonly company: CompanySettings; readonly costTypeId: number | null },
  { costCode, costType }: PlanColumns,
): string[] {
  const wanted: readonly (readonly [string, unknown, unknown])[] = [
    ['date', readText(row, 'date'), line.date],
    ['hours', centsText(readCents(row, 'unit_amount')), centsText(toCents(line.hours))],
    ['company', readLink(row, 'company_id'), company.odooCompanyId],
    ['cost code', readLink(row, costCode.column), line.costCodeId],
    ['cost type', costType && readLink(row, costType.column), costTypeId],
  ];
  return wanted.flatMap(([name, found, sent]) =>
    found === sent ? [] : [`${name} ${String(found)} instead of ${String(sent)}`],
  );
}
