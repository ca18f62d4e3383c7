/** A timesheet line in domain words, its rules, and how it is written on the wire of `load`. Pure but for refusals. */
import { centsText, toCents } from '../../kit/cents.js';
import { decimal, type DecimalString } from '../../kit/decimal.js';
import type { Reversal } from '../../kit/effect.js';
import type { Plan } from '../erp/session.js';
import { isDay } from './journal-entry.js';
import { externalId, type Loading } from './load.js';
import { refusal } from './scope.js';

export interface TimesheetLineInput {
  /** Company code. */
  readonly company: string;
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
  /** Analytic account of the cost type; null only where the firm has no such plan. */
  readonly costTypeId: number | null;
}

export interface TimesheetLineResult {
  readonly id: number;
  /** What the hours cost the job, positive, in company currency. */
  readonly cost: DecimalString;
}

/** @throws UpstreamError (BUSINESS) */
export function checkTimesheetLine(input: TimesheetLineInput): void {
  const what = `timesheet line "${input.name}"`;
  if (!isDay(input.date)) throw refusal(`${what} has the date "${input.date}"; write YYYY-MM-DD`);
  if (input.name.trim() === '') throw refusal('a timesheet line needs a text to be found again; give it one');
  const valid = /^\d+(\.\d{1,2})?$/.test(input.hours) && decimal(input.hours).gt(0);
  if (!valid)
    throw refusal(`${what} has "${input.hours}" hours; write a number above 0 with at most two decimals`);
}

/** The same work with negative hours. Its name ends in the reason, so that people see why. */
export function timesheetReversal(input: TimesheetLineInput, why: Reversal): TimesheetLineInput {
  const hours = centsText(-toCents(input.hours));
  return { ...input, date: why.date, hours, name: `${input.name} (reversal: ${why.reason})` };
}

export interface PlanColumns {
  readonly costCode: Plan;
  readonly costType: Plan | null;
}

/** No amount is written: Odoo works it out from the hours and the employee's hourly cost. */
export function toTimesheetLoading(input: TimesheetLineInput, key: string, plans: PlanColumns): Loading {
  const { costCode, costType } = plans;
  const columns: readonly (readonly [string, string])[] = [
    ['id', externalId(key)],
    ['name', input.name],
    ['project_id/.id', String(input.projectId)],
    ...(input.taskId === undefined ? [] : [['task_id/.id', String(input.taskId)] as const]),
    ['employee_id/.id', String(input.employeeId)],
    ['date', input.date],
    ['unit_amount', input.hours],
    [`${costCode.column}/.id`, String(input.costCodeId)],
    ...(costType && input.costTypeId !== null
      ? [[`${costType.column}/.id`, String(input.costTypeId)] as const]
      : []),
  ];
  return {
    model: 'account.analytic.line',
    fields: columns.map(([name]) => name),
    data: [columns.map(([, value]) => value)],
  };
}
