/**
 * Machine time on a job by internal rate, one record per machine and day (docs/definitions.md, accruedEquipmentCost).
 * What cannot be counted is listed as an exception with its values, never dropped silently.
 */
import { UNCODED, type CompanySettings } from '../kit/company.js';
import { decimal, moneyText, roundMoney, type DecimalString } from '../kit/decimal.js';
import type { CostException } from '../../codegen/generated/equipment.js';
import { toDayHours, type DayHours } from './daily-hours.js';
import { assignmentsOn, type AssignmentView, type MachineView } from './fleet-view.js';
import type { Fleet, Series } from './mirror-reader.js';

/** One machine, one day, one job. */
export interface UsageRecord {
  /** Machine number and day: `EX-204/2026-10-05`. The posted charge carries it. */
  readonly key: string;
  readonly equipment: string;
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly hours: DecimalString;
  /** Internal rate per hour, company currency. */
  readonly rate: DecimalString;
  /** hours × rate, rounded to the currency. */
  readonly amount: DecimalString;
  readonly costCode: string;
}

export interface Usage {
  readonly records: UsageRecord[];
  readonly exceptions: CostException[];
}

/** @param today the last day counted, YYYY-MM-DD. */
export async function toUsage(
  fleet: Fleet,
  projectId: string,
  company: CompanySettings,
  today: string,
): Promise<Usage> {
  const machines = (fleet.byProject.get(projectId) ?? []).filter((machine) =>
    isChargedByRate(machine, company),
  );
  const series = await Promise.all(machines.map((machine) => fleet.series(machine, 'OPERATING_HOURS')));
  const usages = machines.map((machine, i) =>
    usageOf(machine, series[i] as Series, projectId, company, today),
  );
  return {
    records: usages.flatMap(({ records }) => records),
    exceptions: usages.flatMap(({ exceptions }) => exceptions),
  };
}

/** A rented machine is charged by its vendor's bill or by internal rate, not both. */
function isChargedByRate({ company: code, record }: MachineView, company: CompanySettings): boolean {
  return code === company.code && !(record?.ownership === 'RENTED' && company.rentedEquipment === 'VENDOR');
}

function usageOf(
  machine: MachineView,
  { source, points }: Series,
  projectId: string,
  company: CompanySettings,
  today: string,
): Usage {
  const records: UsageRecord[] = [];
  const exceptions: CostException[] = [];
  if (points.length === 0) exceptions.push(toSilenceException(machine));
  const rate = company.equipmentRates[machine.record?.class ?? ''];
  let unrated = decimal(0);
  for (const day of toDayHours(points)) {
    const [assigned, ...others] = day.day <= today ? assignmentsOn(machine, day.day) : [];
    if (assigned?.projectId !== projectId) continue;
    if (day.problem !== null) exceptions.push(toMeterException(machine, day, source));
    else if (day.hours.gt(0)) {
      if (rate === undefined) unrated = unrated.plus(day.hours);
      else records.push(toRecord(machine, day, rate, assigned));
      if (others.length > 0) exceptions.push(toOverlapException(machine, day, assigned, others));
    }
  }
  if (unrated.gt(0)) exceptions.push(toRateException(machine, company, unrated.toFixed()));
  return { records, exceptions: [...exceptions, ...toCodeExceptions(machine, records, projectId)] };
}

function toRecord(
  machine: MachineView,
  { day, hours }: DayHours,
  rate: string,
  assigned: AssignmentView,
): UsageRecord {
  return {
    key: `${machine.number}/${day}`,
    equipment: machine.number,
    date: day,
    hours: hours.toFixed(),
    rate,
    amount: moneyText(roundMoney(hours.times(rate))),
    costCode: assigned.costCode ?? UNCODED,
  };
}

function toMeterException(
  machine: MachineView,
  { day, before, after, problem }: DayHours,
  system: string,
): CostException {
  const what = problem === 'METER_WENT_BACK' ? 'went back' : 'advanced by more than 24 hours';
  return {
    code: problem ?? 'METER',
    message: `The hour meter of ${machine.number} ${what} on ${day}: from ${before} h to ${after} h; the day is not charged. Correct the reading in ${system}.`,
    system,
    recordId: `${machine.number}/${day}`,
    amount: null,
  };
}

/** Without any reading nobody can tell idle from unmatched, so an assigned machine that is silent is shown. */
function toSilenceException({ number }: MachineView): CostException {
  return {
    code: 'EQUIPMENT_WITHOUT_READINGS',
    message: `${number} is assigned to the job, but no source has hour readings of it; nothing is charged. Match its telematics unit in the crosswalk, or enter its meter in maintenance.`,
    system: 'telematics',
    recordId: number,
    amount: null,
  };
}

function toOverlapException(
  machine: MachineView,
  { day }: DayHours,
  assigned: AssignmentView,
  others: readonly AssignmentView[],
): CostException {
  const ids = [assigned, ...others].map(({ assignment }) => assignment.key).join(', ');
  return {
    code: 'ASSIGNMENTS_OVERLAP',
    message: `${machine.number} has ${others.length + 1} assignments on ${day} (${ids}); the day is charged once, to the one that started last. End the others in maintenance.`,
    system: 'maintenance',
    recordId: `${machine.number}/${day}`,
    amount: null,
  };
}

function toRateException(
  { number, record }: MachineView,
  company: CompanySettings,
  hours: string,
): CostException {
  return {
    code: 'EQUIPMENT_RATE_MISSING',
    message: `${number} worked ${hours} h, but company ${company.code} has no rate for class "${record?.class ?? 'none'}"; nothing is charged. Add it under equipmentRates.`,
    system: 'plumbline',
    recordId: number,
    amount: null,
  };
}

/** Time whose cost code is unknown is charged to UNCODED, and each assignment that lacks one is named with its amount. */
function toCodeExceptions(
  machine: MachineView,
  records: readonly UsageRecord[],
  projectId: string,
): CostException[] {
  return machine.assignments
    .filter((assigned) => assigned.projectId === projectId && assigned.costCode === null)
    .flatMap((assigned) => {
      const own = records.filter(({ date }) => assignmentsOn(machine, date)[0] === assigned);
      if (own.length === 0) return [];
      const amount = own.reduce((total, record) => total.plus(record.amount), decimal(0));
      const { key, costCode } = assigned.assignment;
      const what =
        costCode === null ? 'names no cost code' : `names cost code "${costCode}", which matches none`;
      return {
        code: 'COST_CODE_UNMATCHED',
        message: `Assignment ${key} of ${machine.number} ${what}; its time is charged to ${UNCODED}. Match it in the crosswalk.`,
        system: 'maintenance',
        recordId: key,
        amount: moneyText(amount),
      };
    });
}
