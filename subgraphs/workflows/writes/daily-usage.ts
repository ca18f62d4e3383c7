/** The machine time of a job and day that is not charged yet: which of it the books can take, and why not the rest. */
import { centsText, timesRounded, toCents } from '../../kit/cents.js';
import type { CompanySettings } from '../../kit/company.js';
import { decimal } from '../../kit/decimal.js';
import type { MachineDay } from '../../equipment/connector.js';
import type { PostedUsage } from '../../odoo/connector.js';
import type { Problem } from '../define-write.js';

export interface UsageLine {
  readonly machine: string;
  readonly hours: string;
  /** Per hour, company currency. */
  readonly rate: string;
  readonly amount: string;
  /** Analytic account of the cost code. */
  readonly costCodeId: number;
  readonly fuelLitres: string | null;
}
export interface DayUsage {
  readonly lines: readonly UsageLine[];
  readonly problems: readonly Problem[];
}

export interface UsageView {
  readonly company: CompanySettings;
  readonly project: { readonly number: string; readonly accountId: number };
  readonly posted: PostedUsage;
  /** Analytic account by cost code of the company. */
  readonly costCodes: ReadonlyMap<string, number>;
}

/** Days of one machine are one record: what is charged to the job already is left out without a word. */
export function toDayUsage(days: readonly MachineDay[], view: UsageView): DayUsage {
  const lines: UsageLine[] = [];
  const problems: Problem[] = [];
  for (const day of days.filter((own) => isOpen(own, view))) {
    const line = toLine(day, view);
    if ('code' in line) problems.push(line);
    else lines.push(line);
  }
  return { lines, problems };
}

/** Not charged to the job; and not meant to come by its vendor's bill. */
export function isOpen(
  day: MachineDay,
  { company, project, posted }: Pick<UsageView, 'company' | 'project' | 'posted'>,
): boolean {
  if (day.company === company.code && day.ownership === 'RENTED' && company.rentedEquipment === 'VENDOR')
    return false;
  return posted.get(project.accountId)?.has(`${day.machine}/${day.day}`) !== true;
}

function toLine(day: MachineDay, view: UsageView): UsageLine | Problem {
  const { company } = view;
  const { machine, hours, fuelLitres, costCode } = day;
  if (day.company !== company.code) return crossCompany(day, view);
  if (day.problem !== null) return badMeter(day);
  if (chargedElsewhere(day, view)) return onOtherJob(day, view);
  const rate = company.equipmentRates[day.class ?? ''];
  if (rate === undefined) return noRate(day, company);
  const costCodeId = costCode === null ? undefined : view.costCodes.get(costCode);
  if (costCodeId === undefined) return uncoded(day, view);
  const amount = centsText(timesRounded(toCents(rate), decimal(hours)));
  return { machine, hours, rate, amount, costCodeId, fuelLitres };
}

function chargedElsewhere({ machine, day }: MachineDay, { posted, project }: UsageView): boolean {
  return [...posted].some(
    ([account, keys]) => account !== project.accountId && keys.has(`${machine}/${day}`),
  );
}

const problem = (code: string, { machine, day }: MachineDay, message: string): Problem => ({
  ...{ code, message, field: ['date'], record: `${machine}/${day}`, system: 'maintenance' },
});

const crossCompany = (day: MachineDay, { company, project }: UsageView): Problem =>
  problem(
    'CROSS_COMPANY',
    day,
    `${day.machine} belongs to company ${day.company}, project ${project.number} to ${company.code}; a charge across companies needs paired entries, which are not set up: post them by hand`,
  );
const badMeter = (day: MachineDay): Problem =>
  problem(
    day.problem ?? 'METER',
    day,
    `The hour meter of ${day.machine} ${day.problem === 'METER_WENT_BACK' ? 'went back' : 'advanced by more than 24 hours'} on ${day.day} (${day.hours} h); correct the reading in maintenance or telematics`,
  );
const onOtherJob = (day: MachineDay, { project }: UsageView): Problem =>
  problem(
    'CHARGED_ELSEWHERE',
    day,
    `${day.machine} is charged for ${day.day} on another job than ${project.number}, to which it is assigned; reverse that charge or correct the assignment`,
  );
const noRate = (day: MachineDay, { code }: CompanySettings): Problem =>
  problem(
    'NO_RATE',
    day,
    `${day.machine} worked ${day.hours} h on ${day.day}, but company ${code} has no rate for class "${day.class ?? 'none'}"; add it under equipmentRates`,
  );
const uncoded = (day: MachineDay, { company }: UsageView): Problem =>
  problem(
    'UNCODED',
    day,
    day.costCode === null
      ? `${day.machine} worked ${day.hours} h on ${day.day} under an assignment without a cost code that is known; name one there, or match it in the crosswalk`
      : `${day.machine} worked on ${day.day} under cost code ${day.costCode}, which the ERP of company ${company.code} does not have; create it there`,
  );
